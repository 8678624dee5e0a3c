import { trackerLimits } from '../domain/catch-up/known-limits.ts';
import type { RateLimit } from '../domain/catch-up/pace.ts';
import type { TrackerName } from '../domain/issue.ts';
import type {
  Backfills,
  Clock,
  CommentLedger,
  Deliveries,
  EventLog,
  Leases,
  Log,
  QuietIssues,
  ReviewQueue,
  Reviews,
  SavedIssues,
  Standings,
  Trackers,
  Watermarks,
  Wishes,
  WriteLog,
} from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import { createBackfill } from './backfill.ts';
import type { Backfill, CallCount } from './backfill-contract.ts';
import { createBackfillIssue } from './backfill-issue.ts';
import type { OpenDesk } from './catch-up-desk.ts';
import type { CatchUpWrites } from './catch-up-writes.ts';
import { createCompareLook } from './compare-look.ts';
import type { RefusalDesk } from './field-refusals.ts';
import { createForeseeComment } from './foresee-comment.ts';
import type { LinkIssue } from './link-issue.ts';
import { createPace, paced } from './pace.ts';
import { createPublishComment } from './publish-comment.ts';
import { createPublishFields } from './publish-fields.ts';
import { createPublishReview } from './publish-review.ts';
import { createReconcile } from './reconcile.ts';
import type { Reconcile } from './reconcile-contract.ts';
import { createReconcileWhenDue, type ReconcileWhenDue } from './reconcile-when-due.ts';
import { createMakeReview, type ReviewIssue } from './review-issue.ts';
import type { OkrFieldsFor } from './told-standings.ts';
import { createWriteDeferred } from './write-deferred.ts';
import type { WriteGate } from './write-gate.ts';

export interface CatchUpDeps {
  readonly trackers: Trackers;
  readonly reviews: Reviews;
  readonly deliveries: Deliveries;
  readonly comments: CommentLedger;
  readonly events: EventLog;
  readonly writes: WriteLog;
  readonly wishes: Wishes;
  readonly standings: Standings;
  readonly leases: Leases;
  readonly backfills: Backfills;
  readonly watermarks: Watermarks;
  readonly savedIssues: SavedIssues;
  readonly quiet: QuietIssues;
  readonly refusals: RefusalDesk;
  readonly gate: WriteGate;
  readonly reviewIssue: ReviewIssue;
  /** Absent where nobody keeps goals. */
  readonly linkIssue?: Pick<LinkIssue, 'view'>;
  readonly okrFieldsFor?: OkrFieldsFor;
  readonly catchUpWrites: CatchUpWrites;
  readonly queue: ReviewQueue;
  /** How many reviews of this tracker wait or are under way. */
  readonly depth: (tracker: TrackerName) => Promise<number>;
  /** The limits as this tracker's last answer told them, and the calls made so far. */
  readonly limits: (tracker: TrackerName) => readonly RateLimit[];
  readonly calls: (tracker: TrackerName) => CallCount;
  readonly settings: AllSettings;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly log: Log;
  readonly onMissed?: (tracker: TrackerName) => void;
}

export interface CatchUp {
  readonly backfill: Backfill;
  readonly reconcile: Reconcile;
  readonly reconcileWhenDue: ReconcileWhenDue;
}

/** Backfill and reconcile, which share their manners: both are guests of the tracker and of the live work. */
export function createCatchUp(deps: CatchUpDeps): CatchUp {
  const { trackers, writes, gate, comments, wishes, standings, leases, settings, clock, queue } = deps;
  const makeReview = createMakeReview({
    ...{ wishes, writes, settings },
    ...(deps.linkIssue && { goals: deps.linkIssue }),
  });
  const foreseeComment = createForeseeComment({ comments, wishes, standings, settings });

  const openDesk: OpenDesk = (name, options) => {
    const plain = trackers.get(name);
    if (!plain) return null;
    const { share, busyAt } = settings.everywhere.backfill;
    const pace = createPace({
      ...options,
      ...{ share, busyAt, known: trackerLimits[name] },
      limits: () => deps.limits(name),
      depth: () => deps.depth(name),
      now: () => clock.now().getTime(),
      sleep: deps.sleep,
    });
    const tracker = paced(plain, pace);
    const publishing = { trackers: new Map([[name, tracker]]), writes, gate, settings, clock };
    const publishReview = createPublishReview({
      ...{ ...publishing, comments },
      turns: { leases, as: 'backfill' },
    });
    const issue = createBackfillIssue({
      ...deps,
      ...{ makeReview, foreseeComment },
      publishFields: createPublishFields({
        ...{ ...publishing, refusals: deps.refusals },
        ...(deps.okrFieldsFor && { okrFieldsFor: deps.okrFieldsFor }),
      }),
      publishReview: createPublishComment({ publishReview, wishes, standings, settings, clock }),
    });
    return { tracker, pace, issue };
  };

  const reconcile = createReconcile({
    ...deps,
    openDesk,
    compareLook: createCompareLook({ ...deps, foreseeComment }),
  });
  return {
    backfill: createBackfill({ ...deps, openDesk, writeDeferred: createWriteDeferred({ ...deps, queue }) }),
    reconcile,
    reconcileWhenDue: createReconcileWhenDue({ ...deps, reconcile, trackers: [...trackers.keys()] }),
  };
}
