import type { IssueRef } from '../issue.ts';

/** Asks for reviews. Several requests for one issue become one; the last one is never lost. */
export interface ReviewQueue {
  request(requests: readonly ReviewRequest[]): Promise<void>;
}

export interface ReviewRequest {
  readonly ref: IssueRef;
  /** Why, for the log: a delivery id, `sweep`, `replay`, … */
  readonly cause: string;
}

/** A job that failed for good. */
export interface FailedJob {
  readonly queue: string;
  readonly id: string;
  readonly name: string;
  /** What it was about: an issue, a goal or a subscriber; null for a round of the housekeeping. */
  readonly about: string | null;
  /** The issue, where it was about one. */
  readonly ref: IssueRef | null;
  readonly error: string;
  readonly attempts: number;
  /** ISO 8601; null when the queue does not know. */
  readonly failedAt: string | null;
}

/** What became of the queues, and what can be done about it. */
export interface QueueKeeper {
  /** The last ones first, of one queue or of all. */
  failed(of: { readonly queue?: string; readonly limit: number }): Promise<readonly FailedJob[]>;
  /** It is asked for anew, with all its tries; null when it is not there any more. */
  retry(queue: string, id: string): Promise<FailedJob | null>;
  /** All of a queue; how many there were. */
  retryAll(queue: string): Promise<number>;
  /** The queues whose workers all wait for a tracker, and for how long, in ms. */
  pauses(): Promise<readonly { readonly queue: string; readonly ms: number }[]>;
}
