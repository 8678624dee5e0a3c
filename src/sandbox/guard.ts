import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Call, CallLog } from './calls.ts';
import type { FaultKind, FaultPlan } from './faults.ts';

/** What a tracker says about a request, for the log and for matching faults. */
export type CallDescription = Pick<Call, 'route' | 'kind'> & {
  readonly operation?: string;
  readonly fields?: readonly string[];
};

export interface GuardOptions {
  readonly tracker: Call['tracker'];
  readonly calls: CallLog;
  readonly faults: FaultPlan;
  readonly now: () => Date;
  describe(request: FastifyRequest): CallDescription;
  /** Answers as the vendor does when it limits the rate. */
  rateLimited(reply: FastifyReply, fault: { retryAfterSeconds: number; reason?: string }): unknown;
}

interface Underway {
  readonly description: CallDescription;
  fault?: FaultKind;
}

/** Logs every call of a server's API and plays the planned faults on it. */
export function guardCalls(app: FastifyInstance, options: GuardOptions): void {
  const underway = new WeakMap<FastifyRequest, Underway>();

  function record(request: FastifyRequest, state: Underway, status: number, answer: string): void {
    const { route, kind, operation, fields } = state.description;
    options.calls.record({
      tracker: options.tracker,
      at: options.now(),
      method: request.method,
      path: pathOf(request),
      query: request.query as Record<string, unknown>,
      route,
      kind,
      body: request.body,
      status,
      answer,
      ...(operation !== undefined && { operation }),
      ...(fields !== undefined && { fields }),
      ...(state.fault && { fault: state.fault.kind }),
    });
  }

  app.addHook('preHandler', async (request, reply) => {
    const description = options.describe(request);
    const state: Underway = { description };
    underway.set(request, state);
    const fault = options.faults.take({ method: request.method, path: pathOf(request), ...description });
    if (!fault) return;
    state.fault = fault;
    switch (fault.kind) {
      case 'answer':
        reply.code(fault.status).headers(fault.headers ?? {});
        return reply.send(fault.body ?? { errorMessages: ['Something went wrong.'], errors: {} });
      case 'rate-limited':
        return reply.send(
          options.rateLimited(reply, {
            retryAfterSeconds: fault.retryAfterSeconds ?? 1,
            ...(fault.reason !== undefined && { reason: fault.reason }),
          }),
        );
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        return;
      case 'hang':
        reply.hijack();
        record(request, state, 0, '');
        return;
      case 'drop':
        reply.hijack();
        record(request, state, 0, '');
        request.raw.socket.destroy();
        return;
      case 'apply-then-drop':
        // The handler runs; `onSend` cuts the connection.
        return;
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = underway.get(request) ?? { description: options.describe(request) };
    if (state.fault?.kind === 'apply-then-drop') {
      record(request, state, 0, '');
      request.raw.socket.destroy();
      return payload;
    }
    record(request, state, reply.statusCode, typeof payload === 'string' ? payload : '');
    return payload;
  });
}

function pathOf(request: FastifyRequest): string {
  const end = request.url.indexOf('?');
  return end < 0 ? request.url : request.url.slice(0, end);
}

/** Takes JSON of any kind, and an empty body under any type: HTTP clients label a POST without a body as a form. */
export function acceptLooseJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(String(text)));
    } catch (error) {
      done(Object.assign(error instanceof Error ? error : new Error(String(error)), { statusCode: 400 }));
    }
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') done(null, undefined);
    else done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
  });
}
