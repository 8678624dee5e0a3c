import { createApiTokens } from '../store/api-tokens.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { createAuditSources } from '../store/audit-sources.ts';
import { createBackfills } from '../store/backfills.ts';
import { createCheckIns } from '../store/check-ins.ts';
import { createCommentLedger } from '../store/comments.ts';
import type { Database } from '../store/database.ts';
import { createDeliveries } from '../store/deliveries.ts';
import { createDigestSources } from '../store/digest-sources.ts';
import { createDigests } from '../store/digests.ts';
import { createEdits } from '../store/edits.ts';
import { createEventStreamLog } from '../store/event-stream.ts';
import { createEventLog } from '../store/events.ts';
import { createFieldRefusals } from '../store/field-refusals.ts';
import { createGoalStore } from '../store/goals.ts';
import { createIssueFacts } from '../store/issue-facts.ts';
import { createLeases } from '../store/leases.ts';
import { createMissionCards } from '../store/mission-cards.ts';
import { createMissionRecords } from '../store/mission-records.ts';
import { createOpsRecords } from '../store/ops-records.ts';
import { createPublishedStandings } from '../store/published-standings.ts';
import { createQuietIssues } from '../store/quiet-issues.ts';
import { createReviews } from '../store/reviews.ts';
import { createSavedIssues } from '../store/saved-issues.ts';
import { createSessions } from '../store/sessions.ts';
import { createSignIns } from '../store/sign-ins.ts';
import { createSourceLooks } from '../store/source-looks.ts';
import { createStandings } from '../store/standings.ts';
import { createSubscribers } from '../store/subscribers.ts';
import { createWatermarks } from '../store/watermarks.ts';
import { createWishes } from '../store/wishes.ts';
import { createWriteLog } from '../store/write-log.ts';

export type Stores = ReturnType<typeof createStores>;

/** Everything that is kept, one port a line. */
export function createStores(database: Database) {
  return {
    apiTokens: createApiTokens(database),
    audit: createAuditLog(database),
    auditSources: createAuditSources(database),
    backfills: createBackfills(database),
    cards: createMissionCards(database),
    checkIns: createCheckIns(database),
    comments: createCommentLedger(database),
    deliveries: createDeliveries(database),
    digests: createDigests(database),
    digestSources: createDigestSources(database),
    edits: createEdits(database),
    events: createEventLog(database),
    eventStream: createEventStreamLog(database),
    facts: createIssueFacts(database),
    goals: createGoalStore(database),
    leases: createLeases(database),
    looks: createSourceLooks(database),
    missionRecords: createMissionRecords(database),
    opsRecords: createOpsRecords(database),
    published: createPublishedStandings(database),
    quiet: createQuietIssues(database),
    refusals: createFieldRefusals(database),
    reviews: createReviews(database),
    savedIssues: createSavedIssues(database),
    sessions: createSessions(database),
    signIns: createSignIns(database),
    standings: createStandings(database),
    subscribers: createSubscribers(database),
    watermarks: createWatermarks(database),
    wishes: createWishes(database),
    writes: createWriteLog(database),
  };
}
