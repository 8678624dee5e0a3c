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
