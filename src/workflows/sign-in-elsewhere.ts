import { randomBytes } from 'node:crypto';
import type { AccessSettings } from '../domain/access/access-settings.ts';
import { readIdentity } from '../domain/access/identity.ts';
import type { Clock, EventLog, IdentityProvider, Log, SignIns } from '../domain/ports.ts';
import { sha256 } from './sha256.ts';
import { type Door, type OpenedSession, sessionEvent } from './sign-in.ts';

/** How long somebody may take to sign in at the provider. */
const patienceSeconds = 10 * 60;

export type Finished =
  | { readonly outcome: 'in'; readonly opened: OpenedSession; readonly returnTo: string }
  /** This browser has begun none, or too long ago, or it has ended already. */
  | { readonly outcome: 'stale' }
  /** The provider did not vouch for them, or its answer is not one to what was asked. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'unavailable' }
  /** The provider vouches for them, and the settings let them not in. */
  | { readonly outcome: 'no-role'; readonly who: string };

/** Signing in at an OpenID Connect provider. */
export interface SignInElsewhere {
  /** Where to send the browser, and the id that it keeps meanwhile; null while the provider cannot be reached. */
  begin(
    returnTo: string,
  ): Promise<{ readonly url: string; readonly id: string; readonly lastsSeconds: number } | null>;
  /** `query` is what the browser came back with, `from` its address. */
  finish(id: string, query: string, from: string): Promise<Finished>;
}

export function createSignInElsewhere(deps: {
  provider: IdentityProvider;
  signIns: SignIns;
  door: Pick<Door, 'letIn'>;
  events: Pick<EventLog, 'append'>;
  settings: AccessSettings;
  clock: Clock;
  log: Log;
}): SignInElsewhere {
  const { provider, signIns, door, events, settings, clock, log } = deps;

  async function tell(who: string, reason: string, from: string): Promise<void> {
    await events.append([sessionEvent('session.refused', who, { by: 'oidc', reason, from }, clock.now())]);
  }

  return {
    async begin(returnTo) {
      const begun = await provider.begin();
      if (begun === null) return null;
      const id = randomBytes(32).toString('base64url');
      const now = clock.now();
      const endsAt = new Date(now.getTime() + patienceSeconds * 1_000);
      const { url, ...kept } = begun;
      await signIns.begin(sha256(id), { ...kept, returnTo }, { now, endsAt });
      return { url, id, lastsSeconds: patienceSeconds };
    },

    async finish(id, query, from) {
      const begun = await signIns.take(sha256(id), clock.now());
      if (begun === null) return { outcome: 'stale' };
      const vouched = await provider.finish(query, begun);
      if (vouched.outcome !== 'vouched') {
        log.warn({ outcome: vouched.outcome, reason: vouched.reason }, 'a sign-in failed');
        if (vouched.outcome === 'refused') await tell('somebody', vouched.reason, from);
        return { outcome: vouched.outcome };
      }
      const identity = readIdentity(vouched.claims, settings);
      if (identity === null) {
        await tell('somebody', 'no-subject', from);
        return { outcome: 'refused' };
      }
      const { role } = identity;
      if (role === null) {
        await tell(identity.who, 'no-role', from);
        return { outcome: 'no-role', who: identity.who };
      }
      const opened = await door.letIn({ ...identity, role }, from);
      return { outcome: 'in', opened, returnTo: begun.returnTo };
    },
  };
}
