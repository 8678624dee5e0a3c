import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { namedGoal } from '../../domain/okr/goal.ts';
import { goalInSight } from '../../domain/okr/goals-in-sight.ts';
import { writeGoals } from '../../domain/okr/write-goals.ts';
import { writtenGoals } from '../../domain/okr/written.ts';
import { callerOf } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { ApiDeps } from './api-deps.ts';
import { goalName, goalParams, problem } from './schemas.ts';

const tags = ['goals'];

/** The goal tree as it is. */
export async function goalRoutes(plain: FastifyInstance, { okrs }: ApiDeps): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/goals',
    {
      config: { access: 'viewer' },
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
    async (request) => {
      const { sight } = callerOf(request);
      const { version, importedAt, importedBy, goals } = await okrs.goals.current();
      const seen = goals.map((goal) => goalInSight(goal, sight));
      return { version, importedAt, importedBy, goals: writeGoals(seen) };
    },
  );

  server.get(
    '/goals/versions',
    {
      config: { access: 'viewer' },
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
      config: { access: 'viewer' },
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
    async (request, reply) => {
      const { params } = request;
      const { tree } = await okrs.findGoals();
      const goal = tree.get(params.id);
      if (goal === null) return sendProblem(reply.request, reply, 404, `There is no goal ${params.id}.`);
      const { id, note, links, tags: words } = goalInSight(goal, callerOf(request).sight);
      return reply.send({
        ...namedGoal(goal),
        ...{ owner: tree.ownerOf(id), period: tree.periodOf(id), team: tree.teamOf(id)?.id ?? null, note },
        ...{ links: [...links], tags: [...words] },
        above: tree.ancestorsOf(id).map(namedGoal),
        below: tree.childrenOf(id).map(namedGoal),
      });
    },
  );
}
