import { createHash, timingSafeEqual } from 'node:crypto';
import { roleOfScope } from '../domain/access/api-token.ts';
import type { SightOf } from '../domain/access/sight-of.ts';
import type { Caller, Sight } from '../domain/access.ts';
import type { Clock, EventLog, Session } from '../domain/ports.ts';
import type { ApiTokenDesk } from './api-tokens.ts';
import type { Door } from './sign-in.ts';

/** Who asks, whichever way they show it. */
export interface Gate {
  /** Whoever has the session of this id while it lasts. */
  bySession(id: string): Promise<(Caller & { readonly session: Session }) | null>;
  /** Whoever sends this as a bearer token: the administrator's token, or one for a program. */
  byToken(text: string): Promise<Caller | null>;
  /** Takes down that somebody came with a wrong token; nothing of the token is kept. */
  refused(from: string): Promise<void>;
  /** What somebody who is not signed in may see. */
  readonly strangersSight: Sight;
}

export function createGate(deps: {
  door: Pick<Door, 'find'>;
  tokens: Pick<ApiTokenDesk, 'check'>;
  /** Null: there is none, and nobody comes in by it. */
  adminToken: string | null;
  sightOf: SightOf;
  events: Pick<EventLog, 'append'>;
  clock: Clock;
}): Gate {
  const { door, tokens, adminToken, sightOf, events, clock } = deps;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = adminToken === null ? null : digest(adminToken);

  return {
    async bySession(id) {
      const session = await door.find(id);
      if (session === null) return null;
      const { who, role } = session;
      return { who, role, seesMetrics: role === 'admin', sight: sightOf(session), session };
    },

    async byToken(text) {
      // Hashes have one length, so the comparison tells nothing of the token, not even how long it is.
      if (expected !== null && timingSafeEqual(digest(text), expected)) {
        const sight = sightOf({ role: 'admin', groups: [] });
        return { who: 'admin-token', role: 'admin', seesMetrics: true, sight };
      }
      const token = await tokens.check(text);
      if (token === null) return null;
      const role = roleOfScope[token.scope];
      return {
        ...{ who: `token:${token.prefix}`, role },
        seesMetrics: token.scope === 'metrics' || role === 'admin',
        sight: sightOf({ role, groups: token.groups }),
      };
    },

    async refused(from) {
      const at = clock.now().toISOString();
      await events.append([
        { topic: 'token.refused', subject: 'token', data: { from }, actor: 'somebody', at },
      ]);
    },

    strangersSight: sightOf(null),
  };
}
