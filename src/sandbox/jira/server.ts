import { timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { CallDescription } from '../guard.ts';
import { acceptLooseJson, guardCalls } from '../guard.ts';
import type { JiraContext } from './context.ts';
import { JiraProblem } from './errors.ts';
import { aboutRoutes } from './routes/about.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { commentRoutes, propertyRoutes } from './routes/comments.ts';
import { fieldRoutes } from './routes/fields.ts';
import { issueRoutes } from './routes/issues.ts';
import { screenRoutes } from './routes/screens.ts';
import { searchRoutes } from './routes/search.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { createWriteLimits } from './write-limits.ts';

const MAX_BODY = 10 * 1024 * 1024;
const READS_BY_POST = /\/(search\/jql|search\/approximate-count|issue\/bulkfetch|comment\/list|search)$/;

/** The HTTP side of the sandbox Jira: everything under /rest asks for the API token. */
export function createJiraServer(context: JiraContext, email: string): FastifyInstance {
  const app = Fastify({
    bodyLimit: MAX_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  const expected = Buffer.from(`Basic ${Buffer.from(`${email}:${context.apiToken}`).toString('base64')}`);
  const limits = createWriteLimits(context.site.now);

  void app.register(
    async (api) => {
      acceptLooseJson(api);
      guardCalls(api, {
        tracker: 'jira',
        calls: context.calls,
        faults: context.faults,
        now: context.site.now,
        describe,
        rateLimited: (reply, fault) => rateLimited(context, reply, fault),
      });
      api.addHook('preHandler', async (request, reply) => {
        if (!isAuthorised(request, expected)) {
          reply
            .header('www-authenticate', 'OAuth realm="sandbox"')
            .header('x-seraph-loginreason', 'AUTHENTICATED_FAILED');
          throw new JiraProblem(401, ['Client must be authenticated to access this resource.']);
        }
        const issue = (request.params as Record<string, string>).issueIdOrKey;
        if (!context.settings.enforceLimits || !issue || request.method === 'GET') return;
        const waitMs = limits.take(context.site.find(issue)?.id ?? issue);
        if (waitMs === 0) return;
        const fault = { retryAfterSeconds: Math.ceil(waitMs / 1000), reason: 'jira-per-issue-on-write' };
        return reply.send(rateLimited(context, reply, fault));
      });
      api.setErrorHandler((error, _request, reply) => answerError(error, reply));
      api.setNotFoundHandler((_request, reply) =>
        reply.code(404).send({ errorMessages: ['The sandbox has no such resource.'], errors: {} }),
      );
      issueRoutes(api, context);
      commentRoutes(api, context);
      propertyRoutes(api, context);
      searchRoutes(api, context);
      aboutRoutes(api, context);
      bulkRoutes(api, context);
      await api.register(async (admin) => fieldRoutes(admin, context));
      await api.register(async (admin) => screenRoutes(admin, context));
      await api.register(async (admin) => webhookRoutes(admin, context));
    },
    { prefix: '/rest' },
  );
  return app;
}

function describe(request: FastifyRequest): CallDescription {
  const route = request.routeOptions.url ?? request.url;
  const isRead = request.method === 'GET' || (request.method === 'POST' && READS_BY_POST.test(route));
  return { route, kind: isRead ? 'read' : 'write' };
}

function isAuthorised(request: FastifyRequest, expected: Buffer): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function rateLimited(
  context: JiraContext,
  reply: FastifyReply,
  fault: { retryAfterSeconds: number; reason?: string },
): unknown {
  const reset = new Date(context.site.now().getTime() + fault.retryAfterSeconds * 1000);
  reply
    .code(429)
    .header('retry-after', String(fault.retryAfterSeconds))
    .header('x-ratelimit-reset', reset.toISOString())
    .header('ratelimit-reason', fault.reason ?? 'jira-burst-based');
  return { errorMessages: ['Rate limit exceeded.'], errors: {} };
}

function answerError(error: unknown, reply: FastifyReply): unknown {
  if (error instanceof JiraProblem) {
    return reply.code(error.status).send({ errorMessages: error.errorMessages, errors: error.errors });
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  const message = status < 500 && error instanceof Error ? error.message : 'Internal server error';
  return reply.code(status).send({ errorMessages: [message], errors: {} });
}
