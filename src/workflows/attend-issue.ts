import type { IssueRef } from '../domain/issue.ts';
import type { Clock, Deliveries, Log } from '../domain/ports.ts';
import type { PublishOutcome, PublishReview } from './publish-review.ts';
import type { ReviewIssue } from './review-issue.ts';

export interface Attended {
  readonly review: 'reviewed' | 'stale' | 'gone';
  /** What became of the comment; null when it was not looked at. */
  readonly comment: PublishOutcome | null;
  /** Seconds since the oldest delivery that this has dealt with came in; null when none waited. */
  readonly secondsSinceReceived: number | null;
}

export type AttendIssue = (ref: IssueRef, cause: string) => Promise<Attended>;

/**
 * Deals with everything that came in about one issue: review, publish, and only then call the deliveries done.
 * Deliveries that come in meanwhile stay waiting, so a crash anywhere leads to another look.
 */
export function createAttendIssue(deps: {
  deliveries: Deliveries;
  reviewIssue: ReviewIssue;
  publishReview: PublishReview;
  clock: Clock;
  log: Log;
}): AttendIssue {
  const { deliveries, reviewIssue, publishReview, clock } = deps;

  return async (ref, cause) => {
    const waiting = await deliveries.waiting(ref);
    const log = deps.log.child({
      tracker: ref.tracker,
      issue: ref.id,
      cause,
      deliveries: waiting.map(({ deliveryKey }) => deliveryKey),
    });
    log.debug({}, 'review begins');

    const review = await reviewIssue(ref);
    const comment = review.outcome === 'reviewed' ? await publishReview(review) : null;

    const [newest] = waiting;
    if (newest) await deliveries.finish(ref, newest.seq);

    const oldest = waiting.at(-1);
    const attended: Attended = {
      review: review.outcome,
      comment,
      secondsSinceReceived: oldest
        ? (clock.now().getTime() - new Date(oldest.receivedAt).getTime()) / 1000
        : null,
    };
    log.info({ ...attended }, 'issue reviewed');
    return attended;
  };
}
