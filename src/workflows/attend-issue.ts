import type { IssueRef } from '../domain/issue.ts';
import type { Clock, Deliveries, Log, WriteLog } from '../domain/ports.ts';
import type { CarryOutEdits } from './carry-out-edits.ts';
import type { HandleComments, HandledCommand } from './handle-comments.ts';
import type { FieldsOutcome, PublishFields } from './publish-fields.ts';
import type { PublishOutcome, PublishReview } from './publish-review.ts';
import type { ReviewIssue } from './review-issue.ts';

export interface Attended {
  readonly review: 'reviewed' | 'stale' | 'gone';
  /** What became of the comment; null when it was not looked at. */
  readonly comment: PublishOutcome | null;
  /** What became of the fields; null when they were not looked at. */
  readonly fields: FieldsOutcome | null;
  /** The commands in comments that were carried out. */
  readonly commands: readonly HandledCommand[];
  /** How many edits on pages were dealt with. */
  readonly edits: number;
  /** Seconds since the oldest delivery that this has dealt with came in; null when none waited. */
  readonly secondsSinceReceived: number | null;
}

export type AttendIssue = (ref: IssueRef, cause: string) => Promise<Attended>;

/**
 * Deals with everything that came in about one issue: what people ask in comments and on pages, review, publish, and only then
 * call the deliveries done. Deliveries that come in meanwhile stay waiting, so a crash anywhere leads to another look.
 */
export function createAttendIssue(deps: {
  deliveries: Deliveries;
  handleComments: HandleComments;
  carryOutEdits: CarryOutEdits;
  reviewIssue: ReviewIssue;
  publishFields: PublishFields;
  publishReview: PublishReview;
  writes: Pick<WriteLog, 'release'>;
  clock: Clock;
  log: Log;
}): AttendIssue {
  const {
    deliveries,
    handleComments,
    carryOutEdits,
    reviewIssue,
    publishFields,
    publishReview,
    writes,
    clock,
  } = deps;

  return async (ref, cause) => {
    const waiting = await deliveries.waiting(ref);
    const log = deps.log.child({
      tracker: ref.tracker,
      issue: ref.id,
      cause,
      deliveries: waiting.map(({ deliveryKey }) => deliveryKey),
    });
    log.debug({}, 'review begins');

    const [newest] = waiting;
    const comments = newest ? await deliveries.waitingComments(ref, newest.seq) : [];
    const commands = await handleComments(ref, comments);
    const edits = await carryOutEdits(ref);
    const review = await reviewIssue(ref);
    // Fields first: the sooner after the look, the less a person can have changed in between.
    const fields = review.outcome === 'reviewed' ? await publishFields(review) : null;
    const comment = review.outcome === 'reviewed' ? await publishReview(review) : null;
    if (review.outcome === 'gone') await writes.release(ref);

    if (newest) await deliveries.finish(ref, newest.seq);

    const oldest = waiting.at(-1);
    const attended: Attended = {
      review: review.outcome,
      comment,
      fields,
      commands,
      edits,
      secondsSinceReceived: oldest
        ? (clock.now().getTime() - new Date(oldest.receivedAt).getTime()) / 1000
        : null,
    };
    log.info({ ...attended }, 'issue reviewed');
    return attended;
  };
}
