import type { Sight } from '../access.ts';
import type { RateLimit } from '../catch-up/pace.ts';
import type { IssueRef, TrackerName } from '../issue.ts';
import type { Delivery, DeliveryStatus, WriteEntry, WriteStop } from './store.ts';

export interface DeliverySearch {
  readonly tracker?: TrackerName;
  readonly status?: DeliveryStatus;
  /** An issue's key or id, the key under which the tracker delivered, or the number of the delivery. */
  readonly search?: string;
  /** Only those with a smaller number: the next page. */
  readonly before?: number;
  readonly limit: number;
}

/** A delivery with what came in. */
export interface StoredDelivery extends Delivery {
  readonly commentId: string | null;
  /** ISO 8601, as the tracker told it; null when it did not. */
  readonly occurredAt: string | null;
  readonly body: unknown;
}

export interface WriteSearch {
  readonly tracker?: TrackerName;
  readonly state?: WriteEntry['state'];
  readonly kind?: WriteEntry['kind'];
  readonly project?: string;
  /** An issue's key. */
  readonly key?: string;
  readonly before?: number;
  readonly limit: number;
}

/** A change that no webhook told of. */
export interface MissedWebhook {
  readonly ref: IssueRef;
  readonly key: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What one process knows by itself, told every few seconds. */
export interface ProcessReport {
  /** Host and process id. */
  readonly process: string;
  readonly role: string;
  /** ISO 8601, as below. */
  readonly startedAt: string;
  readonly at: string;
  /** Streams of events that it keeps open. */
  readonly streams: number;
  readonly trackers: readonly {
    readonly tracker: TrackerName;
    /** As the last answer that told any. */
    readonly limits: readonly RateLimit[];
    readonly lastCall: {
      readonly operation: string;
      /** Null when no answer came. */
      readonly status: number | null;
      readonly at: string;
    } | null;
  }[];
}

/** What the control room asks for. Everything about a hidden project is left out, and what may be about one. */
export interface OpsRecords {
  /** Newest first. */
  deliveries(search: DeliverySearch, sight: Sight): Promise<readonly Delivery[]>;
  delivery(seq: number, sight: Sight): Promise<StoredDelivery | null>;
  deliveryCounts(
    sight: Sight,
  ): Promise<readonly { tracker: TrackerName; status: DeliveryStatus; count: number }[]>;
  /** When the oldest came that is not dealt with, ISO 8601; null when all are. */
  waitingSince(sight: Sight): Promise<string | null>;
  /** Newest first. */
  writes(search: WriteSearch, sight: Sight): Promise<readonly WriteEntry[]>;
  writeCounts(sight: Sight): Promise<readonly { state: WriteEntry['state']; count: number }[]>;
  /** Stops that hold, the last one first. */
  stops(now: Date, limit: number, sight: Sight): Promise<readonly WriteStop[]>;
  /** How many a day, the last day first. */
  missedByDay(
    since: Date,
    sight: Sight,
  ): Promise<readonly { tracker: TrackerName; day: string; count: number }[]>;
  lastMissed(limit: number, sight: Sight): Promise<readonly MissedWebhook[]>;
  /** Projects that have missions, with how many. */
  projects(sight: Sight): Promise<readonly { tracker: TrackerName; project: string; missions: number }[]>;
  /** The keys of those issues that are known and may be seen, by `jira:10001`. */
  keysOf(refs: readonly IssueRef[], sight: Sight): Promise<ReadonlyMap<string, string>>;
  putReport(report: ProcessReport): Promise<void>;
  /** Those told since then, by process. */
  reports(since: Date): Promise<readonly ProcessReport[]>;
}
