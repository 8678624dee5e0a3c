import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Tells the metrics how long the routes of this scope take, by their pattern. Streams last as long as somebody listens. */
export function measureAnswers(server: FastifyInstance, metrics: Pick<Metrics, 'page'>): void {
  server.addHook('onResponse', async (request, reply) => {
    const { url: route } = request.routeOptions;
    const isStream = String(reply.raw.getHeader('content-type') ?? '').startsWith('text/event-stream');
    if (route === undefined || isStream) return;
    metrics.page(route, reply.statusCode, reply.elapsedTime / 1_000);
  });
}
