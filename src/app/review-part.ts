import { createChatReader } from '../reader/chat-reader.ts';
import { createEditDesk } from '../workflows/ask-for-edits.ts';
import { createAttendIssue } from '../workflows/attend-issue.ts';
import { createCarryOutCommand } from '../workflows/carry-out-command.ts';
import { createCarryOutEdits } from '../workflows/carry-out-edits.ts';
import { createRefusalDesk } from '../workflows/field-refusals.ts';
import { createHandleComments } from '../workflows/handle-comments.ts';
import type { OkrDesk } from '../workflows/okr-desk.ts';
import { createPublishComment } from '../workflows/publish-comment.ts';
import { createPublishFields } from '../workflows/publish-fields.ts';
import { createPublishReview } from '../workflows/publish-review.ts';
import { createReplayDelivery } from '../workflows/replay-delivery.ts';
import { createResumeWrites } from '../workflows/resume-writes.ts';
import { createReviewIssue } from '../workflows/review-issue.ts';
import { createSecondOpinion } from '../workflows/second-opinion.ts';
import { createSweepDeliveries } from '../workflows/sweep-deliveries.ts';
import { createSweepEdits } from '../workflows/sweep-edits.ts';
import { createOkrFieldsFor } from '../workflows/told-standings.ts';
import { createWeighChecks } from '../workflows/weigh-checks.ts';
import { createJudgeWrite, createWriteGate } from '../workflows/write-gate.ts';
import { createWriteWishedField } from '../workflows/write-wished-field.ts';
import type { Base } from './base.ts';

export type ReviewPart = ReturnType<typeof createReviewPart>;

/** What of the base it needs. */
export interface ReviewBase extends Pick<Base, 'stores' | 'trackers' | 'metrics' | 'clock' | 'log'> {
  readonly config: Pick<Base['config'], 'settings' | 'reader'>;
  readonly queue: Pick<Base['queue'], 'reviews'>;
}

/** From a stored delivery to the comment and the fields on the issue. */
export function createReviewPart(
  { config, stores, queue, trackers, metrics, clock, log }: ReviewBase,
  { okrs }: { okrs: OkrDesk },
) {
  const { settings } = config;
  const { deliveries, reviews, comments, writes, refusals, wishes, standings, leases, quiet, edits } = stores;
  const gate = createWriteGate({ writes, settings, clock, log });
  const refusalDesk = createRefusalDesk({
    ...{ refusals, clock, log },
    onRefused: ({ tracker }) => metrics.writeBack(tracker, 'fields', 'refused'),
  });
  const publishing = { trackers, writes, gate, settings, clock };
  const secondOpinion = createSecondOpinion(
    config.reader ? createChatReader({ ...config.reader, key: config.reader.key.reveal() }, { log }) : null,
  );
  const reviewIssue = createReviewIssue({
    ...{ trackers, reviews, wishes, writes, secondOpinion, settings, clock },
    goals: okrs.linkIssue,
  });
  const weighChecks = createWeighChecks({ standings, settings, clock, log });
  const okrFieldsFor = createOkrFieldsFor({
    ...{ findGoals: okrs.findGoals, facts: stores.facts, published: stores.published, writes },
  });
  const carryOut = createCarryOutCommand({
    ...{ trackers, wishes, comments, writes, settings, clock },
    resumeWrites: createResumeWrites({ writes, clock }),
    others: new Map([['kr', okrs.checkInByComment]]),
  });
  const attendIssue = createAttendIssue({
    deliveries,
    handleComments: createHandleComments({
      ...{ trackers, wishes, reviews, reviewIssue, weighChecks, carryOut, settings, clock, log },
    }),
    carryOutEdits: createCarryOutEdits({
      ...{ edits, reviews, carryOut, weighChecks, clock, log },
      writeWishedField: createWriteWishedField({
        ...{ trackers, wishes, writes, settings, clock },
        refusals: refusalDesk,
        judgeWrite: createJudgeWrite({ writes, settings, clock }),
      }),
    }),
    reviewIssue,
    publishFields: createPublishFields({
      ...{ ...publishing, refusals: refusalDesk, okrFieldsFor },
      looks: stores.missionRecords,
    }),
    publishReview: createPublishComment({
      publishReview: createPublishReview({ ...publishing, comments, quiet, turns: { leases, as: 'live' } }),
      ...{ wishes, standings, settings, clock },
    }),
    ...{ writes, clock, log },
  });
  return {
    ...{ attendIssue, gate, okrFieldsFor, refusalDesk, reviewIssue, weighChecks },
    editDesk: createEditDesk({ reviews, edits, queue: queue.reviews, settings, clock, log }),
    sweepEdits: createSweepEdits({ edits, queue: queue.reviews, clock, log }),
    sweepDeliveries: createSweepDeliveries({ deliveries, queue: queue.reviews, clock, log }),
    replayDelivery: createReplayDelivery({ deliveries, queue: queue.reviews, events: stores.events, clock }),
  };
}
