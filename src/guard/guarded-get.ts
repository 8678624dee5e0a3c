import { callOnce, type RawAnswer, Refusal, type Resolve } from './call.ts';
import { type HostRules, judgeHost } from './hosts.ts';

export interface GuardSettings extends HostRules {
  /** For the whole errand, redirects included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

export type GuardedAnswer = Pick<RawAnswer, 'status' | 'contentType' | 'body'>;

/** Secret headers go to the origin that they are meant for and to no other. */
export interface GuardedRequest {
  readonly url: URL;
  readonly secretHeaders: Readonly<Record<string, string>>;
}

export type GuardedGet = (request: GuardedRequest) => Promise<GuardedAnswer>;

/**
 * A GET that goes to allowed hosts only; redirects are judged again.
 *
 * @throws Refusal
 */
export function createGuardedGet(settings: GuardSettings, resolve?: Resolve): GuardedGet {
  const { timeoutMs, maxBytes } = settings;
  return async ({ url, secretHeaders }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let at = url;
    for (let redirects = 0; ; redirects += 1) {
      const verdict = judge(settings, at);
      const isOwnOrigin = at.origin === url.origin;
      const headers = { ...(isOwnOrigin ? secretHeaders : {}), accept: 'application/json' };
      const answer = await callOnce(
        {
          ...{ url: at, method: 'GET', headers, signal, timeoutMs, maxBytes },
          mayBePrivate: verdict === 'anywhere',
        },
        resolve,
      );
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
