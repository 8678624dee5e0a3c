import type { IssueRef } from '../domain/issue.ts';
import type { Deliveries } from '../domain/ports.ts';
import type { PublishOutcome, PublishReview } from './publish-review.ts';
import type { ReviewIssue } from './review-issue.ts';

export type AttendOutcome = PublishOutcome | 'stale' | 'gone';
export type AttendIssue = (ref: IssueRef) => Promise<AttendOutcome>;

/**
 * Deals with everything that came in about one issue: review, publish, and only then call the deliveries done.
 * Deliveries that come in meanwhile stay waiting, so a crash anywhere leads to another look.
 */
export function createAttendIssue(deps: {
  deliveries: Deliveries;
  reviewIssue: ReviewIssue;
  publishReview: PublishReview;
}): AttendIssue {
  return async (ref) => {
    const upTo = await deps.deliveries.lastWaiting(ref);
    const review = await deps.reviewIssue(ref);
    const outcome = review.outcome === 'reviewed' ? await deps.publishReview(review) : review.outcome;
    if (upTo !== null) await deps.deliveries.finish(ref, upTo);
    return outcome;
  };
}
