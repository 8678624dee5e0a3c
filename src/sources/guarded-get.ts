import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { type HostRules, judgeHost } from './hosts.ts';

export interface GuardSettings extends HostRules {
  /** For the whole errand, redirects included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

/** Resolves a name to all its addresses. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface GuardedAnswer {
  readonly status: number;
  /** Without parameters, lower case; empty when there was none. */
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Why nothing, or nothing usable, came of a request; the message is for people and holds nothing but the host. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}

/** Secret headers go to the origin that they are meant for and to no other. */
export interface GuardedRequest {
  readonly url: URL;
  readonly secretHeaders: Readonly<Record<string, string>>;
}

export type GuardedGet = (request: GuardedRequest) => Promise<GuardedAnswer>;

/**
 * A GET that goes to allowed hosts only. Every address is judged when it is connected to, by the very look-up that the
 * connection uses, so a name that resolves to something else a moment later gains nothing; redirects are judged again.
 *
 * @throws Refusal
 */
export function createGuardedGet(settings: GuardSettings, resolve: Resolve = resolveBySystem): GuardedGet {
  return async ({ url, secretHeaders }) => {
    const signal = AbortSignal.timeout(settings.timeoutMs);
    let at = url;
    for (let redirects = 0; ; redirects += 1) {
      const verdict = judge(settings, at);
      const isOwnOrigin = at.origin === url.origin;
      const answer = await get(at, {
        resolve,
        signal,
        mayBePrivate: verdict === 'anywhere',
        headers: isOwnOrigin ? secretHeaders : {},
        settings,
      });
      const { location: to } = answer;
      if (to === null) return answer;
      if (redirects >= settings.maxRedirects) {
        throw new Refusal(`${url.host} redirects more than ${settings.maxRedirects} times`);
      }
      if (!URL.canParse(to, at.href)) throw new Refusal(`${at.host} redirects to what is no address`);
      const next = new URL(to, at);
      if (at.protocol === 'https:' && next.protocol !== 'https:') {
        throw new Refusal(`${at.host} redirects to an address without encryption`);
      }
      at = next;
    }
  };
}

function judge(rules: HostRules, url: URL): 'public-only' | 'anywhere' {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Refusal(`${url.protocol} addresses are not asked`);
  }
  if (url.username || url.password) {
    throw new Refusal(`the address of ${url.host} holds a user or a password: use a header with a secret`);
  }
  const verdict = judgeHost(rules, url);
  if (verdict !== 'refused') return verdict;
  throw new Refusal(`${url.host} is not among the hosts that may be asked (okr.sources.hosts)`);
}

interface Connection {
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  readonly mayBePrivate: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: GuardSettings;
}

interface RawAnswer extends GuardedAnswer {
  readonly location: string | null;
}

function get(url: URL, connection: Connection): Promise<RawAnswer> {
  const { resolve, signal, mayBePrivate, headers, settings } = connection;
  const isAllowed = (address: string) => mayBePrivate || isPublicAddress(address);
  const refusal = () => new Refusal(`${url.hostname} is at an address of a private network`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  // An address in place of a name is connected to without any look-up.
  if (isIP(literal) !== 0 && !isAllowed(literal)) return Promise.reject(refusal());

  return new Promise<RawAnswer>((done, fail) => {
    const give = (error: unknown) => fail(inWords(error, url, signal, settings));
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'GET',
      // A kept connection would have been judged under other rules.
      agent: false,
      signal,
      lookup: guardedLookup(resolve, isAllowed, refusal),
      headers: { ...headers, accept: 'application/json', 'accept-encoding': 'identity' },
    });
    outgoing.once('error', give);
    outgoing.once('response', (incoming) => {
      const peer = incoming.socket.remoteAddress ?? '';
      if (!isAllowed(peer)) {
        outgoing.destroy(refusal());
        return;
      }
      take(incoming, settings.maxBytes).then(done, (error: unknown) => {
        outgoing.destroy();
        give(error);
      });
    });
    outgoing.end();
  });
}

async function take(incoming: IncomingMessage, maxBytes: number): Promise<RawAnswer> {
  const { statusCode: status = 0, headers } = incoming;
  const location = status >= 300 && status < 400 ? (headers.location ?? null) : null;
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (location !== null) {
    incoming.destroy();
    return { status, contentType, body: new Uint8Array(), location };
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
  return { status, contentType, body: Buffer.concat(chunks), location };
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

function inWords(error: unknown, url: URL, signal: AbortSignal, { timeoutMs }: GuardSettings): Refusal {
  if (error instanceof Refusal) return error;
  if (signal.aborted) return new Refusal(`${url.host} did not answer within ${timeoutMs / 1000} s`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new Refusal(`${url.host} cannot be reached${code ? ` (${code})` : ''}`);
}
