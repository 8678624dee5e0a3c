import {
  createFakeBackfills,
  createFakeLeases,
  createFakeQuietIssues,
  createFakeSavedIssues,
  createFakeWatermarks,
} from './catch-up.ts';
import { createFakeCommentLedger } from './comment-ledger.ts';
import { createFakeDeliveries } from './deliveries.ts';
import { createFakeEdits } from './edits.ts';
import { createFakeEventLog } from './event-log.ts';
import { createFakeFieldRefusals } from './field-refusals.ts';
import {
  createFakeCheckIns,
  createFakeGoalQueue,
  createFakeGoalStore,
  createFakeIssueFacts,
  createFakePublishedStandings,
} from './okr.ts';
import { createFakeReviewQueue } from './review-queue.ts';
import { createFakeReviews } from './reviews.ts';
import { createFakeStandings } from './standings.ts';
import { createFakeWishes } from './wishes.ts';
import { createFakeWriteLog } from './write-log.ts';

/** A whole store and queue in memory, all writing to one events log. */
export function createFakes() {
  const events = createFakeEventLog();
  const wishes = createFakeWishes(events);
  const reviews = createFakeReviews(events);
  return {
    events,
    deliveries: createFakeDeliveries(events),
    reviews,
    comments: createFakeCommentLedger(events),
    writes: createFakeWriteLog(events),
    refusals: createFakeFieldRefusals(events),
    wishes,
    edits: createFakeEdits(wishes, events),
    standings: createFakeStandings(wishes, events),
    queue: createFakeReviewQueue(),
    leases: createFakeLeases(),
    backfills: createFakeBackfills(events),
    watermarks: createFakeWatermarks(),
    quiet: createFakeQuietIssues(),
    savedIssues: createFakeSavedIssues(() => reviews.all()),
    goals: createFakeGoalStore(events),
    checkIns: createFakeCheckIns(events),
    facts: createFakeIssueFacts(),
    published: createFakePublishedStandings(events),
    measures: createFakeGoalQueue(),
  };
}
