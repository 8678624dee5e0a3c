import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../domain/ports.ts';

/** An error body after RFC 9457. `requestId` is the one to look for in the log. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly requestId: string;
  readonly [extra: string]: unknown;
}

/** Answers with problem+json. `detail` is shown to whoever asked: our own words only. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  detail?: string,
  extra: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...(detail === undefined ? {} : { detail }),
    requestId: request.id,
    ...extra,
  };
  // Serialized here, so that no charset is appended and no response schema of a route gets in the way.
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

/** The one place where an error becomes an answer: a caller's mistake is told, an error of ours is only logged. */
export function handleErrors(
  server: FastifyInstance,
  log: Log,
  { isNotFoundOurs }: { isNotFoundOurs: boolean },
): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) {
      log.error({ requestId: request.id, route: request.routeOptions.url, error }, 'request failed');
      return sendProblem(request, reply, status);
    }
    return sendProblem(request, reply, status, error.message);
  });
  // Where pages are served, they say it: whoever is not signed in learns nothing of what is there.
  if (isNotFoundOurs) server.setNotFoundHandler((request, reply) => sendProblem(request, reply, 404));
}

/** For addresses that cannot be read: they match no route, so the error handler never sees them. */
export function sendFrameworkProblem(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendProblem(request, reply, statusOf(error));
}

function statusOf(error: FastifyError): number {
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 600 ? status : 500;
}
