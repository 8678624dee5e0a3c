import type { Config } from '../config.ts';
import type { Clock, Log, Trackers } from '../domain/ports.ts';
import type { Queues } from '../queue/bullmq.ts';
import type { SourceSecrets } from '../sources/source-secrets.ts';
import type { Metrics } from '../web/metrics.ts';
import type { AppOptions } from './contract.ts';
import type { Stores } from './stores.ts';
import type { TrackerMeter } from './tracker-meter.ts';

/** The adapters that every part of the service is built upon. */
export interface Base {
  readonly config: Config;
  readonly options: AppOptions;
  readonly stores: Stores;
  readonly queue: Queues;
  readonly trackers: Trackers;
  readonly meter: TrackerMeter;
  readonly metrics: Metrics;
  readonly secrets: SourceSecrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the service stops: long work ends at its next step. */
  readonly stopping: AbortSignal;
}
