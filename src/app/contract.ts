import type { IssueRef } from '../domain/issue.ts';
import type {
  Clock,
  CommentLedger,
  Deliveries,
  EventLog,
  FieldRefusals,
  Log,
  Reviews,
  Standings,
  Wishes,
  WriteLog,
} from '../domain/ports.ts';
import type { QueueSettings, Queues } from '../queue/bullmq.ts';
import type { Metrics } from '../web/metrics.ts';
import type { ApiTokenDesk } from '../workflows/api-tokens.ts';
import type { CatchUp } from '../workflows/catch-up.ts';
import type { ServiceReport } from '../workflows/diagnose.ts';
import type { DigestDesk } from '../workflows/digest-desk.ts';
import type { OkrDesk } from '../workflows/okr-desk.ts';
import type { ProgressDesk } from '../workflows/progress-desk.ts';
import type { SubscriberDesk } from '../workflows/subscriber-desk.ts';
import type { UndoWrites } from '../workflows/undo-writes.ts';

/** What a process does: everything, taking deliveries in, or working on them. */
export type Role = 'all' | 'web' | 'worker';

export interface AppOptions {
  readonly log: Log;
  readonly clock?: Clock;
  readonly metrics?: Metrics;
  /** How soon work of a killed process is taken up again; for tests. */
  readonly queueTimings?: NonNullable<QueueSettings['timings']>;
  /** How often the sweeper looks, and how long a delivery may wait before it steps in; for tests. */
  readonly sweep?: { readonly everyMs: number; readonly patienceMs: number };
  /** How long a tracker may take to answer; for tests. */
  readonly trackerTimeoutMs?: number;
  /** Sets queues that share one Redis apart. */
  readonly queuePrefix?: string;
  /** Reviews under way at once, per tracker. */
  readonly concurrency?: number;
}

/** The whole service in one process: opened with its store and queue, idle until it is started. */
export interface App extends Pick<CatchUp, 'backfill' | 'reconcile'> {
  readonly deliveries: Deliveries;
  readonly reviews: Reviews;
  readonly comments: CommentLedger;
  readonly events: EventLog;
  readonly writes: WriteLog;
  readonly refusals: FieldRefusals;
  readonly wishes: Wishes;
  readonly standings: Standings;
  readonly okrs: OkrDesk;
  readonly progress: ProgressDesk;
  readonly digests: DigestDesk;
  readonly subscribers: SubscriberDesk;
  readonly tokens: ApiTokenDesk;
  readonly queue: Pick<Queues, 'depth'>;
  /** What the doctor wants to know of store and queue. */
  inspect(): Promise<ServiceReport>;
  readonly undoWrites: UndoWrites;
  replayDelivery(seq: number): Promise<IssueRef | null>;
  /** Resolves once requests are answered and jobs are taken; `address` is where, e.g. `http://127.0.0.1:3000`. */
  start(options: { role: Role }): Promise<{ readonly address: string }>;
  /** Takes nothing new in, lets what is under way finish, closes everything. */
  stop(): Promise<void>;
}
