import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { trackerNames } from '../../domain/issue.ts';
import { forecastMethod } from '../../domain/okr/forecast.ts';
import { readPeriod } from '../../domain/okr/period.ts';
import { keyResultAsJson, objectiveAsJson, scoresAsJson } from '../../workflows/okr-answers.ts';
import { callerOf } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { ApiDeps } from './api-deps.ts';
import {
  forecast,
  goalName,
  goalParams,
  keyResultStanding,
  objectiveStanding,
  periodText,
  problem,
  scores,
} from './schemas.ts';

const tags = ['standings'];

/** Where goals stand and head, and what that rests on. */
export async function standingRoutes(plain: FastifyInstance, { okrs, today }: ApiDeps): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/standings',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Scores of a period, or of all that runs today, with advice and the roll-out of each team',
        querystring: z.object({ period: periodText.optional() }),
        response: { 200: scores },
      },
    },
    async (request) => {
      const { query } = request;
      const period = query.period === undefined ? null : readPeriod(query.period);
      const { sight } = callerOf(request);
      return plainJson(scoresAsJson(await okrs.judge.scores(period ?? undefined, sight)));
    },
  );

  server.get(
    '/objectives/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Where one objective stands',
        params: goalParams,
        response: { 200: objectiveStanding, 404: problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { sight } = callerOf(request);
      const now = await okrs.currentStandings(today(), { goals: [id], sight });
      const found = now.objectives.find(({ objective }) => objective.id === id);
      return found
        ? reply.send(plainJson(objectiveAsJson(found, now)))
        : sendProblem(reply.request, reply, 404, `There is no objective ${id}.`);
    },
  );

  server.get(
    '/key-results/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Where one key result stands, with its forecast and evidence',
        params: goalParams,
        response: { 200: keyResultStanding, 404: problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { sight } = callerOf(request);
      const now = await okrs.currentStandings(today(), { goals: [id], sight });
      const found = now.keyResults.get(id);
      return found
        ? reply.send(plainJson(keyResultAsJson(found, now.tree.ownerOf(id))))
        : sendProblem(reply.request, reply, 404, `There is no key result ${id}.`);
    },
  );

  server.get(
    '/key-results/:id/forecast',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The forecast as it is, and as it would be if something changed',
        params: goalParams,
        querystring: z.object({
          gainFactor: z.coerce.number().min(0).max(100).optional().describe('Multiplies the weekly gain'),
          dropEpic: z.string().max(100).optional().describe('The key of an epic that is dropped'),
        }),
        response: {
          200: z.object({ now: forecast, supposed: forecast, method: z.string() }),
          404: problem,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const answer = await okrs.askWhatIf(id, request.query, callerOf(request).sight);
      return answer
        ? reply.send({ ...answer, method: forecastMethod })
        : sendProblem(reply.request, reply, 404, `There is no key result ${id}.`);
    },
  );

  server.get(
    '/issues/:tracker/:issue/goals',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Which key results an issue moves, each with the goals above it up to the top',
        params: z.object({
          tracker: z.enum(trackerNames),
          issue: z.string().min(1).max(200).describe('Its key, e.g. SHOP-1, or its id'),
        }),
        response: {
          200: z.object({
            issue: z.object({ tracker: z.string(), id: z.string(), key: z.string(), title: z.string() }),
            chains: z.array(z.array(goalName)).describe('From the key result upwards'),
          }),
          404: problem,
        },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const traced = await okrs.traceIssue(params.tracker, params.issue, callerOf(request).sight);
      return traced
        ? reply.send(plainJson(traced))
        : sendProblem(reply.request, reply, 404, `Waymark has not seen the issue ${params.issue}.`);
    },
  );
}

/** What the domain keeps read-only, as JSON holds it; the serializer asks for plain arrays. */
export const plainJson = <T>(value: T) => value as Mutable<T>;
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;
