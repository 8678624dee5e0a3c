import { timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { execute, type GraphQLError, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { acceptLooseJson, type CallDescription, guardCalls } from '../guard.ts';
import { createBudget } from './budget.ts';
import { complexityOf } from './complexity.ts';
import type { LinearContext } from './context.ts';
import { createDocumentReader, linearSchema } from './documents.ts';

const MAX_BODY = 10 * 1024 * 1024;

const GraphqlBody = z.object({
  query: z.string().min(1).max(100_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The HTTP side of the sandbox Linear: `POST /graphql`. */
export function createLinearServer(context: LinearContext): FastifyInstance {
  const app = Fastify({ bodyLimit: MAX_BODY, forceCloseConnections: true });
  const schema = linearSchema();
  const read = createDocumentReader(schema);
  const budget = createBudget(context.settings, context.workspace.now);
  const expected = Buffer.from(context.apiKey);

  function describe(request: FastifyRequest): CallDescription {
    const body = GraphqlBody.safeParse(request.body);
    if (!body.success) return { route: 'unreadable', kind: 'read' };
    const { operation, fields, isMutation } = read(body.data.query, body.data.operationName ?? undefined);
    return {
      route: fields[0] ?? 'unreadable',
      kind: isMutation ? 'write' : 'read',
      fields,
      ...(operation !== undefined && { operation }),
    };
  }

  void app.register(async (api) => {
    acceptLooseJson(api);
    guardCalls(api, {
      tracker: 'linear',
      calls: context.calls,
      faults: context.faults,
      now: context.workspace.now,
      describe,
      rateLimited: (reply, fault) => {
        const reset = String(context.workspace.now().getTime() + fault.retryAfterSeconds * 1000);
        reply.header('x-ratelimit-requests-remaining', '0').header('x-ratelimit-requests-reset', reset);
        return rateLimited(reply, fault.reason ?? 'Rate limit exceeded');
      },
    });
    api.addHook('preHandler', async (request, reply) => {
      const given = Buffer.from(request.headers.authorization ?? '');
      if (given.length === expected.length && timingSafeEqual(given, expected)) return;
      return reply.code(401).send(unauthenticated());
    });
    api.setErrorHandler((error, _request, reply) => {
      const status = (error as { statusCode?: number }).statusCode ?? 500;
      return reply.code(status).send({
        errors: [
          {
            message: status < 500 && error instanceof Error ? error.message : 'Internal server error',
            extensions: {
              code: status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR',
              type: 'internal error',
            },
          },
        ],
      });
    });

    api.post('/graphql', async (request, reply) => {
      const body = GraphqlBody.safeParse(request.body);
      if (!body.success) {
        const message = 'GraphQL operations must contain a non-empty `query`.';
        return reply
          .code(400)
          .send({ errors: [{ message, extensions: { code: 'BAD_REQUEST', type: 'graphql error' } }] });
      }
      const { query, variables, operationName } = body.data;
      const { document, errors } = read(query, operationName ?? undefined);
      if (!document || errors.length > 0)
        return reply.code(400).send({ errors: errors.map(validationError) });
      const spending = budget.spend(complexityOf(schema, document, variables ?? {}));
      reply.headers(spending.headers);
      if (spending.refusal) return rateLimited(reply, spending.refusal);
      return run(schema, context, reply, {
        document,
        variableValues: variables ?? {},
        ...(operationName != null && { operationName }),
      });
    });
  });
  return app;
}

async function run(
  schema: GraphQLSchema,
  context: LinearContext,
  reply: FastifyReply,
  operation: Pick<Parameters<typeof execute>[0], 'document' | 'variableValues' | 'operationName'>,
): Promise<unknown> {
  const result = await execute({ schema, contextValue: context, ...operation });
  const errors = result.errors?.map(executionError);
  // A request that never ran, for a variable of the wrong type, has no data at all.
  if (result.data === undefined) reply.code(400);
  return { ...(result.data !== undefined && { data: result.data }), ...(errors && { errors }) };
}

function validationError(error: GraphQLError): unknown {
  return {
    message: error.message,
    locations: error.locations,
    extensions: {
      type: 'graphql error',
      code:
        error.name === 'GraphQLError' && error.source && !error.nodes
          ? 'GRAPHQL_PARSE_FAILED'
          : 'GRAPHQL_VALIDATION_FAILED',
      userError: true,
      userPresentableMessage: error.message,
    },
  };
}

function executionError(error: GraphQLError): unknown {
  const isOurs = Object.keys(error.extensions).length > 0;
  const isVariable = error.originalError === undefined && error.path === undefined;
  const fallback = isVariable
    ? {
        type: 'graphql error',
        code: 'BAD_USER_INPUT',
        userError: true,
        userPresentableMessage: error.message,
      }
    : { type: 'internal error', code: 'INTERNAL_SERVER_ERROR', userError: false };
  return {
    message: error.message,
    path: error.path,
    locations: error.locations,
    extensions: isOurs ? error.extensions : fallback,
  };
}

function unauthenticated(): unknown {
  return {
    errors: [
      {
        message: 'Authentication required, not authenticated',
        extensions: {
          type: 'authentication error',
          code: 'AUTHENTICATION_ERROR',
          statusCode: 401,
          userError: true,
          userPresentableMessage: 'You need to authenticate to access this operation.',
        },
      },
    ],
  };
}

/** Linear limits with a 400 whose error carries the code, not with a 429. */
function rateLimited(reply: FastifyReply, message: string): unknown {
  reply.code(400);
  return {
    errors: [
      {
        message,
        extensions: {
          type: 'ratelimited',
          code: 'RATELIMITED',
          statusCode: 429,
          userError: true,
          userPresentableMessage: 'Rate limit exceeded. Please try again later.',
        },
      },
    ],
  };
}
