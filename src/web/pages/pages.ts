import { createHash } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../domain/access.ts';
import type { Log, Session } from '../../domain/ports.ts';
import type { Door } from '../../workflows/sign-in.ts';
import { type SessionCookie, sessionCookie } from './cookies.ts';
import { fieldOf } from './form-field.ts';
import type { PageRoute } from './page-route.ts';
import { problemPage, staleForm } from './problem-page.tsx';
import { loginPath, type PagesDeps, pageRoutes } from './routes.ts';

/** The pages for people. Every one is guarded by the rule that stands beside it in the route table. */
export async function pages(
  server: FastifyInstance,
  deps: PagesDeps & { log: Log; onAnswered(route: string, status: number, seconds: number): void },
): Promise<void> {
  const kept = sessionCookie(deps.isSecure);
  await server.register(cookie);
  await server.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: deps.isSecure ? '__Host-waymark-form' : 'waymark-form',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict', secure: deps.isSecure },
    getToken: (request) => fieldOf(request, '_csrf'),
  });
  await server.register(formbody, { bodyLimit: 64 * 1024 });
  await server.register(rateLimit, { global: false });

  server.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) {
      deps.log.error({ requestId: request.id, route: request.routeOptions.url, error }, 'page failed');
    }
    const isForm = error.code?.startsWith('FST_CSRF_');
    return sendHtml(reply, status, problemPage(status, request.id, isForm ? staleForm : undefined));
  });

  server.addHook('onResponse', async (request, reply) => {
    const { url: route } = request.routeOptions;
    if (route !== undefined) deps.onAnswered(route, reply.statusCode, reply.elapsedTime / 1_000);
  });

  for (const route of pageRoutes(deps, kept)) addRoute(server, route, deps.door, kept);
}

/** Who asks, once the rule of the route has let them through. */
const sessions = new WeakMap<FastifyRequest, Session>();

function addRoute(server: FastifyInstance, route: PageRoute, door: Door, kept: SessionCookie): void {
  const { method, url, rule, mostCalls } = route;
  async function guard(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const id = request.cookies[kept.name];
    const session = id === undefined ? null : await door.find(id);
    if (session) sessions.set(request, session);
    if (!mayUse(rule, session?.role ?? null)) await refuse(request, reply, session);
  }
  server.route({
    method,
    url,
    config: {
      access: rule,
      ...(mostCalls !== undefined && { rateLimit: { max: mostCalls, timeWindow: 5 * 60_000 } }),
    },
    // The rule comes first: whoever may not do it learns nothing else.
    preHandler: method === 'POST' ? [guard, server.csrfProtection] : guard,
    async handler(request, reply) {
      const csrfToken = url.startsWith('/assets/') ? '' : reply.generateCsrf();
      const answer = await route.answer(
        request,
        { session: sessions.get(request) ?? null, csrfToken },
        reply,
      );
      if ('redirect' in answer) return reply.redirect(answer.redirect, 303);
      if ('body' in answer) return sendAsset(request, reply, answer);
      return sendHtml(reply, answer.status, answer.html);
    },
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply, session: Session | null): FastifyReply {
  if (session) return sendHtml(reply, 403, problemPage(403, request.id));
  if (request.method !== 'GET') return sendHtml(reply, 401, problemPage(401, request.id));
  return reply.redirect(`${loginPath}?to=${encodeURIComponent(request.url.slice(0, 500))}`, 303);
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${html}`);
}

/** Asked for again only to hear that it is the same. */
function sendAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body }: { type: string; body: string },
): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', etag).header('cache-control', 'no-cache');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type(type).send(body);
}
