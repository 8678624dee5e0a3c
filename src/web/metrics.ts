import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TrackerName } from '../domain/issue.ts';
import type { DeliveryStatus } from '../domain/ports.ts';

/** One call to a tracker's API. Labels stay few and fixed: never an issue, never a path. */
export interface TrackerCall {
  readonly tracker: TrackerName;
  /** The client's own name of the call, e.g. `fetchIssue`. */
  readonly operation: string;
  /** `read` or `write`. */
  readonly kind: string;
  /** HTTP status, or the kind of `TrackerError` where no answer came. */
  readonly status: number | string;
  readonly seconds: number;
}

/** Numbers that are asked for when somebody looks. */
export interface MetricSources {
  /** Jobs by queue and state (`waiting`, `active`, `delayed`, `failed`, …). */
  queueDepth?(): Promise<readonly { queue: string; state: string; count: number }[]>;
  /** Stored deliveries by tracker and status. */
  deliveries?(): Promise<readonly { tracker: TrackerName; status: DeliveryStatus; count: number }[]>;
}

/** What the rooms report to; each function is small enough to be handed to whoever needs just that one. */
export interface Metrics {
  delivery(tracker: TrackerName, outcome: string): void;
  review(tracker: TrackerName, result: string): void;
  /** `kind` is what was written (`comment`, `fields`, …), `result` what came of it (`created`, `unchanged`, …). */
  writeBack(tracker: TrackerName, kind: string, result: string): void;
  /** From the receipt of a delivery to the publication of the review it led to. */
  published(tracker: TrackerName, secondsSinceReceived: number): void;
  trackerCall(call: TrackerCall): void;
  /** A wait that a tracker's rate limit asked for. */
  rateLimitWait(tracker: TrackerName, scope: string, seconds: number): void;
  observe(sources: MetricSources): void;
  /** The Prometheus text format. */
  render(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Own registry, nothing global: several services may live in one process. */
export function createMetrics(options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.processMetrics ?? true) collectDefaultMetrics({ register: registry });
  let sources: MetricSources = {};

  const deliveries = new Counter({
    name: 'waymark_deliveries_total',
    help: 'Webhook calls by tracker and outcome (accepted, duplicate, ignored, rejected-*, failed)',
    labelNames: ['tracker', 'outcome'],
    registers,
  });
  const reviews = new Counter({
    name: 'waymark_reviews_total',
    help: 'Reviews of issues by tracker and result',
    labelNames: ['tracker', 'result'],
    registers,
  });
  const writeBacks = new Counter({
    name: 'waymark_write_backs_total',
    help: 'Write-backs by tracker, kind (comment, fields) and result',
    labelNames: ['tracker', 'kind', 'result'],
    registers,
  });
  const latency = new Histogram({
    name: 'waymark_delivery_to_published_seconds',
    help: 'Time from receiving a delivery to publishing the review it led to',
    labelNames: ['tracker'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    registers,
  });
  const calls = new Counter({
    name: 'waymark_tracker_calls_total',
    help: 'Calls to trackers by operation, kind (read, write) and status',
    labelNames: ['tracker', 'operation', 'kind', 'status'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'waymark_tracker_call_seconds',
    help: 'Duration of calls to trackers',
    labelNames: ['tracker', 'operation', 'kind'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const waits = new Counter({
    name: 'waymark_rate_limit_waits_total',
    help: 'Waits that a tracker asked for, by scope (issue, endpoint, account)',
    labelNames: ['tracker', 'scope'],
    registers,
  });
  const waitSeconds = new Counter({
    name: 'waymark_rate_limit_wait_seconds_total',
    help: 'Seconds of waiting that a tracker asked for',
    labelNames: ['tracker', 'scope'],
    registers,
  });
  const failedSources = new Counter({
    name: 'waymark_metric_source_failures_total',
    help: 'Looks at a source of numbers that failed, by source',
    labelNames: ['source'],
    registers,
  });

  // A part that is down leaves its gauge empty: the page that shows it must answer above all then.
  const lookingAt = async (source: keyof MetricSources, look: () => Promise<void>) => {
    try {
      await look();
    } catch {
      failedSources.inc({ source });
    }
  };
  new Gauge({
    name: 'waymark_queue_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers,
    collect() {
      return lookingAt('queueDepth', async () => {
        this.reset();
        for (const { queue, state, count } of (await sources.queueDepth?.()) ?? []) {
          this.set({ queue, state }, count);
        }
      });
    },
  });
  new Gauge({
    name: 'waymark_stored_deliveries',
    help: 'Stored deliveries by tracker and status (waiting, done, ignored)',
    labelNames: ['tracker', 'status'],
    registers,
    collect() {
      return lookingAt('deliveries', async () => {
        this.reset();
        for (const { tracker, status, count } of (await sources.deliveries?.()) ?? []) {
          this.set({ tracker, status }, count);
        }
      });
    },
  });

  return {
    delivery: (tracker, outcome) => deliveries.inc({ tracker, outcome }),
    review: (tracker, result) => reviews.inc({ tracker, result }),
    writeBack: (tracker, kind, result) => writeBacks.inc({ tracker, kind, result }),
    published: (tracker, seconds) => latency.observe({ tracker }, seconds),
    trackerCall: ({ tracker, operation, kind, status, seconds }) => {
      calls.inc({ tracker, operation, kind, status: String(status) });
      callSeconds.observe({ tracker, operation, kind }, seconds);
    },
    rateLimitWait: (tracker, scope, seconds) => {
      waits.inc({ tracker, scope });
      waitSeconds.inc({ tracker, scope }, seconds);
    },
    observe: (more) => {
      sources = { ...sources, ...more };
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
