import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { sendProblem } from '../problem.ts';
import { guardApi } from './access.ts';
import type { ApiDeps } from './api-deps.ts';
import { checkInRoutes } from './check-in-routes.ts';
import { goalRoutes } from './goal-routes.ts';
import { judgementRoutes } from './judgement-routes.ts';
import { standingRoutes } from './standing-routes.ts';

const docsPath = '/api/docs';

/** `/api/v1` for programs and `/api/docs` that describes it. */
export async function api(server: FastifyInstance, deps: ApiDeps): Promise<void> {
  guardApi(server, { token: deps.token, docsPath });
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
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
      tags: [
        { name: 'goals', description: 'The goal tree, in and out' },
        { name: 'check-ins', description: 'What was said of key results; rows are only ever added' },
        { name: 'standings', description: 'Where goals stand and head, and what that rests on' },
        { name: 'judgement', description: 'What is amiss, what contradicts, what to talk about' },
      ],
    },
    transform: createJsonSchemaTransform({ skipList: [`${docsPath}/*`] }),
  });
  await server.register(swaggerUi, {
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
    uiConfig: { validatorUrl: null, persistAuthorization: false, deepLinking: true },
  });
  await server.register(
    async (v1) => {
      await goalRoutes(v1, deps);
      await checkInRoutes(v1, deps);
      await standingRoutes(v1, deps);
      await judgementRoutes(v1, deps);
    },
    { prefix: '/v1' },
  );
}
