import type { WaymarkEvent } from '../event.ts';
import type { Issue, IssueRef, TrackerName } from '../issue.ts';
import type { FieldValue, SyncedField } from '../write-back/fields.ts';

/** The right to be the only one at some work, over all processes; it ends by itself when its holder dies. */
export interface Lease {
  /** False when it was lost: it had run out and somebody else has taken it. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

export interface Leases {
  /**
   * Null while somebody else holds it. It runs out `forMs` after it was taken or renewed. Those that take it `as` the
   * same keep out of each other's way by other means, and may take it over at any time.
   */
  take(name: string, forMs: number, as?: string): Promise<Lease | null>;
}

/** A field of one issue that waits for others which need the same value. */
export interface DeferredWrite {
  readonly id: string;
  readonly key: string;
  readonly project: string;
  readonly field: SyncedField;
  readonly before: FieldValue;
  readonly after: FieldValue;
  /** Of the issue when it was looked at. */
  readonly updatedAt: string;
  /** When it was put off. */
  readonly at: string;
}

/** What makes one backfill another one. */
export interface BackfillOptions {
  readonly tracker: TrackerName;
  /** Null: all that is visible. */
  readonly query: string | null;
  readonly comment: boolean;
}

/** How far a backfill has come. All before `cursor` is dealt with, except for what was deferred. */
export interface BackfillPosition {
  readonly options: BackfillOptions;
  /** Where the tracker's pages go on; null at the beginning, and after the last one. */
  readonly cursor: string | null;
  /** Every page has been read; what was deferred may be left. */
  readonly isRead: boolean;
  readonly total: number | null;
  /** The counts so far, for whoever goes on; opaque here. */
  readonly tally: unknown;
  readonly startedAt: string;
}

export interface Backfills {
  /** Null when there is none that was begun and not ended. */
  find(options: BackfillOptions): Promise<BackfillPosition | null>;
  /** With what was deferred since the last position; all of it or nothing is on record. */
  save(position: BackfillPosition, deferred: readonly DeferredWrite[]): Promise<void>;
  /** All that was deferred and not ended, oldest first. */
  deferred(options: BackfillOptions): Promise<readonly DeferredWrite[]>;
  /** These are written, or wanted no more. */
  endDeferred(options: BackfillOptions, ended: readonly DeferredWrite[]): Promise<void>;
  /** It is through, or is to begin anew. */
  end(options: BackfillOptions, events: readonly WaymarkEvent[]): Promise<void>;
}

/** A look for changed issues that is under way or was cut short. */
export interface OpenLook {
  /** Null: at all issues. */
  readonly since: string | null;
  readonly startedAt: string;
  readonly cursor: string | null;
}

export interface Watermark {
  /** All that changed before this time, ISO 8601, has been dealt with; null before the first look. */
  readonly dealtWithUntil: string | null;
  /** When the last look ended. */
  readonly lookedAt: string | null;
  readonly look: OpenLook | null;
  /** The last saved issue whose existence was asked for, in the order of ids; null: at the beginning. */
  readonly existsAfter: string | null;
}

export interface Watermarks {
  find(tracker: TrackerName): Promise<Watermark>;
  save(tracker: TrackerName, watermark: Watermark): Promise<void>;
}

/** What is saved of the issues that are there, as the catching up needs it. */
export interface SavedIssues {
  /** In the order of ids, those after `after`. */
  page(tracker: TrackerName, after: string | null, limit: number): Promise<readonly Issue[]>;
  /** When the saved look at each of these was updated, ISO 8601; those of which none is saved are left out. */
  updatedAt(tracker: TrackerName, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The projects from which Waymark has ever seen an issue. */
  projects(tracker: TrackerName): Promise<ReadonlySet<string>>;
}

/** Issues that a backfill read for the first time and left without a comment. */
export interface QuietIssues {
  /** One that is there already keeps the fingerprint it has. */
  add(issues: readonly { readonly ref: IssueRef; readonly fingerprint: string }[]): Promise<void>;
  /** The fingerprint of what people had written when it was read; null when comments are as everywhere. */
  find(ref: IssueRef): Promise<string | null>;
  drop(ref: IssueRef): Promise<void>;
}
