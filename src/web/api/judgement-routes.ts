import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { createGoalTree } from '../../domain/okr/goal-tree.ts';
import { lintGoals } from '../../domain/okr/lint/lint.ts';
import { readPeriod } from '../../domain/okr/period.ts';
import { renderCanvas } from '../../domain/okr/review/canvas.ts';
import { type ReviewFormat, renderReview, reviewFormats } from '../../domain/okr/review/review-blocks.ts';
import { callerOf } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { ApiDeps } from './api-deps.ts';
import { documentsOf, unreadable } from './goal-import-routes.ts';
import { finding, goalParams, goalsToRead, periodText, problem, rollOut } from './schemas.ts';
import { plainJson } from './standing-routes.ts';

const tags = ['judgement'];
const formatQuery = z.object({ format: z.enum(reviewFormats).default('json') });
const mediaTypes: Record<ReviewFormat, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** What is amiss, what contradicts, and what to talk about. */
export async function judgementRoutes(plain: FastifyInstance, deps: ApiDeps): Promise<void> {
  const { okrs } = deps;
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/lint',
    {
      config: { access: 'viewer' },
      schema: { tags, summary: 'What is amiss in the stored goals', response: { 200: z.array(finding) } },
    },
    async () => plainJson((await okrs.judge.lint()).findings),
  );

  server.post(
    '/lint',
    {
      config: { access: 'viewer' },
      bodyLimit: 16 * 1024 * 1024,
      schema: {
        tags,
        summary: 'What is amiss in goals that are not stored',
        body: goalsToRead,
        response: { 200: z.array(finding), 422: problem },
      },
    },
    async ({ body }, reply) => {
      const { goals, problems } = okrs.readDocuments(documentsOf(body), [], []);
      if (problems.length > 0) return unreadable(reply, problems);
      return reply.send(plainJson(lintGoals(createGoalTree(goals), { settings: deps.lint })));
    },
  );

  server.get(
    '/contradictions',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Where goals and work tell different stories',
        response: { 200: z.array(finding) },
      },
    },
    async (request) => plainJson(await okrs.judge.contradictions(callerOf(request).sight)),
  );

  server.get(
    '/reviews/:period',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The review of a period, filled in from what is known, its gaps marked',
        params: z.object({ period: periodText }),
        querystring: formatQuery,
        response: { 200: z.any().describe('Markdown, a page, or JSON'), 404: problem },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const period = readPeriod(params.period);
      const review = period && (await okrs.judge.review(period, { sight: callerOf(request).sight }));
      if (!review || review.objectives.length === 0) {
        return sendProblem(reply.request, reply, 404, `There are no objectives in ${params.period}.`);
      }
      return sendDocument(reply, query.format, renderReview(review, query.format));
    },
  );

  server.get(
    '/teams/:id/canvas',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A team’s mission canvas: purpose, scope, approach, metrics',
        params: goalParams,
        querystring: formatQuery,
        response: { 200: z.any().describe('Markdown, a page, or JSON'), 404: problem },
      },
    },
    async ({ params: { id }, query }, reply) => {
      const canvas = await okrs.judge.canvas(id);
      return canvas
        ? sendDocument(reply, query.format, renderCanvas(canvas, query.format))
        : sendProblem(reply.request, reply, 404, `There is no team ${id}.`);
    },
  );

  server.get(
    '/teams/:id/roll-out',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The roll-out guide as a checklist, computed from what is there',
        params: goalParams,
        response: { 200: rollOut, 404: problem },
      },
    },
    async ({ params: { id } }, reply) => {
      const found = await okrs.judge.rollOut(id);
      return found
        ? reply.send(plainJson(found))
        : sendProblem(reply.request, reply, 404, `There is no team ${id}.`);
    },
  );

  server.get(
    '/reminders',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Owners whose key results want a check-in',
        querystring: z.object({ everyDays: z.coerce.number().int().min(1).max(366).default(7) }),
        response: {
          200: z.array(
            z.object({
              owner: z.string().nullable(),
              keyResults: z.array(
                z.object({
                  id: z.string(),
                  statement: z.string(),
                  last: z.string().nullable(),
                  days: z.int(),
                }),
              ),
            }),
          ),
        },
      },
    },
    async ({ query }) => plainJson(await okrs.judge.reminders(query.everyDays)),
  );

  server.get(
    '/deep-dive',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What the monthly deep dive should look at, the worst first',
        response: {
          200: z.array(
            z.object({
              goal: z.string(),
              statement: z.string(),
              owner: z.string().nullable(),
              reason: z.string(),
            }),
          ),
        },
      },
    },
    async () => plainJson(await okrs.judge.deepDive()),
  );
}

/** A document is ready as it is; a page may use its own styles and nothing else. */
function sendDocument(reply: FastifyReply, format: ReviewFormat, text: string): FastifyReply {
  return reply
    .header('content-type', mediaTypes[format])
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .serializer((body: unknown) => String(body))
    .send(text);
}
