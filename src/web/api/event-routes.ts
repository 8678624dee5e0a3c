import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { readTopicPatterns } from '../../domain/event-stream/topic-pattern.ts';
import { publishedOf, type ReadEvents } from '../../workflows/read-events.ts';
import type { StreamEvents } from '../../workflows/stream-events.ts';
import { callerOf, type KnowCaller } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import { frame, lastPosition, type StreamDesk } from '../sse.ts';
import { eventsPage, topicQuery } from './event-schemas.ts';
import { problem } from './schemas.ts';
import { plainJson } from './standing-routes.ts';

const tags = ['events'];
const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export interface EventRoutesDeps {
  readonly readEvents: ReadEvents;
  readonly streamEvents: StreamEvents;
  readonly streams: StreamDesk;
  readonly knowCaller: KnowCaller;
}

/** What happened, page by page and as it happens. */
export async function eventRoutes(plain: FastifyInstance, deps: EventRoutesDeps): Promise<void> {
  const server = plain.withTypeProvider<ZodTypeProvider>();

  server.get(
    '/events',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What happened, in order, page by page',
        querystring: z.object({
          topic: topicQuery,
          after: position.default(0).describe('The position behind which the page begins'),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: eventsPage, 400: problem },
      },
    },
    async (request, reply) => {
      const { topic, after, limit } = request.query;
      const read = readTopicPatterns(topic);
      if (!read.ok) return sendProblem(request, reply, 400, read.message);
      const { sight } = callerOf(request);
      const found = await deps.readEvents({ topics: read.topics, after, limit, sight });
      return reply.send(plainJson(found) as z.infer<typeof eventsPage>);
    },
  );

  server.get(
    '/events/stream',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What happens, as server-sent events',
        description:
          'Each has its position as id, its topic as event and the event of /events as data. With the header Last-Event-ID, or after, it begins with what came since; without, with what happens from now on. A reader that takes too long is sent away and may come back with the last id it has seen.',
        querystring: z.object({ topic: topicQuery, after: position.optional() }),
        headers: z.object({ 'last-event-id': z.string().optional() }),
        response: { 200: z.any().describe('text/event-stream'), 400: problem, 503: problem },
      },
    },
    async (request, reply) => {
      const read = readTopicPatterns(request.query.topic);
      if (!read.ok) return sendProblem(request, reply, 400, read.message);
      const { who, sight: first } = callerOf(request);
      let sight = first;
      const after = lastPosition(request.headers['last-event-id'], request.query.after);
      const opened = deps.streams.serve(reply, {
        who,
        async *frames(stop) {
          const pages = deps.streamEvents({ topics: read.topics, after, sight: () => sight, stop });
          for await (const page of pages) {
            const text = publishedOf(page).map((one) =>
              frame({ id: one.position, event: one.topic, data: one }),
            );
            if (text.length > 0) yield text.join('');
          }
        },
        async isStillWelcome() {
          const known = await deps.knowCaller(request);
          if (known === null || 'waits' in known || known.role === null) return false;
          sight = known.sight;
          return true;
        },
      });
      if (opened === 'open') return reply;
      reply.header('retry-after', '30');
      return sendProblem(request, reply, 503, 'Too many streams are open. Come again later.');
    },
  );
}
