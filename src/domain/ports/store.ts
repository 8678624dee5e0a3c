import type { Assessment } from '../assessment/assessment.ts';
import type { Finding } from '../assessment/finding.ts';
import type { WaymarkEvent } from '../event.ts';
import type { Issue, IssueRef, TrackerName } from '../issue.ts';
import type { FieldProblem, FieldValue, FieldValues, SyncedField } from '../write-back/fields.ts';
import type { IncomingEvent } from './tracker.ts';

export interface NewDelivery {
  readonly tracker: TrackerName;
  readonly event: IncomingEvent;
  readonly receivedAt: Date;
  /** Null for an event that wants a review, else why it needs none. */
  readonly ignoredBecause: string | null;
}

export type DeliveryStatus = 'waiting' | 'done' | 'ignored';

export interface Delivery {
  /** Rises with every stored delivery. */
  readonly seq: number;
  readonly tracker: TrackerName;
  readonly deliveryKey: string;
  readonly type: string;
  readonly issue: { readonly id: string; readonly key: string | null } | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly receivedAt: string;
  readonly finishedAt: string | null;
}

export type WaitingDelivery = Pick<Delivery, 'seq' | 'deliveryKey' | 'receivedAt'>;

/** Every webhook call that was let in. A row is `waiting` until a review that began after it has been published. */
export interface Deliveries {
  /** Resolves once the row is committed; concurrent calls may share one commit. Rejects when it cannot be stored. */
  record(delivery: NewDelivery): Promise<'accepted' | 'duplicate'>;
  /** What waits of this issue, newest first, a hundred at most. */
  waiting(ref: IssueRef): Promise<readonly WaitingDelivery[]>;
  /** The comments on this issue that waiting deliveries up to `seq` are about, each once, the oldest first. */
  waitingComments(ref: IssueRef, upTo: number): Promise<readonly string[]>;
  /** Everything of this issue up to `seq` has been dealt with. */
  finish(ref: IssueRef, upTo: number): Promise<void>;
  /** Issues with deliveries that have waited since before `receivedBefore`, oldest first, behind the first `skip`. */
  waitingSince(receivedBefore: Date, limit: number, skip?: number): Promise<readonly IssueRef[]>;
  /** Newest first. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** Makes a delivery wait again; null when there is no such row or it names no issue. */
  reopen(seq: number): Promise<IssueRef | null>;
  /** How many rows by tracker and status. */
  counts(): Promise<readonly { tracker: TrackerName; status: DeliveryStatus; count: number }[]>;
}

export interface DeliveryFilter {
  readonly tracker?: TrackerName;
  readonly status?: DeliveryStatus;
  readonly issueKey?: string;
  readonly limit: number;
}

/** What Waymark last made of an issue. */
export interface Review {
  readonly issue: Issue;
  readonly assessment: Assessment;
  readonly reviewedAt: string;
}

/** The saved reviews: issue, mission, findings. */
export interface Reviews {
  find(ref: IssueRef): Promise<Review | null>;
  /** The findings of the last review; empty when there is none. */
  openFindings(ref: IssueRef): Promise<readonly Finding[]>;
  /**
   * Saves issue, mission and findings with the events, in one transaction. `stale` and nothing written when a
   * review of a newer `updatedAt` is saved already.
   */
  save(review: Review, events: readonly WaymarkEvent[]): Promise<'saved' | 'stale'>;
  /** The issue is deleted or out of sight: it leaves every count, its history stays. */
  markGone(ref: IssueRef, at: Date, events: readonly WaymarkEvent[]): Promise<void>;
  counts(): Promise<readonly ReviewCount[]>;
}

export interface ReviewCount {
  readonly tracker: TrackerName;
  readonly framing: string;
  readonly issues: number;
}

/**
 * The state of the living comment on one issue. `intended` is written before the tracker is asked to create it or to
 * take it away: when it is found there after a crash, the comment must be looked for.
 */
export type CommentRecord = {
  readonly ref: IssueRef;
  /** Hash of the body that the tracker last confirmed; null when unknown. */
  readonly bodyHash: string | null;
  /** Rises each time Waymark takes its comment away. */
  readonly generation: number;
} & (
  | { readonly state: 'intended'; readonly commentId: null }
  | { readonly state: 'published'; readonly commentId: string }
  | { readonly state: 'withdrawn'; readonly commentId: null }
  | { readonly state: 'deleted-by-person'; readonly commentId: string }
);

export interface CommentLedger {
  find(ref: IssueRef): Promise<CommentRecord | null>;
  put(record: CommentRecord, events: readonly WaymarkEvent[]): Promise<void>;
  counts(): Promise<readonly { tracker: TrackerName; state: CommentRecord['state']; count: number }[]>;
}

/** The append-only log of all that happened. */
export interface EventLog {
  append(events: readonly WaymarkEvent[]): Promise<void>;
  /** In order of position, those after `after`; `topic` may end in `.*`. */
  read(query: {
    topic?: string;
    after?: number;
    subject?: string;
    limit: number;
  }): Promise<readonly (WaymarkEvent & { readonly position: number })[]>;
}

