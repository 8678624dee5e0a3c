import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Identity } from '../domain/access/identity.ts';
import type { Role } from '../domain/access.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Clock, EventLog, Session, Sessions } from '../domain/ports.ts';

/** A working day and a little more. */
const sessionHours = 12;
/** What `randomBytes(32)` is in base64url; anything longer is none of ours. */
const idLength = 43;
/** Ids of people whom a provider vouches for begin so: they hang on another key. */
const vouchedMark = '~';

export interface OpenedSession {
  /** For the browser to keep; nobody else learns it. */
  readonly id: string;
  readonly session: Session;
}

/** Who may come in, and who is in. */
export interface Door {
  /** A new session for whoever has the administrator's token; null for others. `from` is the caller's address. */
  signIn(token: string, from: string): Promise<OpenedSession | null>;
  /** A new session for somebody whom a provider vouches for and the settings let in. */
  letIn(identity: Identity & { readonly role: Role }, from: string): Promise<OpenedSession>;
  /** The session of this id while it lasts. */
  find(id: string): Promise<Session | null>;
  signOut(id: string, from: string): Promise<void>;
}

/**
 * Ids of sessions are stored as an HMAC: whoever reads the store can take none over. Those opened by the administrator's
 * token hang on it, so that another token ends them all; `vouchedKey`, the provider's secret, does the same for the
 * others. Where a key is missing nobody comes in that way.
 */
export function createDoor(deps: {
  sessions: Sessions;
  events?: Pick<EventLog, 'append'>;
  adminToken: string | null;
  vouchedKey?: string | null;
  /** What the settings make of somebody whom a provider vouched for; left out: what they were let in as. */
  roleNow?: (of: Session) => Role | null;
  clock: Clock;
}): Door {
  const { sessions, events, adminToken, vouchedKey = null, roleNow, clock } = deps;
  const hashed = (key: string, text: string) => createHmac('sha256', key).update(text).digest();
  // A key of this process: hashes compare in constant time whatever lengths the texts have.
  const comparing = randomBytes(32).toString('hex');

  async function open(
    { mark, key }: { mark: string; key: string },
    who: Pick<Session, 'who' | 'name' | 'role' | 'groups'>,
    from: string,
  ): Promise<OpenedSession> {
    const id = mark + randomBytes(32).toString('base64url');
    const now = clock.now();
    const endsAt = new Date(now.getTime() + sessionHours * 3_600_000).toISOString();
    const session: Session = { ...who, openedAt: now.toISOString(), endsAt };
    const data = { role: session.role, groups: session.groups, from };
    await sessions.open(hashed(key, id).toString('hex'), session, [
      sessionEvent('session.opened', session.who, { ...data, name: session.name }, now),
    ]);
    return { id, session };
  }

  /** Null for what cannot be the id of a session. */
  function hashOf(id: string): string | null {
    const isVouched = id.startsWith(vouchedMark);
    const key = isVouched ? vouchedKey : adminToken;
    if (key === null || id.length !== idLength + (isVouched ? vouchedMark.length : 0)) return null;
    return hashed(key, id).toString('hex');
  }

  return {
    async signIn(token, from) {
      const isRight =
        adminToken !== null && timingSafeEqual(hashed(comparing, token), hashed(comparing, adminToken));
      if (!isRight) {
        const data = { by: 'token', from };
        await events?.append([sessionEvent('session.refused', 'admin-token', data, clock.now())]);
        return null;
      }
      const who = { who: 'admin-token', name: 'Administrator', role: 'admin', groups: [] } as const;
      return open({ mark: '', key: adminToken }, who, from);
    },
    async letIn({ who, name, role, groups }, from) {
      if (vouchedKey === null) throw new Error('there is no key for sessions of people');
      return open({ mark: vouchedMark, key: vouchedKey }, { who, name, role, groups }, from);
    },
    async find(id) {
      const idHash = hashOf(id);
      const session = idHash === null ? null : await sessions.find(idHash, clock.now());
      if (session === null || !roleNow || !id.startsWith(vouchedMark)) return session;
      // Settings may have changed since: whoever is no administrator any more must not stay one for half a day.
      const role = roleNow(session);
      return role === null ? null : { ...session, role };
    },
    async signOut(id, from) {
      const idHash = hashOf(id);
      const session = idHash === null ? null : await sessions.find(idHash, clock.now());
      if (idHash === null || session === null) return;
      await sessions.close(idHash, [sessionEvent('session.closed', session.who, { from }, clock.now())]);
    },
  };
}

/** What happened to somebody's session, or to their wish for one. */
export function sessionEvent(
  topic: 'session.opened' | 'session.closed' | 'session.refused',
  who: string,
  data: WaymarkEvent['data'],
  now: Date,
): WaymarkEvent {
  return { topic, subject: `session:${who}`, data, actor: who, at: now.toISOString() };
}
