import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { callOnce, type RawAnswer, Refusal, type Resolve } from './call.ts';
import { type HostRules, isAmongHosts } from './hosts.ts';

export interface PostRules extends HostRules {
  readonly timeoutMs: number;
}

export interface GuardedPost {
  /** Why this address will not be called, in words; null when it may be, as far as can be told without asking. */
  judge(url: URL): string | null;
  /** @throws Refusal */
  post(
    url: URL,
    request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<Pick<RawAnswer, 'status' | 'retryAfter'>>;
}

/**
 * A POST to an address that an administrator named: any public one by https, or, where `hosts` lists some, those only;
 * what is in `privateHosts` also on this machine, in a private network or without encryption. A redirect is an answer
 * like any other and not followed, and the body of an answer is not read.
 */
export function createGuardedPost(rules: PostRules, resolve?: Resolve): GuardedPost {
  const { timeoutMs, hosts, privateHosts } = rules;

  const mayBePrivate = (url: URL) => isAmongHosts(privateHosts, url);

  function judge(url: URL): string | null {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only https addresses are called.';
    if (url.username || url.password) return 'Leave user and password out of the address.';
    if (mayBePrivate(url)) return null;
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) {
      return `${url.hostname} is an address of a private network.`;
    }
    if (hosts.length > 0 && !isAmongHosts(hosts, url)) {
      return `${url.host} is not among the hosts that may be called (events.webhooks.hosts).`;
    }
    return url.protocol === 'https:'
      ? null
      : `${url.host} must be reached by https, or be listed in events.webhooks.privateHosts.`;
  }

  return {
    judge,
    async post(url, { headers, body }) {
      const problem = judge(url);
      if (problem !== null) throw new Refusal(problem);
      return callOnce(
        {
          ...{ url, method: 'POST', headers, body, timeoutMs, maxBytes: null },
          mayBePrivate: mayBePrivate(url),
          signal: AbortSignal.timeout(timeoutMs),
        },
        resolve,
      );
    },
  };
}