/** One write to a tracker, with what was there before: the ground of undo, of budgets and of the ledger page. */
export interface WriteEntry {
  readonly seq: number;
  readonly ref: IssueRef;
  readonly key: string;
  readonly project: string;
  /** `update`: of a project or an initiative, whose id takes the place of an issue's. */
  readonly kind: 'comment' | 'field' | 'update';
  /** The field; null for a comment. */
  readonly field: SyncedField | null;
  /**
   * The field's value; of a comment the hash of its text, of an update its content. Null for what is not there or, of
   * a comment, not known.
   */
  readonly before: FieldValue;
  readonly after: FieldValue;
  /** The comment's id; of an update its kind and id, e.g. `project:<id>`; null for a field. */
  readonly commentId: string | null;
  /**
   * `intended`: about to be written; found at the next look it may have been. `held` was not written, because of the
   * reason given.
   */
  readonly state: 'intended' | 'written' | 'held' | 'undone';
  readonly reason: string | null;
  /** The `updatedAt` that the issue had when the write was intended; null where it does not matter. */
  readonly issueUpdatedAt: string | null;
  /** Fields that were written in one call have the same time. */
  readonly at: string;
}

/** Something that keeps Waymark from writing on one issue. */
export interface WriteStop {
  readonly ref: IssueRef;
  readonly key: string;
  readonly project: string;
  /** `breaker`: values went to and fro. `undone`: its writes were taken back. */
  readonly reason: 'breaker' | 'undone';
  /** What happened, in a sentence. */
  readonly detail: string;
  /** It holds as long as the issue's text and the settings have this fingerprint; null: whatever they are. */
  readonly fingerprint: string | null;
  readonly at: string;
  /** When it ends by itself; null: it does not. */
  readonly until: string | null;
  /** When somebody ended it; null while it holds. */
  readonly liftedAt: string | null;
}

/** `dropped` leaves no entry; `intended` stays so, with a note. */
export type WriteOutcome =
  | { readonly seq: number; readonly state: 'written' | 'dropped' }
  | { readonly seq: number; readonly state: 'intended'; readonly reason: string };

export interface WriteLog {
  /** Answers the `seq` of each entry, in their order. */
  append(
    entries: readonly Omit<WriteEntry, 'seq'>[],
    events: readonly WaymarkEvent[],
  ): Promise<readonly number[]>;
  /** The entries of this issue that are `intended` or `held`, in the order of `seq`. */
  open(ref: IssueRef): Promise<readonly WriteEntry[]>;
  /** What became of intended entries. Others are left as they are. */
  settle(outcomes: readonly WriteOutcome[], events: readonly WaymarkEvent[]): Promise<void>;
  /**
   * The held entries of this kind on this issue are these and no others; none: nothing is held any more. One that was
   * held already for the same reason keeps its time.
   */
  hold(
    ref: IssueRef,
    kind: WriteEntry['kind'],
    entries: readonly Omit<WriteEntry, 'seq'>[],
    events: readonly WaymarkEvent[],
  ): Promise<void>;
  /** Nothing is held any more on this issue. */
  release(ref: IssueRef): Promise<void>;
  /** The last value that Waymark wrote or intended for each field of this issue; undone writes do not count. */
  lastWritten(ref: IssueRef): Promise<FieldValues>;
  /** Newest first, unless asked otherwise. */
  list(filter: WriteFilter): Promise<readonly WriteEntry[]>;
  /** How many calls to the tracker were made or intended since then: fields written in one call count once. */
  countSince(
    since: Date,
    of: { tracker?: TrackerName; ref?: IssueRef; project?: string; kind?: WriteEntry['kind'] },
  ): Promise<number>;
  /** Only entries in state `written` become `undone`. */
  markUndone(seqs: readonly number[], at: Date, events: readonly WaymarkEvent[]): Promise<void>;
  /** The stop on this issue, also one that is over; null when there never was one. */
  findStop(ref: IssueRef): Promise<WriteStop | null>;
  /** Puts the one stop of an issue in the place of the one before. */
  putStop(stop: WriteStop, events: readonly WaymarkEvent[]): Promise<void>;
}

export interface WriteFilter {
  /** At or after this time. */
  readonly since?: Date;
  readonly tracker?: TrackerName;
  readonly project?: string;
  readonly ref?: IssueRef;
  readonly state?: WriteEntry['state'];
  /** Only entries with a smaller `seq`: the next page. */
  readonly before?: number;
  readonly oldestFirst?: boolean;
  readonly limit: number;
}

/** A write that a tracker refused, or that it cannot take here: remembered for the doctor, and not tried on every look. */
export interface FieldRefusal extends FieldProblem {
  readonly tracker: TrackerName;
  /** The issue type's name in the tracker: what can be edited depends on it. */
  readonly typeName: string;
  /** The option that was refused, for fields that have options; else empty. */
  readonly option: string;
  /** The settings it was refused under. */
  readonly fingerprint: string;
  readonly at: string;
  readonly retryAt: string;
}

export interface FieldRefusals {
  /** A refusal of the same field, type and option in a project takes the place of the one before. */
  put(refusals: readonly FieldRefusal[], events: readonly WaymarkEvent[]): Promise<void>;
  /** Newest first. */
  list(of: { tracker?: TrackerName; project?: string; limit: number }): Promise<readonly FieldRefusal[]>;
  /** The field was written: what was refused of it there is over. */
  clear(of: Pick<FieldRefusal, 'tracker' | 'project' | 'typeName' | 'field' | 'option'>): Promise<void>;
}
