import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock, Session, Sessions } from '../domain/ports.ts';

/** A working day and a little more. */
const sessionHours = 12;
/** What `randomBytes(32)` is in base64url; anything longer is none of ours. */
const idLength = 43;

/** Who may come in, and who is in. */
export interface Door {
  /** A new session for whoever has the administrator's token; null for others. `from` is the caller's address. */
  signIn(token: string, from: string): Promise<{ readonly id: string; readonly session: Session } | null>;
  /** The session of this id while it lasts. */
  find(id: string): Promise<Session | null>;
  signOut(id: string): Promise<void>;
}

/**
 * Ids of sessions are stored as their HMAC under the administrator's token: whoever reads the store can take none over,
 * and another token ends them all. Without a token nobody comes in.
 */
export function createDoor(deps: { sessions: Sessions; adminToken: string | null; clock: Clock }): Door {
  const { sessions, adminToken, clock } = deps;
  const hashed = (key: string, text: string) => createHmac('sha256', key).update(text).digest();
  // A key of this process: hashes compare in constant time whatever lengths the texts have.
  const comparing = randomBytes(32).toString('hex');

  return {
    async signIn(token, from) {
      if (adminToken === null) return null;
      if (!timingSafeEqual(hashed(comparing, token), hashed(comparing, adminToken))) return null;
      const id = randomBytes(32).toString('base64url');
      const now = clock.now();
      const session: Session = {
        who: 'admin-token',
        role: 'admin',
        openedAt: now.toISOString(),
        endsAt: new Date(now.getTime() + sessionHours * 3_600_000).toISOString(),
      };
      const idHash = hashed(adminToken, id).toString('hex');
      await sessions.open(idHash, session, [
        {
          topic: 'session.opened',
          subject: `session:${session.who}`,
          data: { role: session.role, from },
          actor: session.who,
          at: session.openedAt,
        },
      ]);
      return { id, session };
    },
    async find(id) {
      if (adminToken === null || id.length !== idLength) return null;
      return sessions.find(hashed(adminToken, id).toString('hex'), clock.now());
    },
    async signOut(id) {
      if (adminToken !== null) await sessions.close(hashed(adminToken, id).toString('hex'));
    },
  };
}
