import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { GoalDocument } from '../../domain/okr/document.ts';
import type { Goal } from '../../domain/okr/goal.ts';
import { writeGoals } from '../../domain/okr/write-goals.ts';
import { writtenGoals } from '../../domain/okr/written.ts';
import type { PlannedImport } from '../../workflows/import-goals.ts';
import { sendProblem } from '../problem.ts';
import type { ApiDeps } from './api-deps.ts';
import { type GoalsToRead, goalName, goalParams, goalsToRead, plan, problem } from './schemas.ts';

const tags = ['goals'];
/** Whole companies fit into it. */
const largestImport = 16 * 1024 * 1024;
const imports = z.strictObject({
  read: goalsToRead,
  prune: z.boolean().default(false).describe('Also remove goals that are not sent; their check-ins stay'),
});

/** The goal tree in and out: reading it, planning an import, importing. */
export async function goalRoutes(plain: FastifyInstance, { okrs }: ApiDeps): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/goals',
    {
      schema: {
        tags,
        summary: 'All goals in their written form, as an import takes them',
        response: {
          200: z.object({
            version: z.int(),
            importedAt: z.string().nullable(),
            importedBy: z.string().nullable(),
            goals: writtenGoals,
          }),
        },
      },
    },
    async () => {
      const { version, importedAt, importedBy, goals } = await okrs.goals.current();
      return { version, importedAt, importedBy, goals: writeGoals(goals) };
    },
  );

  server.get(
    '/goals/versions',
    {
      schema: {
        tags,
        summary: 'The last imports, newest first',
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
        response: {
          200: z.array(
            z.object({
              version: z.int(),
              importedAt: z.string().nullable(),
              importedBy: z.string().nullable(),
            }),
          ),
        },
      },
    },
    async ({ query }) => [...(await okrs.goals.history(query.limit))],
  );

  server.get(
    '/goals/:id',
    {
      schema: {
        tags,
        summary: 'One goal in the cascade: what is above and below it, and what it inherits',
        params: goalParams,
        response: {
          200: goalName.extend({
            owner: z.string().nullable(),
            period: z.object({ id: z.string(), from: z.string(), to: z.string() }).nullable(),
            team: z.string().nullable(),
            note: z.string().nullable(),
            links: z.array(z.string()),
            tags: z.array(z.string()),
            above: z.array(goalName).describe('From the nearest to the top'),
            below: z.array(goalName),
          }),
          404: problem,
        },
      },
    },
    async ({ params }, reply) => {
      const { tree } = await okrs.findGoals();
      const goal = tree.get(params.id);
      if (goal === null) return sendProblem(reply.request, reply, 404, `There is no goal ${params.id}.`);
      const { id, note, links, tags: words } = goal;
      return reply.send({
        ...nameOf(goal),
        ...{ owner: tree.ownerOf(id), period: tree.periodOf(id), team: tree.teamOf(id)?.id ?? null, note },
        ...{ links: [...links], tags: [...words] },
        above: tree.ancestorsOf(id).map(nameOf),
        below: tree.childrenOf(id).map(nameOf),
      });
    },
  );

  server.post(
    '/goals/plan',
    {
      bodyLimit: largestImport,
      schema: {
        tags,
        summary: 'What an import would do; changes nothing',
        body: imports,
        response: { 200: plan, 422: problem },
      },
    },
    async ({ body }, reply) => {
      const outcome = await okrs.importGoals.plan(documentsOf(body.read), body);
      if (!outcome.ok) return unreadable(reply, outcome.problems);
      return reply.send(planAsJson(outcome.planned));
    },
  );

  server.post(
    '/goals/import',
    {
      bodyLimit: largestImport,
      schema: {
        tags,
        summary: 'Import goals',
        body: imports.extend({
          basedOn: z.int().optional().describe('Import only if the goals are still of this version'),
          by: z.string().trim().min(1).max(200).default('api').describe('Who imports, for the record'),
        }),
        response: {
          200: plan.extend({ outcome: z.enum(['imported', 'nothing-to-do']), version: z.int() }),
          409: problem,
          422: problem,
        },
      },
    },
    async ({ body }, reply) => {
      const outcome = await okrs.importGoals.plan(documentsOf(body.read), body);
      if (!outcome.ok) return unreadable(reply, outcome.problems);
      const { planned } = outcome;
      const isMeant = body.basedOn === undefined || body.basedOn === planned.basedOn;
      const done = isMeant
        ? await okrs.importGoals.apply(planned, body.by)
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

const nameOf = (goal: Goal) => ({
  id: goal.id,
  kind: goal.kind,
  statement: goal.kind === 'team' ? goal.name : goal.statement,
});

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
  leftOver,
}: PlannedImport) {
  return {
    ...{ basedOn, kept, leftOver: [...leftOver], unchanged: unchanged.length },
    added: added.map(nameOf),
    changed: changed.map(({ id, fields }) => ({ id, fields: [...fields] })),
    removed: removed.map(nameOf),
  };
}
