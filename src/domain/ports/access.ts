import type { ApiToken } from '../access/api-token.ts';
import type { Claims } from '../access/identity.ts';
import type { Role } from '../access.ts';
import type { WaymarkEvent } from '../event.ts';

/** Somebody who is signed in. */
export interface Session {
  /** Who, for the events log: `admin-token`, or a person's address or account. */
  readonly who: string;
  /** What they are called, for people to read. */
  readonly name: string;
  readonly role: Role;
  /** Those of their groups that the settings named when they signed in. */
  readonly groups: readonly string[];
  /** ISO 8601. */
  readonly openedAt: string;
  readonly endsAt: string;
}

/** Sessions by the hash of their id: whoever reads the store can take none over. */
export interface Sessions {
  /** Those that are over go. */
  open(idHash: string, session: Session, events: readonly WaymarkEvent[]): Promise<void>;
  /** Null when there is none or it is over at `now`. */
  find(idHash: string, now: Date): Promise<Session | null>;
  /** The events are appended when there was one. */
  close(idHash: string, events: readonly WaymarkEvent[]): Promise<void>;
}

/** A sign-in that has begun at a provider: what its answer is held against, and where to go then. */
export interface BegunSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Begun sign-ins by the hash of the id that the browser keeps. */
export interface SignIns {
  /** Those that are over at `now` go. */
  begin(
    idHash: string,
    signIn: BegunSignIn,
    of: { readonly now: Date; readonly endsAt: Date },
  ): Promise<void>;
  /** Takes it away, so that an answer counts once; null when there is none or it is over. */
  take(idHash: string, now: Date): Promise<BegunSignIn | null>;
}

/** What came of an answer of the provider; `refused` is for the log, in our words and its error code. */
export type Vouched =
  | { readonly outcome: 'vouched'; readonly claims: Claims }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** Who vouches for people: an OpenID Connect provider. */
export interface IdentityProvider {
  /** Where to send somebody to sign in, with what to hold the answer against; null while it cannot be reached. */
  begin(): Promise<(Omit<BegunSignIn, 'returnTo'> & { readonly url: string }) | null>;
  /** Redeems the answer that came to the address of return with this query. Never throws. */
  finish(query: string, begun: BegunSignIn): Promise<Vouched>;
}

/** Tokens for programs; their secrets are stored as hashes. */
export interface ApiTokens {
  add(token: ApiToken, secretHash: string, events: readonly WaymarkEvent[]): Promise<void>;
  /** The newest first. */
  list(limit: number): Promise<readonly ApiToken[]>;
  find(prefix: string): Promise<{ readonly token: ApiToken; readonly secretHash: string } | null>;
  used(prefix: string, at: Date): Promise<void>;
  /** False when there is none or it is revoked already; then nothing is appended. */
  revoke(prefix: string, at: Date, events: readonly WaymarkEvent[]): Promise<boolean>;
}

/** One line of the audit log. */
export interface AuditEntry extends WaymarkEvent {
  readonly position: number;
}

/** What people changed or tried through pages, API and command line: the events that say from where. */
export interface AuditLog {
  /** The newest first; `before` is the position where the page before ended. */
  read(of: {
    readonly before?: number;
    readonly topics?: readonly string[];
    readonly limit: number;
  }): Promise<readonly AuditEntry[]>;
}
