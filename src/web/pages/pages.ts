import { createHash } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayUse, type Sight } from '../../domain/access.ts';
import type { Log, Session } from '../../domain/ports.ts';
import type { Gate } from '../../workflows/gate.ts';
import { addressKey } from '../guard/address-key.ts';
import { signInPath } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { StreamDesk } from '../sse.ts';
import { type SessionCookie, sessionCookie } from './cookies.ts';
import type { PageRoute, StreamAnswer } from './page-route.ts';
import { problemPage, staleForm } from './problem-page.tsx';
import { fieldOf } from './request-fields.ts';
import { type PagesDeps, pageRoutes } from './routes.ts';

/** The pages for people. Every one is guarded by the rule that stands beside it in the route table. */
export async function pages(
  server: FastifyInstance,
  deps: PagesDeps & { streams: StreamDesk; log: Log },
): Promise<void> {
  const kept = sessionCookie(deps.isSecure);
  await server.register(cookie);
  await server.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: deps.isSecure ? '__Host-waymark-form' : 'waymark-form',
    // As lax as the session: whoever comes by a tracker's link must not be given another secret, which would make the
    // forms of all their open pages too old.
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure: deps.isSecure },
    getToken: (request) => fieldOf(request, '_csrf'),
  });
  await server.register(formbody, { bodyLimit: 64 * 1024 });
  await server.register(rateLimit, {
    global: false,
    keyGenerator: (request: FastifyRequest) => addressKey(request.ip),
  });

  server.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) {
      deps.log.error({ requestId: request.id, route: request.routeOptions.url, error }, 'page failed');
    }
    const isForm = error.code?.startsWith('FST_CSRF_');
    return sendHtml(reply, status, problemPage(status, request.id, isForm ? staleForm : undefined));
  });

  // Nobody who is not signed in is told whether an address is one of ours.
  server.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/webhooks/')) return sendProblem(request, reply, 404);
    const visitor = await find(request, deps.gate, kept);
    if (visitor === null) return refuse(request, reply, null);
    return sendHtml(reply, 404, problemPage(404, request.id));
  });

  for (const route of pageRoutes(deps, kept)) addRoute(server, route, { ...deps, kept });
}

type Known = Awaited<ReturnType<Gate['bySession']>>;

/** Who asks, once the rule of the route has let them through. */
const visitors = new WeakMap<FastifyRequest, NonNullable<Known>>();

async function find(request: FastifyRequest, gate: Gate, kept: SessionCookie): Promise<Known> {
  const id = request.cookies[kept.name];
  return id === undefined ? null : gate.bySession(id);
}

interface RouteDeps {
  readonly gate: Gate;
  readonly kept: SessionCookie;
  readonly streams: StreamDesk;
}

function addRoute(server: FastifyInstance, route: PageRoute, deps: RouteDeps): void {
  const { gate, kept } = deps;
  const { method, url, rule, mostCalls } = route;
  async function guard(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const known = await find(request, gate, kept);
    if (known) visitors.set(request, known);
    if (!mayUse(rule, known?.role ?? null)) await refuse(request, reply, known?.session ?? null);
  }
  server.route({
    method,
    url,
    config: {
      access: rule,
      ...(mostCalls !== undefined && { rateLimit: { max: mostCalls, timeWindow: 5 * 60_000 } }),
    },
    // The rule comes first: whoever may not do it learns nothing else.
    onRequest: guard,
    ...(method === 'POST' && { preHandler: server.csrfProtection }),
    async handler(request, reply) {
      const csrfToken = url.startsWith('/assets/') ? '' : reply.generateCsrf();
      const known = visitors.get(request);
      const visitor = {
        ...{ session: known?.session ?? null, sight: known?.sight ?? gate.strangersSight },
        ...{ from: request.ip, csrfToken },
      };
      const answer = await route.answer(request, visitor, reply);
      if ('stream' in answer) {
        return openStream(request, reply, {
          ...deps,
          ...answer,
          rule,
          sight: visitor.sight,
          who: known?.who ?? '',
        });
      }
      if ('redirect' in answer) return reply.redirect(answer.redirect, 303);
      if ('download' in answer) return sendFile(reply, answer);
      if ('body' in answer) return sendAsset(request, reply, answer);
      return sendHtml(reply, answer.status, answer.html);
    },
  });
}

/** Kept open while the session lasts. */
function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  of: RouteDeps & StreamAnswer & Pick<PageRoute, 'rule'> & { sight: Sight; who: string },
): FastifyReply {
  let { sight } = of;
  const opened = of.streams.serve(reply, {
    who: of.who,
    frames: (stop) => of.stream(() => sight, stop),
    async isStillWelcome() {
      const known = await find(request, of.gate, of.kept);
      if (known) ({ sight } = known);
      return mayUse(of.rule, known?.role ?? null);
    },
  });
  return opened === 'open' ? reply : sendProblem(request, reply, 503, 'Too many pages are listening.');
}

function refuse(request: FastifyRequest, reply: FastifyReply, session: Session | null): FastifyReply {
  if (session) return sendHtml(reply, 403, problemPage(403, request.id));
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendHtml(reply, 401, problemPage(401, request.id));
  return reply.redirect(signInPath(request.url), 303);
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${html}`);
}

/** Saved, not shown: it runs nothing, whatever is in it. */
function sendFile(
  reply: FastifyReply,
  { download, type, body }: { download: string; type: string; body: string },
): FastifyReply {
  const name = download.replace(/[^\w.-]+/g, '-').slice(0, 100);
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .type(type)
    .send(body);
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
