import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { CallOutcome, Clock, SubscriberCaller } from '../domain/ports.ts';
import { Refusal, type Resolve } from '../guard/call.ts';
import { createGuardedPost, type PostRules } from '../guard/guarded-post.ts';
import { type SealingKey, seal, sourceOf, unseal } from './seal.ts';

/** The scheme wants 24 to 64 bytes. */
const secretBytes = 32;
const longestRetryAfterMs = 3_600_000;

/** Calls subscribers, each call signed as Standard Webhooks has it (https://www.standardwebhooks.com). */
export function createSubscriberCaller(deps: {
  rules: PostRules;
  /** From the environment; null: the store's own key is used. */
  environmentKey: Uint8Array | null;
  storeKey(): Promise<Uint8Array>;
  clock: Clock;
  /** For tests. */
  resolve?: Resolve;
}): SubscriberCaller {
  const { environmentKey, clock } = deps;
  const guarded = createGuardedPost(deps.rules, deps.resolve);

  async function keyFor(source: SealingKey['source']): Promise<SealingKey | null> {
    if (source === 'store') return { source, bytes: await deps.storeKey() };
    return environmentKey && { source, bytes: environmentKey };
  }

  async function open(sealed: string): Promise<string | null> {
    const source = sourceOf(sealed);
    const key = source && (await keyFor(source));
    return key && unseal(sealed, key);
  }

  return {
    judge(url) {
      return URL.canParse(url) ? guarded.judge(new URL(url)) : 'That is no address.';
    },

    async newSecret() {
      const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`;
      const key = (await keyFor('environment')) ?? (await keyFor('store'));
      if (!key) throw new Error('there is no key to seal the secret with');
      return { secret, sealed: seal(secret, key) };
    },

    async call(url, sealedSecret, { id, body }): Promise<CallOutcome> {
      const secret = await open(sealedSecret);
      if (secret === null) return { outcome: 'no-secret' };
      // Of this try: a receiver does not take what was signed long ago.
      const now = clock.now();
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Waymark',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      };
      try {
        const { status, retryAfter } = await guarded.post(new URL(url), { headers, body });
        if (status >= 200 && status < 300) return { outcome: 'taken' };
        if (status === 410) return { outcome: 'gone' };
        const problem = `It answered ${status}.`;
        return { outcome: 'failed', problem, retryAfterMs: readRetryAfter(retryAfter, now) };
      } catch (error) {
        // Words of anything else may hold what was sent.
        const problem = error instanceof Refusal ? `${error.message}.` : 'It could not be called.';
        return { outcome: 'failed', problem, retryAfterMs: null };
      }
    },
  };
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), up to an hour; null when neither. */
function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestRetryAfterMs);
}
