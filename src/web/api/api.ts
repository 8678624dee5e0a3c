import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { allMayBe } from '../access.ts';
import type { KnowCaller } from '../guard/callers.ts';
import { sendProblem } from '../problem.ts';
import type { StreamDesk } from '../sse.ts';
import { guardApi } from './access.ts';
import type { ApiDeps } from './api-deps.ts';
import { bounceRoutes } from './bounce-routes.ts';
import { checkInRoutes } from './check-in-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { goalImportRoutes } from './goal-import-routes.ts';
import { goalRoutes } from './goal-routes.ts';
import { judgementRoutes } from './judgement-routes.ts';
import { standingRoutes } from './standing-routes.ts';
import { subscriberRoutes } from './subscriber-routes.ts';

const docsPath = '/api/docs';
const describe = createJsonSchemaTransform({ skipList: [`${docsPath}/*`] });

/** `/api/v1` for programs and `/api/docs` that describes it. */
export async function api(
  server: FastifyInstance,
  deps: ApiDeps & { readonly knowCaller: KnowCaller; readonly streams: StreamDesk },
): Promise<void> {
  await guardApi(server, { knowCaller: deps.knowCaller, docsPath });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setNotFoundHandler((request, reply) => sendProblem(request, reply, 404));
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Waymark',
        version: '1',
        description:
          'Goals from the mission to key results, check-ins, standings and reviews. Errors are problem documents (RFC 9457).',
      },
      components: {
        securitySchemes: {
          token: {
            ...{ type: 'http', scheme: 'bearer' },
            description:
              'ADMIN_TOKEN, or a token from /access. Its scope says what it may: read looks, write also changes what editors change, admin does everything, metrics is for /metrics only.',
          },
        },
      },
      tags: [
        { name: 'goals', description: 'The goal tree, in and out' },
        { name: 'check-ins', description: 'What was said of key results; rows are only ever added' },
        { name: 'standings', description: 'Where goals stand and head, and what that rests on' },
        { name: 'judgement', description: 'What is amiss, what contradicts, what to talk about' },
        { name: 'digests', description: 'The weekly mail' },
        { name: 'events', description: 'What happened, page by page and as it happens' },
        { name: 'subscribers', description: 'Programs that are called with what happens' },
      ],
    },
    transform: (one) => withScope(describe(one), one.route),
  });
  await server.register(async (docs) => {
    allMayBe(docs, 'viewer');
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      indexPrefix: '/api',
      staticCSP: {
        'default-src': "'none'",
        'connect-src': "'self'",
        'img-src': "'self' data:",
        'script-src': "'self'",
        'style-src': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      },
      // Otherwise it asks somebody on the internet what they think of the description.
      uiConfig: {
        ...{ validatorUrl: null, persistAuthorization: false, deepLinking: true },
        // Without the bar on top, whose logo brings a style that the policy refuses.
        layout: 'BaseLayout',
      },
      theme: { title: 'Waymark: API' },
    });
  });
  await server.register(
    async (v1) => {
      await goalRoutes(v1, deps);
      await goalImportRoutes(v1, deps);
      await checkInRoutes(v1, deps);
      await standingRoutes(v1, deps);
      await judgementRoutes(v1, deps);
      const { events, knowCaller, streams, recordBounce } = deps;
      if (recordBounce) await bounceRoutes(v1, { recordBounce });
      if (!events) return;
      await eventRoutes(v1, { ...events, knowCaller, streams });
      await subscriberRoutes(v1, events);
    },
    { prefix: '/v1' },
  );
}

/** The scope of tokens that a rule asks for; each may all that the ones before may. */
const scopeOf = { viewer: 'read', editor: 'write', admin: 'admin' } as const;

/** Says of a described route which tokens it takes. */
function withScope(described: ReturnType<typeof describe>, { config }: RouteOptions) {
  const access = config?.access;
  const scope = access === 'viewer' || access === 'editor' || access === 'admin' ? scopeOf[access] : null;
  if (scope === null || described.schema.hide) return described;
  const { description } = described.schema;
  const asked = `Scope: ${scope}.`;
  return {
    ...described,
    schema: {
      ...described.schema,
      security: [{ token: [scope] }],
      description: typeof description === 'string' ? `${description}\n\n${asked}` : asked,
    },
  };
}
