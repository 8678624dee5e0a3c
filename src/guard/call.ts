import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** Resolves a name to all its addresses. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Why nothing, or nothing usable, came of a call; the message is for people and holds nothing but the host. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}

export interface Call {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mayBePrivate: boolean;
  readonly signal: AbortSignal;
  /** For the words of a refusal. */
  readonly timeoutMs: number;
  /** An answer larger than this is refused; null: its body is not read at all. */
  readonly maxBytes: number | null;
}

export interface RawAnswer {
  readonly status: number;
  /** Without parameters, lower case; empty when there was none. */
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Where it redirects to. */
  readonly location: string | null;
  /** As it was sent; null when there was none. */
  readonly retryAfter: string | null;
}

/**
 * One call to an address that somebody named. The address is judged when it is connected to, by the very look-up that
 * the connection uses, so a name that resolves to something else a moment later gains nothing.
 *
 * @throws Refusal
 */
export function callOnce(call: Call, resolve: Resolve = resolveBySystem): Promise<RawAnswer> {
  const { url, method, headers, body, mayBePrivate, signal, maxBytes } = call;
  const isAllowed = (address: string) => mayBePrivate || isPublicAddress(address);
  const refusal = () => new Refusal(`${url.hostname} is at an address of a private network`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  // An address in place of a name is connected to without any look-up.
  if (isIP(literal) !== 0 && !isAllowed(literal)) return Promise.reject(refusal());

  return new Promise<RawAnswer>((done, fail) => {
    const give = (error: unknown) => fail(inWords(error, call));
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      // A kept connection would have been judged under other rules.
      agent: false,
      signal,
      lookup: guardedLookup(resolve, isAllowed, refusal),
      headers: { ...headers, 'accept-encoding': 'identity' },
    });
    outgoing.once('error', give);
    outgoing.once('response', (incoming) => {
      const peer = incoming.socket.remoteAddress ?? '';
      if (!isAllowed(peer)) {
        outgoing.destroy(refusal());
        return;
      }
      take(incoming, maxBytes).then(done, (error: unknown) => {
        outgoing.destroy();
        give(error);
      });
    });
    outgoing.end(body);
  });
}

async function take(incoming: IncomingMessage, maxBytes: number | null): Promise<RawAnswer> {
  const { statusCode: status = 0, headers } = incoming;
  const location = status >= 300 && status < 400 ? (headers.location ?? null) : null;
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const head = { status, contentType, location, retryAfter: headers['retry-after'] ?? null };
  if (location !== null || maxBytes === null) {
    incoming.destroy();
    return { ...head, body: new Uint8Array() };
  }
  const tooLarge = () => new Refusal(`the answer is larger than ${Math.round(maxBytes / 1024)} KB`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(bytes);
  }
  return { ...head, body: Buffer.concat(chunks) };
}

/** Hands the connection nothing but addresses that are allowed. */
function guardedLookup(
  resolve: Resolve,
  isAllowed: (address: string) => boolean,
  refusal: () => Refusal,
): LookupFunction {
  return (hostname: string, options: LookupOptions, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const family = options.family === 4 || options.family === 6 ? options.family : 0;
        const fitting = addresses.filter((one) => family === 0 || one.family === family);
        const allowed = fitting.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        // A name that is in both worlds is somebody's trick, or at best a mistake.
        if (!first || allowed.length < fitting.length) callback(refusal(), '');
        else if (options.all) callback(null, [...allowed]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, ''),
    );
  };
}

const resolveBySystem: Resolve = (hostname) =>
  new Promise((done, fail) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });

function inWords(error: unknown, { url, signal, timeoutMs }: Call): Refusal {
  if (error instanceof Refusal) return error;
  if (signal.aborted) return new Refusal(`${url.host} did not answer within ${timeoutMs / 1000} s`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new Refusal(`${url.host} cannot be reached${code ? ` (${code})` : ''}`);
}
