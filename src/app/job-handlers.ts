import type { JobHandlers } from '../queue/jobs.ts';
import type { Base } from './base.ts';
import type { CatchUpPart } from './catch-up-part.ts';
import type { DigestPart } from './digest-part.ts';
import type { EventsPart } from './events-part.ts';
import type { OkrPart } from './okr-part.ts';
import type { ReviewPart } from './review-part.ts';

/** What is done for each job of the catalogue. */
export function createJobHandlers(
  { options, metrics, stopping }: Base,
  parts: OkrPart & ReviewPart & CatchUpPart & DigestPart & EventsPart,
): JobHandlers {
  const { attendIssue, digests, okrs, progress } = parts;
  return {
    'review-issue': async ({ tracker, id, cause }) => {
      const attended = await attendIssue({ tracker, id }, cause);
      const { review, comment, fields, commands, secondsSinceReceived } = attended;
      metrics.review(tracker, review);
      for (const { command, outcome } of commands) metrics.command(tracker, command, outcome);
      if (comment) metrics.writeBack(tracker, 'comment', comment);
      // Refusals are counted one by one, where they happen.
      if (fields && fields.result !== 'refused') metrics.writeBack(tracker, 'fields', fields.result);
      if (secondsSinceReceived !== null) metrics.published(tracker, secondsSinceReceived);
    },
    'sweep-deliveries': async () => {
      await parts.sweepEdits();
      return parts.sweepDeliveries(options.sweep);
    },
    'weigh-checks': () => parts.weighChecks(),
    'catch-up-writes': () => parts.catchUpWrites(),
    reconcile: () => parts.reconcileWhenDue(stopping),
    'call-subscribers': () => parts.subscriberDesk.callDue('round'),
    'call-subscriber': ({ subscriber }) => parts.callSubscriber(subscriber),
    'send-digests': async () => {
      const report = await digests.send.run(stopping);
      for (const [outcome, count] of Object.entries(report)) metrics.mails(outcome, count);
    },
    'measure-key-results': ({ goal }) => okrs.measureKeyResults([goal]),
    'publish-progress': ({ goal }) => progress.publishProgress(goal),
    'catch-up-progress': () => progress.catchUpProgress(),
    'remind-owners': () => progress.remindOwners(),
    'read-sources': async () => {
      await progress.readSources();
      await progress.findLinked();
    },
    'catch-up-key-results': () => okrs.measureKeyResults(),
  };
}
