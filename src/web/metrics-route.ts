import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** `GET /metrics` in the Prometheus text format. */
export async function metricsRoute(server: FastifyInstance, deps: { metrics: Metrics }): Promise<void> {
  server.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await deps.metrics.render();
    return reply.header('content-type', contentType).header('cache-control', 'no-store').send(body);
  });
}
