import type { WaymarkEvent } from '../event.ts';

/** A program outside that is called with what happens. */
export interface Subscriber {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** As written, e.g. `okr.*,finding.opened`; see `readTopicPatterns`. */
  readonly topics: string;
  /** The groups whose confidential projects it is told of. */
  readonly groups: readonly string[];
  /** It has been told of everything up to here that is for it. */
  readonly position: number;
  readonly state: 'enabled' | 'disabled';
  /** Why it is disabled, in a sentence. */
  readonly because: string | null;
  readonly createdBy: string;
  /** ISO 8601, as the times below. */
  readonly createdAt: string;
  /** Calls in a row that came to nothing. */
  readonly failures: number;
  /** When the first of them was; null while all is well. */
  readonly failingSince: string | null;
  /** The waits between them, in ms: less than the time since then where nobody was there to try. */
  readonly waitedMs: number;
  readonly nextTryAt: string | null;
  /** What went wrong last; null while all is well. */
  readonly problem: string | null;
  /** When it last took something. */
  readonly takenAt: string | null;
}

export type NewSubscriber = Pick<
  Subscriber,
  'id' | 'name' | 'url' | 'topics' | 'groups' | 'position' | 'createdBy' | 'createdAt'
> & { readonly sealedSecret: string };

export interface Subscribers {
  add(subscriber: NewSubscriber, events: readonly WaymarkEvent[]): Promise<void>;
  find(id: string): Promise<Subscriber | null>;
  /** By name. */
  list(): Promise<readonly Subscriber[]>;
  sealedSecret(id: string): Promise<string | null>;
  /** False when there is none. */
  remove(id: string, events: readonly WaymarkEvent[]): Promise<boolean>;
  /**
   * It has come from one position to another, at `takenAt` by taking an event, or null because nothing between was for
   * it. False, and nothing changed, when it is elsewhere by now: somebody has set it back.
   */
  advance(id: string, from: number, to: number, takenAt: Date | null): Promise<boolean>;
  /** The call for what is behind `position` came to nothing, and is made again after `waitMs`. */
  fail(id: string, position: number, of: { problem: string; at: Date; waitMs: number }): Promise<void>;
  disable(id: string, because: string, events: readonly WaymarkEvent[]): Promise<void>;
  /** Enabled and due at once; with a position, from there on. False when there is none. */
  enable(id: string, position: number | null, events: readonly WaymarkEvent[]): Promise<boolean>;
  /** Those that are enabled, whose time has come and who have not seen the last position. */
  due(now: Date): Promise<readonly string[]>;
  /** The key that seals secrets where the environment holds none; made when first asked for. */
  sealingKey(): Promise<Uint8Array>;
}

/** An event on its way to a subscriber (https://www.standardwebhooks.com). */
export interface OutgoingMessage {
  /** The same for every try, so that the receiver knows what it has taken already. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

export type CallOutcome =
  | { readonly outcome: 'taken' }
  /** 410: it wants nothing any more. */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'failed'; readonly problem: string; readonly retryAfterMs: number | null }
  /** The key that sealed its secret is not here any more. */
  | { readonly outcome: 'no-secret' };

/** Calls subscribers. */
export interface SubscriberCaller {
  /** Why this address will not be called, in words; null when it may be. */
  judge(url: string): string | null;
  /** A new secret, `whsec_…`, and its sealed form to be stored. */
  newSecret(): Promise<{ readonly secret: string; readonly sealed: string }>;
  call(url: string, sealedSecret: string, message: OutgoingMessage): Promise<CallOutcome>;
}

/** Asks for subscribers to be called; several requests for one become one, the last is never lost. */
export interface SubscriberQueue {
  request(ids: readonly string[], cause: string): Promise<void>;
}
