import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { mayCall } from './access.ts';
import { isBrowser, type KnowCaller, refuseCaller, signInPath } from './guard/callers.ts';
import type { Metrics } from './metrics.ts';

/**
 * `GET /metrics` in the Prometheus text format, for administrators and for tokens of the scope `metrics`: what it counts
 * tells how a company works.
 */
export async function metricsRoute(
  server: FastifyInstance,
  deps: { metrics: Metrics; knowCaller: KnowCaller; hasPages: boolean },
): Promise<void> {
  await server.register(cookie);
  server.get('/metrics', { config: { access: 'metrics' } }, async (request, reply) => {
    const known = await deps.knowCaller(request);
    if (known === null || 'waits' in known || !mayCall('metrics', known)) {
      if (known === null && deps.hasPages && isBrowser(request)) {
        return reply.redirect(signInPath(request.url), 303);
      }
      return refuseCaller(request, reply, known);
    }
    const { contentType, body } = await deps.metrics.render();
    return reply.header('content-type', contentType).header('cache-control', 'no-store').send(body);
  });
}
