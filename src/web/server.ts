import { randomUUID } from 'node:crypto';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { type FastifyInstance, fastify } from 'fastify';
import { SetupError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import type { Gate } from '../workflows/gate.ts';
import type { RecipientWishes } from '../workflows/recipient-wishes.ts';
import { allMayBe, keepRouteTable, type RouteLine } from './access.ts';
import { api } from './api/api.ts';
import type { ApiDeps } from './api/api-deps.ts';
import { createKnowCaller } from './guard/callers.ts';
import { createGuesses } from './guard/guesses.ts';
import { type HealthDeps, healthRoutes } from './health.ts';
import { measureAnswers } from './measure-answers.ts';
import type { Metrics } from './metrics.ts';
import { metricsRoute } from './metrics-route.ts';
import { sessionCookie } from './pages/cookies.ts';
import { pages } from './pages/pages.ts';
import type { PagesDeps } from './pages/routes.ts';
import { handleErrors, sendFrameworkProblem } from './problem.ts';
import { answerBrokenRequest } from './raw-answers.ts';
import { tellRequests } from './request-log.ts';
import { createStreamDesk, type StreamLimits } from './sse.ts';
import { unsubscribeRoutes } from './unsubscribe.ts';
import { keepUnusedConnections } from './unused-connections.ts';
import { type WebhookDeps, webhookRoutes } from './webhooks.ts';

export interface ServerDeps {
  /** Null where no deliveries are taken in, as in a worker: it still tells its health and its numbers. */
  receive: WebhookDeps['receive'] | null;
  /** What recipients of the digest want; null where nobody is asked. */
  wishes?: RecipientWishes | null;
  /** Null where programs are not served, as in a worker. */
  api?: ApiDeps | null;
  /** Null where people are not served, as in a worker. */
  pages?: PagesDeps | null;
  /** Who asks; the same one as the pages have. */
  gate: Gate;
  /** Whether people reach Waymark by https, as its public address says. */
  isSecure?: boolean;
  /** The proxies that are believed on whose behalf they call. */
  trustProxy?: readonly string[];
  /** For streams of events; by default those of the settings' defaults. */
  streams?: StreamLimits;
  parts: HealthDeps['parts'];
  metrics: Metrics;
  clock: HealthDeps['clock'];
  log: Log;
  /** For tests: how long things may take. */
  limits?: { answerWithinMs?: number; checkWithinMs?: number; requestMs?: number };
}

export interface Server {
  /** Resolves with the address to open, e.g. `http://127.0.0.1:3000`, once requests are answered. */
  listen(options: { host: string; port: number }): Promise<string>;
  /** Takes no new requests and resolves when those under way are answered. */
  close(): Promise<void>;
  /** How many streams of events are open. */
  openStreams(): number;
  /** Every route with who may call it. */
  readonly routes: readonly RouteLine[];
  /** Answers a request without a socket, for tests. */
  readonly inject: FastifyInstance['inject'];
}

/** After so many wrong tokens an address waits; a right one is far too long to be guessed. */
const wrongTokens = { most: 20, windowMs: 5 * 60_000 };

const defaultStreams: StreamLimits = { maxConnections: 200, heartbeatMs: 15_000 };

const pageHeaders = (scripts: 'scripts' | 'no scripts'): FastifyHelmetOptions => ({
  // Nothing from elsewhere, nothing inline. Whether the way in is https is for the proxy to say: on a plain address,
  // insisting on it would lock people out.
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      // A script may ask for more of our own pages, and listen to what happens.
      ...(scripts === 'scripts' && { scriptSrc: ["'self'"], connectSrc: ["'self'"] }),
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  strictTransportSecurity: false,
});

/** The HTTP edge: webhooks in, health and numbers out, pages for people and an API for programs. */
export async function createServer(deps: ServerDeps): Promise<Server> {
  const { clock, log, limits = {} } = deps;
  const requestMs = limits.requestMs ?? 30_000;
  const server = fastify({
    logger: false,
    // Whoever else names a caller's address may name any.
    ...(deps.trustProxy?.length ? { trustProxy: [...deps.trustProxy] } : {}),
    genReqId: () => randomUUID(),
    // A body comes in slowly over bad lines, but not for ever.
    requestTimeout: requestMs,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: Math.min(10_000, requestMs),
      connectionsCheckingInterval: Math.min(5_000, requestMs),
      maxHeaderSize: 16 * 1024,
    },
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: sendFrameworkProblem,
  });

  handleErrors(server, log, { isNotFoundOurs: !deps.pages });
  tellRequests(server, log);
  const routeTable = keepRouteTable(server);
  const guesses = createGuesses({ ...wrongTokens, clock });
  const cookie = sessionCookie(deps.isSecure ?? false).name;
  const streams = createStreamDesk(server, deps.streams ?? defaultStreams, log);
  const knowCaller = createKnowCaller({ gate: deps.gate, guesses, cookie });
  await server.register(async (open) => {
    allMayBe(open, 'open');
    await open.register(helmet, pageHeaders('no scripts'));
    await open.register(healthRoutes, { parts: deps.parts, clock, log, ...limits });
    if (deps.wishes) await open.register(unsubscribeRoutes, { wishes: deps.wishes });
    await open.register(metricsRoute, { metrics: deps.metrics, knowCaller, hasPages: Boolean(deps.pages) });
  });
  const { pages: pageDeps } = deps;
  if (pageDeps) {
    await server.register(async (guarded) => {
      await guarded.register(helmet, pageHeaders('scripts'));
      measureAnswers(guarded, deps.metrics);
      await guarded.register(pages, { ...pageDeps, streams, log });
    });
  }
  const { receive } = deps;
  if (receive) {
    await server.register(async (open) => {
      allMayBe(open, 'open');
      await open.register(webhookRoutes, {
        prefix: '/webhooks',
        ...{ receive, clock, log, ...limits },
        onDelivery: deps.metrics.delivery,
      });
    });
  }
  const { api: apiDeps } = deps;
  if (apiDeps) {
    await server.register(async (guarded) => {
      measureAnswers(guarded, deps.metrics);
      await guarded.register(api, { prefix: '/api', ...apiDeps, streams, knowCaller });
    });
  }
  await server.ready();
  const routes = routeTable();
  const hangUp = keepUnusedConnections(server.server);

  return {
    listen: (options) =>
      server.listen(options).catch((error) => Promise.reject(listenProblem(error, options))),
    close() {
      hangUp();
      return server.close();
    },
    openStreams: () => streams.size(),
    routes,
    inject: server.inject.bind(server) as FastifyInstance['inject'],
  };
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SetupError([
        `PORT ${port} is taken on ${host}: free it, or set PORT to another (0 picks one)`,
      ]);
    case 'EACCES':
      return new SetupError([`PORT ${port} needs more rights than Waymark has: set one from 1024 up`]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SetupError([
        `HOST ${host} is no address of this machine: set 127.0.0.1, or 0.0.0.0 for all`,
      ]);
    default:
      return error;
  }
}
