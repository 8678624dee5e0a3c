import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/access.ts';
import type { Gate } from '../../workflows/gate.ts';
import { sendProblem } from '../problem.ts';
import type { Guesses } from './guesses.ts';

/** Far above any token; a longer text is none. */
const longestToken = 500;

const callers = new WeakMap<FastifyRequest, Caller>();

/** Whoever asks, on a route whose guard let them through. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error(`${request.method} ${request.routeOptions.url ?? ''} is not guarded`);
  return caller;
}

/** Takes down who asks, for `callerOf`. */
export function keepCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

export interface KnowCallerDeps {
  readonly gate: Gate;
  readonly guesses: Guesses;
  /** The name of the cookie that holds a session's id. */
  readonly cookie: string;
}

/** Whoever asks; null: nobody we know; `waits`: their address sent too many wrong tokens. */
export type KnowCaller = (request: FastifyRequest) => Promise<Caller | null | { readonly waits: number }>;

/**
 * Looks at the bearer token, and without one at the session of the pages. A session is taken for looking only: a browser
 * sends it along whoever asked, while a token is sent by nobody but the program that has it.
 */
export function createKnowCaller({ gate, guesses, cookie }: KnowCallerDeps): KnowCaller {
  return async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      const id =
        request.method === 'GET' || request.method === 'HEAD' ? request.cookies?.[cookie] : undefined;
      return id === undefined ? null : gate.bySession(id);
    }
    const waits = guesses.waitOf(request.ip);
    if (waits > 0) return { waits };
    const token = /^bearer +/i.test(authorization) ? authorization.slice('bearer '.length).trim() : '';
    const isToken = token !== '' && token.length <= longestToken;
    const caller = isToken ? await gate.byToken(token) : null;
    if (caller === null && guesses.wrong(request.ip)) await gate.refused(request.ip);
    return caller;
  };
}

/** Answers whoever may not go on, in JSON: who they would have to be, and nothing of what is there. */
export function refuseCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  known: Caller | null | { readonly waits: number },
): FastifyReply {
  if (known === null) {
    reply.header('www-authenticate', 'Bearer');
    return sendProblem(request, reply, 401, 'Send the header Authorization: Bearer with a token of Waymark.');
  }
  if ('waits' in known) {
    reply.header('retry-after', String(known.waits));
    return sendProblem(
      request,
      reply,
      429,
      'Too many wrong tokens came from this address. Wait, then try again.',
    );
  }
  return sendProblem(
    request,
    reply,
    403,
    'That is not for you: your role, or the scope of your token, does not allow it.',
  );
}

/** Whether a person is looking, who is better off with the page to sign in. */
export function isBrowser({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && headers.authorization === undefined && /text\/html/.test(headers.accept ?? '');
}

/** The page to sign in, and back to here afterwards. */
export function signInPath(url: string): string {
  return `/login?to=${encodeURIComponent(url.slice(0, 500))}`;
}
