import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { confidences } from '../../domain/okr/check-in.ts';
import type { StoredCheckIn } from '../../domain/ports.ts';
import type { RecordOutcome } from '../../workflows/record-check-in.ts';
import { callerOf } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { ApiDeps } from './api-deps.ts';
import { checkIn, goalParams, problem } from './schemas.ts';

const tags = ['check-ins'];
const statusOf = {
  'no-such-key-result': 404,
  unreadable: 422,
  refused: 422,
  'corrected-already': 409,
} as const satisfies Partial<Record<RecordOutcome['outcome'], number>>;

const newCheckIn = z.strictObject({
  value: z
    .union([z.number(), z.string().trim().min(1).max(120)])
    .describe('As people write it: 61%, $50k/month, 4.5/5, or a bare number in the unit of the target'),
  note: z.string().trim().max(2_000).optional(),
  confidence: z.enum(confidences).optional(),
  day: z.string().max(10).optional().describe('The day it speaks of, YYYY-MM-DD; today by default'),
  evidence: z.array(z.string().max(2_000)).max(20).optional().describe('Web addresses that show it'),
  corrects: z.string().max(64).optional().describe('The id of the check-in that this one replaces'),
  by: z.string().trim().min(1).max(200).optional().describe('Whose word it is; by default the token’s'),
});

/** What was said of key results, and saying something. */
export async function checkInRoutes(plain: FastifyInstance, { okrs }: ApiDeps): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/key-results/:id/check-ins',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'All rows in the order in which they were added, corrected ones as well',
        params: goalParams,
        response: { 200: z.array(checkIn.extend({ at: z.string() })) },
      },
    },
    async (request) => {
      const { id } = request.params;
      return ((await okrs.checkIns.of([id], callerOf(request).sight)).get(id) ?? []).map(asJson);
    },
  );

  server.post(
    '/key-results/:id/check-ins',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Check in',
        description: 'With an Idempotency-Key, a repeated call answers the row that is there already.',
        params: goalParams,
        headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
        body: newCheckIn,
        response: {
          201: checkIn.extend({ at: z.string() }),
          200: checkIn.extend({ at: z.string() }).describe('It was on record already'),
          ...{ 404: problem, 409: problem, 422: problem },
        },
      },
    },
    async (request, reply) => {
      const { params, body, headers } = request;
      const { value, by, ...rest } = body;
      const key = headers['idempotency-key'];
      const outcome = await okrs.recordCheckIn({
        ...{ ...rest, keyResult: params.id },
        by: by ?? callerOf(request).who,
        ...{ doneBy: callerOf(request).who, from: request.ip },
        // In quotes the whole of it is the value: a note is said apart here.
        words: `"${String(value).replaceAll('"', '')}"`,
        ...(key !== undefined && { key: `api:${params.id}:${key}` }),
      });
      if ('message' in outcome) {
        const more = 'suggestions' in outcome ? { suggestions: outcome.suggestions } : {};
        return sendProblem(reply.request, reply, statusOf[outcome.outcome], outcome.message, more);
      }
      return reply.code(outcome.outcome === 'recorded' ? 201 : 200).send(asJson(outcome.checkIn));
    },
  );
}

const asJson = (row: StoredCheckIn) => ({ ...row, evidence: [...row.evidence] });
