import type { TrackerName } from '../domain/issue.ts';
import type {
  Clock,
  EventLog,
  Leases,
  Log,
  ReviewQueue,
  SavedIssues,
  Watermarks,
  WriteLog,
} from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import type { CallCount } from './backfill-contract.ts';
import type { OpenDesk } from './catch-up-desk.ts';
import type { CatchUpWrites } from './catch-up-writes.ts';
import type { CompareLook } from './compare-look.ts';
import type { WaitCause } from './pace.ts';
import type { ReviewIssue } from './review-issue.ts';

export interface ReconcileCounts {
  /** Issues that were looked at. */
  readonly issues: number;
  /** Changed by somebody, and no webhook told. */
  readonly missed: number;
  /** Of those, the ones that have another key now. */
  readonly moved: number;
  /** Deleted or out of sight. */
  readonly gone: number;
  /** Where what Waymark wrote is not as it should be. */
  readonly drift: number;
  /** Changed by nothing but what Waymark wrote. */
  readonly ownWrites: number;
  /** In projects from which Waymark has never seen an issue: none of its business. */
  readonly elsewhere: number;
  /** Asked for whether they are still there. */
  readonly checked: number;
  /** Reviews that were asked for. */
  readonly asked: number;
}

export interface ReconcileRequest {
  readonly tracker: TrackerName;
  /** Changes since this time instead of since the last look. */
  readonly since?: Date;
  /** All issues, and whether all that are saved are still there. */
  readonly full?: boolean;
  /** How long a webhook may take before it counts as missed, in ms; as set when left out. */
  readonly patienceMs?: number;
}

export interface ReconcileReport extends ReconcileCounts {
  readonly tracker: TrackerName;
  /**
   * `first`: it only notes from when on changes count. `busy`: another process is at it. `stopped` and `failed`: the
   * next one goes on there.
   */
  readonly outcome: 'done' | 'first' | 'busy' | 'stopped' | 'failed';
  readonly error: string | null;
  /** Null: all issues. */
  readonly since: string | null;
  readonly calls: CallCount;
}

export interface ReconcileProgress {
  readonly issues: number;
  readonly waiting: { readonly cause: WaitCause; readonly ms: number } | null;
}

export type Reconcile = (
  request: ReconcileRequest,
  run?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: ReconcileProgress) => void },
) => Promise<ReconcileReport>;

export interface ReconcileDeps {
  readonly openDesk: OpenDesk;
  readonly watermarks: Watermarks;
  readonly leases: Leases;
  readonly savedIssues: SavedIssues;
  readonly writes: Pick<WriteLog, 'release'>;
  readonly events: EventLog;
  readonly compareLook: CompareLook;
  readonly reviewIssue: ReviewIssue;
  readonly queue: ReviewQueue;
  readonly catchUpWrites: CatchUpWrites;
  readonly calls: (tracker: TrackerName) => CallCount;
  readonly settings: AllSettings;
  readonly clock: Clock;
  readonly log: Log;
  /** For the metrics. */
  readonly onMissed?: (tracker: TrackerName) => void;
}
