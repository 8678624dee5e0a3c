import type { Assessment } from './assessment/assessment.ts';
import type { Finding } from './assessment/finding.ts';
import type { WaymarkEvent } from './event.ts';
import type { Issue, IssueRef, TrackerName } from './issue.ts';
import type { RichText } from './rich-text.ts';

/** The time, so that workflows can be told what day it is. */
export interface Clock {
  now(): Date;
}

/** Structured log; the fields come first, as in pino. */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
  /** The same log with these fields on every line. */
  child(fields: Record<string, unknown>): Log;
}

// --- trackers -------------------------------------------------------------------------------------------------

/** A webhook call as it came in. Header names are lower case. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
  readonly receivedAt: Date;
}

/** What a signed webhook call says, in Waymark's words. */
export interface IncomingEvent {
  /** The tracker's own id of this delivery, the same across its retries. */
  readonly deliveryKey: string;
  /** Names what happened, where the tracker may send it again under a new delivery id; null where it does not. */
  readonly contentKey: string | null;
  /** The vendor's name of the event, e.g. `jira:issue_updated` or `Issue.update`. */
  readonly type: string;
  /** The issue it is about; null for events about something else. */
  readonly issue: { readonly id: string; readonly key: string | null } | null;
  readonly occurredAt: string | null;
  /** The body for the record: secrets removed, size capped. */
  readonly body: unknown;
}

export type WebhookReading =
  /** Something happened to an issue: it wants a look. */
  | { readonly outcome: 'event'; readonly event: IncomingEvent }
  /** Understood and of no interest; recorded all the same. */
  | { readonly outcome: 'ignored'; readonly reason: string; readonly event: IncomingEvent }
  /** Not from the tracker, too old, or not readable: nothing of it is kept. */
  | {
      readonly outcome: 'rejected';
      readonly reason: 'signature' | 'stale' | 'unreadable';
      readonly detail: string;
    };

/** An issue as the tracker has it now. */
export interface FetchedIssue {
  readonly issue: Issue;
  /** True when an account like ours has commented on the issue: a comment of ours may be there to be found again. */
  readonly mayHoldOwnComment: boolean;
}

export interface Account {
  readonly id: string;
  readonly name: string;
}

/**
 * One tracker. Every method but `readWebhook` calls out and throws nothing but `TrackerError`.
 * Issue ids are the tracker's immutable ids.
 */
export interface Tracker {
  readonly name: TrackerName;
  /** Checks the signature over the raw body first; never throws. */
  readWebhook(request: WebhookRequest): WebhookReading;
  whoAmI(): Promise<Account>;
  /** The issue as it is now, in one call; null when it is deleted or out of sight. */
  fetchIssue(id: string): Promise<FetchedIssue | null>;
  /** Looks for Waymark's living comment on the issue; for recovery, when the record of it may be lost. */
  findComment(issueId: string): Promise<{ readonly id: string } | null>;
  /**
   * Creates the living comment. Safe to repeat where the tracker lets the caller choose the id, which is then derived
   * from the issue and `generation` (1, and one more each time Waymark took its comment away).
   */
  createComment(issueId: string, body: RichText, generation?: number): Promise<{ readonly id: string }>;
  /** Edits the living comment in place; `missing` when a person has deleted it. */
  updateComment(issueId: string, commentId: string, body: RichText): Promise<'updated' | 'missing'>;
  /** Deletes the living comment; a comment that is gone already is no error. */
  deleteComment(issueId: string, commentId: string): Promise<void>;
}

/** The trackers that are switched on. */
export type Trackers = ReadonlyMap<TrackerName, Tracker>;

// --- queue ----------------------------------------------------------------------------------------------------

/** Asks for reviews. Several requests for one issue become one; the last one is never lost. */
export interface ReviewQueue {
  request(requests: readonly ReviewRequest[]): Promise<void>;
}

export interface ReviewRequest {
  readonly ref: IssueRef;
  /** Why, for the log: a delivery id, `sweep`, `replay`, … */
  readonly cause: string;
}

// --- store ----------------------------------------------------------------------------------------------------

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
  /** Everything of this issue up to `seq` has been dealt with. */
  finish(ref: IssueRef, upTo: number): Promise<void>;
  /** Issues with deliveries that have waited since before `receivedBefore`, oldest first. */
  waitingSince(receivedBefore: Date, limit: number): Promise<readonly IssueRef[]>;
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
 * The state of the living comment on one issue. `intended` is written before the tracker is called: when it is found
 * there after a crash, the comment must be looked for before another is created.
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
