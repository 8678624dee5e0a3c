import type { BackfillTally, WriteCalls } from '../domain/catch-up/backfill-tally.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { Backfills, Clock, Leases, Log, ReviewQueue } from '../domain/ports.ts';
import type { OpenDesk } from './catch-up-desk.ts';
import type { WaitCause } from './pace.ts';
import type { WriteDeferred } from './write-deferred.ts';

export interface BackfillRequest {
  readonly tracker: TrackerName;
  /** JQL, or keys of Linear teams; null: all that is visible. */
  readonly query: string | null;
  readonly comment: boolean;
  readonly dryRun: boolean;
  /** Forgets where an earlier run stopped. */
  readonly restart: boolean;
}

export interface CallCount {
  readonly read: number;
  readonly write: number;
}

export interface BackfillReport {
  /** `stopped`: as asked; `failed`: see `error`. Both go on where they stopped. `busy`: another one is at it. */
  readonly outcome: 'done' | 'stopped' | 'failed' | 'busy';
  readonly error: string | null;
  readonly request: BackfillRequest;
  /** Whether it went on where an earlier run had stopped. */
  readonly resumed: boolean;
  /** Null where the tracker does not count. */
  readonly total: number | null;
  readonly tally: BackfillTally;
  /** Calls of this run. */
  readonly calls: CallCount;
  /** About how many calls it takes to write what was counted: the answer of a dry run. */
  readonly writeCalls: WriteCalls;
  /** The first issues that could not be dealt with. */
  readonly failures: readonly BackfillFailure[];
}

export interface BackfillFailure {
  readonly key: string;
  readonly error: string;
}

export interface BackfillProgress {
  readonly issues: number;
  readonly total: number | null;
  /** Issues of this run alone, for the rate. */
  readonly issuesNow: number;
  /** About how many calls are left; null while the total is not known. */
  readonly callsLeft: number | null;
  readonly waiting: { readonly cause: WaitCause; readonly ms: number } | null;
}

export type Backfill = (
  request: BackfillRequest,
  run?: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: BackfillProgress) => void;
  },
) => Promise<BackfillReport>;

export interface BackfillDeps {
  readonly openDesk: OpenDesk;
  readonly backfills: Backfills;
  readonly leases: Leases;
  readonly writeDeferred: WriteDeferred;
  readonly queue: ReviewQueue;
  /** Calls to this tracker by this process so far. */
  readonly calls: (tracker: TrackerName) => CallCount;
  readonly clock: Clock;
  readonly log: Log;
}
