import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Sight } from '../../domain/access.ts';
import type { GoalDocument } from '../../domain/okr/document.ts';
import { namedGoal } from '../../domain/okr/goal.ts';
import { isPartlyHidden } from '../../domain/okr/goals-in-sight.ts';
import type { PlannedImport } from '../../workflows/import-goals.ts';
import { callerOf } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { ApiDeps } from './api-deps.ts';
import { type GoalsToRead, goalsToRead, plan, problem } from './schemas.ts';

const tags = ['goals'];
/** Whole companies fit into it. */
const largestImport = 16 * 1024 * 1024;
const imports = z.strictObject({
  read: goalsToRead,
  prune: z.boolean().default(false).describe('Also remove goals that are not sent; their check-ins stay'),
});

/** Planning an import of goals, and importing. */
export async function goalImportRoutes(plain: FastifyInstance, { okrs }: ApiDeps): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.post(
    '/goals/plan',
    {
      config: { access: 'editor' },
      bodyLimit: largestImport,
      schema: {
        tags,
        summary: 'What an import would do; changes nothing',
        body: imports,
        response: { 200: plan, 403: problem, 422: problem },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const outcome = await okrs.importGoals.plan(documentsOf(body.read), body);
      if (!outcome.ok) return unreadable(reply, outcome.problems);
      if (touchesHidden(outcome.planned, callerOf(request).sight)) return notTheirs(reply);
      return reply.send(planAsJson(outcome.planned));
    },
  );

  server.post(
    '/goals/import',
    {
      config: { access: 'editor' },
      bodyLimit: largestImport,
      schema: {
        tags,
        summary: 'Import goals',
        body: imports.extend({
          basedOn: z.int().optional().describe('Import only if the goals are still of this version'),
          by: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .optional()
            .describe('Who imports, for the record; by default the token'),
        }),
        response: {
          200: plan.extend({ outcome: z.enum(['imported', 'nothing-to-do']), version: z.int() }),
          ...{ 403: problem, 409: problem, 422: problem },
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const outcome = await okrs.importGoals.plan(documentsOf(body.read), body);
      if (!outcome.ok) return unreadable(reply, outcome.problems);
      const { planned } = outcome;
      const { who, sight } = callerOf(request);
      if (touchesHidden(planned, sight)) return notTheirs(reply);
      const isMeant = body.basedOn === undefined || body.basedOn === planned.basedOn;
      const done = isMeant
        ? await okrs.importGoals.apply(planned, body.by ?? who, { who, from: request.ip })
        : ({ outcome: 'conflict' } as const);
      if (done.outcome === 'conflict') {
        return sendProblem(reply.request, reply, 409, 'The goals were changed meanwhile: plan again.', {
          version: (await okrs.goals.current()).version,
        });
      }
      return reply.send({ ...planAsJson(planned), ...done });
    },
  );
}

/** Whether an import would change or remove a goal of which its sender sees only a part. */
const touchesHidden = ({ plan: { changed, removed } }: PlannedImport, sight: Sight) =>
  [...changed.map(({ before }) => before), ...removed].some((goal) => isPartlyHidden(goal, sight));

const notTheirs = (reply: FastifyReply) =>
  sendProblem(
    reply.request,
    reply,
    403,
    'This would change goals that rest on projects you may not see: nothing was done.',
  );

/** JSON is YAML too, so that both ways have one reader and one kind of problem. */
export function documentsOf(read: GoalsToRead): readonly GoalDocument[] {
  if ('documents' in read) return read.documents;
  return [{ path: 'goals.json', format: 'yaml', text: JSON.stringify(read.goals, null, 2) }];
}

export function unreadable(reply: Parameters<typeof sendProblem>[1], problems: readonly object[]) {
  const detail = `${problems.length} problems: the goals cannot be read.`;
  return sendProblem(reply.request, reply, 422, detail, { problems });
}

function planAsJson({
  basedOn,
  plan: { added, changed, removed, unchanged },
  kept,
  uncounted,
  leftOver,
}: PlannedImport) {
  return {
    ...{ basedOn, kept, uncounted: [...uncounted], leftOver: [...leftOver], unchanged: unchanged.length },
    added: added.map(namedGoal),
    changed: changed.map(({ id, fields }) => ({ id, fields: [...fields] })),
    removed: removed.map(namedGoal),
  };
}
