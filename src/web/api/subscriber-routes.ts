import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Doer } from '../../domain/access.ts';
import type { SubscriberDesk } from '../../workflows/subscriber-desk.ts';
import { callerOf } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import { newSubscriber, subscriber } from './event-schemas.ts';
import { problem } from './schemas.ts';
import { plainJson } from './standing-routes.ts';

const tags = ['subscribers'];
const config = { access: 'admin' } as const;
const params = z.object({ id: z.string().min(1).max(64) });
const done = { 204: z.null().describe('Done'), 404: problem };

const doerOf = (request: FastifyRequest): Doer => ({ who: callerOf(request).who, from: request.ip });

/** Who is called with what happens. */
export async function subscriberRoutes(
  plain: FastifyInstance,
  { subscribers }: { subscribers: SubscriberDesk },
): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/subscribers',
    { config, schema: { tags, summary: 'All subscribers', response: { 200: z.array(subscriber) } } },
    async () => plainJson(await subscribers.list()),
  );

  server.post(
    '/subscribers',
    {
      config,
      schema: {
        tags,
        summary: 'Adds a subscriber and tells its secret, once',
        body: newSubscriber,
        response: { 201: subscriber.extend({ secret: z.string().describe('whsec_…') }), 422: problem },
      },
    },
    async (request, reply) => {
      const { from, ...wish } = request.body;
      const added = await subscribers.add({ ...wish, ...(from !== undefined && { from }) }, doerOf(request));
      if (added.outcome === 'refused') return sendProblem(request, reply, 422, added.message);
      return reply.code(201).send(plainJson({ ...added.subscriber, secret: added.secret }));
    },
  );

  server.delete(
    '/subscribers/:id',
    { config, schema: { tags, summary: 'Removes a subscriber', params, response: done } },
    async (request, reply) => {
      const isGone = await subscribers.remove(request.params.id, doerOf(request));
      return isGone ? reply.code(204).send(null) : unknown(request, reply);
    },
  );

  server.post(
    '/subscribers/:id/enable',
    { config, schema: { tags, summary: 'Switches a subscriber on again', params, response: done } },
    async (request, reply) => {
      const isOn = await subscribers.enable(request.params.id, doerOf(request));
      return isOn ? reply.code(204).send(null) : unknown(request, reply);
    },
  );

  server.post(
    '/subscribers/:id/replay',
    {
      config,
      schema: {
        tags,
        summary: 'Sends what is behind a position again, under the same ids',
        params,
        body: z.strictObject({ from: z.int().min(0) }),
        response: done,
      },
    },
    async (request, reply) => {
      const isBack = await subscribers.replay(request.params.id, request.body.from, doerOf(request));
      return isBack ? reply.code(204).send(null) : unknown(request, reply);
    },
  );

  server.post(
    '/subscribers/:id/test',
    {
      config,
      schema: {
        tags,
        summary: 'Calls a subscriber with a message that means nothing',
        params,
        response: {
          200: z.object({
            outcome: z.enum(['taken', 'gone', 'failed', 'no-secret']),
            problem: z.string().optional(),
          }),
          404: problem,
        },
      },
    },
    async (request, reply) => {
      const answer = await subscribers.test(request.params.id);
      return answer ? reply.send(answer) : unknown(request, reply);
    },
  );
}

function unknown(request: FastifyRequest, reply: Parameters<typeof sendProblem>[1]) {
  return sendProblem(request, reply, 404, 'There is no such subscriber.');
}
