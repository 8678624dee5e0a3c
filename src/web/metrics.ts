import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TrackerName } from '../domain/issue.ts';
import type { DeliveryStatus } from '../domain/ports.ts';

/** One call to a tracker's API, as its client reports it. */
export interface TrackerCall {
  readonly tracker: TrackerName;
  /** The client's own name of the call, e.g. `fetchIssue`: never a path, never an issue. */
  readonly operation: string;
  readonly kind: 'read' | 'write';
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
}

/** One turn of one job, as the queue reports it. */
export interface JobTurn {
  readonly queue: string;
  readonly job: string;
  readonly outcome: string;
  /** Why it is not done, e.g. `rate-limited`. */
  readonly because: string | null;
  readonly durationMs: number;
  /** How long the job, or its whole queue, waits now. */
  readonly waitMs: number;
}

/** How many jobs a queue holds, by state. */
export interface QueueDepth {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** Numbers that are asked for when somebody looks. */
export interface MetricSources {
  queueDepth?(): Promise<readonly QueueDepth[]>;
  /** Stored deliveries by tracker and status. */
  deliveries?(): Promise<readonly { tracker: TrackerName; status: DeliveryStatus; count: number }[]>;
  /** How checks stand in each project after what people dismissed as false. */
  standings?(): Promise<
    readonly { tracker: TrackerName; project: string; check: string; standing: number }[]
  >;
}

/** What the rooms report to; each function is small enough to be handed to whoever needs just that one. */
export interface Metrics {
  delivery(tracker: TrackerName, outcome: string): void;
  review(tracker: TrackerName, result: string): void;
  /** `kind` is what was written (`comment`, `fields`, …), `result` what came of it (`created`, `unchanged`, …). */
  writeBack(tracker: TrackerName, kind: string, result: string): void;
  /** `command` is the verb, `outcome` what came of it (`dismissed`, `slip`, `refused`, …). */
  command(tracker: TrackerName, command: string, outcome: string): void;
  /** A change was found that no webhook had told of. */
  missedWebhook(tracker: TrackerName): void;
  /** Mails that were handed over, or not: `outcome` as the mailer calls it. */
  mails(outcome: string, count: number): void;
  /** From the receipt of a delivery to the publication of the review it led to. */
  published(tracker: TrackerName, secondsSinceReceived: number): void;
  /** A page or a call of the API was answered; the route is its pattern, never an address. */
  page(route: string, status: number, seconds: number): void;
  trackerCall(call: TrackerCall): void;
  jobTurn(turn: JobTurn): void;
  /** Where to look when somebody asks; later sources of the same name replace earlier ones. */
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
  const commands = new Counter({
    name: 'waymark_commands_total',
    help: 'Commands in comments by tracker, command (unknown: none of ours) and outcome',
    labelNames: ['tracker', 'command', 'outcome'],
    registers,
  });
  const missed = new Counter({
    name: 'waymark_missed_webhooks_total',
    help: 'Changes of issues that reconcile found and no webhook had told of, by tracker',
    labelNames: ['tracker'],
    registers,
  });
  const mails = new Counter({
    name: 'waymark_digest_mails_total',
    help: 'Mails of digests by what became of the hand-over (sent, later, refused, unknown)',
    labelNames: ['outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'waymark_delivery_to_published_seconds',
    help: 'Time from receiving a delivery to publishing the review it led to',
    labelNames: ['tracker'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    registers,
  });
  const pageSeconds = new Histogram({
    name: 'waymark_page_seconds',
    help: 'Time to answer a page or a call of the API, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const calls = new Counter({
    name: 'waymark_tracker_calls_total',
    help: 'Calls to trackers by operation, kind (read, write) and status (none: no answer came)',
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
  const jobTurns = new Counter({
    name: 'waymark_job_turns_total',
    help: 'Turns of jobs by queue, job and outcome (done, retry, held, failed)',
    labelNames: ['queue', 'job', 'outcome'],
    registers,
  });
  const jobSeconds = new Histogram({
    name: 'waymark_job_turn_seconds',
    help: 'Duration of turns of jobs',
    labelNames: ['queue', 'job'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const waits = new Counter({
    name: 'waymark_rate_limit_waits_total',
    help: 'Waits that a rate limit asked for, by queue',
    labelNames: ['queue'],
    registers,
  });
  const waitSeconds = new Counter({
    name: 'waymark_rate_limit_wait_seconds_total',
    help: 'Seconds of waiting that a rate limit asked for, by queue',
    labelNames: ['queue'],
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
        for (const { queue, ...states } of (await sources.queueDepth?.()) ?? []) {
          for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count);
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

  new Gauge({
    name: 'waymark_check_standing',
    help: 'Share of the comments of a check in a project that people let stand (1: all of them)',
    labelNames: ['tracker', 'project', 'check'],
    registers,
    collect() {
      return lookingAt('standings', async () => {
        this.reset();
        for (const { tracker, project, check, standing } of (await sources.standings?.()) ?? []) {
          this.set({ tracker, project, check }, standing);
        }
      });
    },
  });

  return {
    delivery: (tracker, outcome) => deliveries.inc({ tracker, outcome }),
    review: (tracker, result) => reviews.inc({ tracker, result }),
    writeBack: (tracker, kind, result) => writeBacks.inc({ tracker, kind, result }),
    command: (tracker, command, outcome) => commands.inc({ tracker, command, outcome }),
    missedWebhook: (tracker) => missed.inc({ tracker }),
    mails: (outcome, count) => mails.inc({ outcome }, count),
    published: (tracker, seconds) => latency.observe({ tracker }, seconds),
    page: (route, status, seconds) => pageSeconds.observe({ route, status }, seconds),
    trackerCall: ({ tracker, operation, kind, status, ms }) => {
      calls.inc({ tracker, operation, kind, status: status ?? 'none' });
      callSeconds.observe({ tracker, operation, kind }, ms / 1_000);
    },
    jobTurn: ({ queue, job, outcome, because, durationMs, waitMs }) => {
      jobTurns.inc({ queue, job, outcome });
      jobSeconds.observe({ queue, job }, durationMs / 1_000);
      if (because !== 'rate-limited') return;
      waits.inc({ queue });
      waitSeconds.inc({ queue }, waitMs / 1_000);
    },
    observe: (more) => {
      sources = { ...sources, ...more };
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
