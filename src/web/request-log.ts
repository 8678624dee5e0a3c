import type { FastifyInstance } from 'fastify';
import type { Log } from '../domain/ports.ts';

/** Gives every answer its request's id, takes guessing from browsers, and gives the log one line for each, by route: paths and queries may hold secrets. */
export function tellRequests(server: FastifyInstance, log: Log): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    log.debug(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
}
