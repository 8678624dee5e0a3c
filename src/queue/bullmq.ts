import type { PgPool, Queue } from 'bullmq';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { GoalQueue, Log, ReviewQueue } from '../domain/ports.ts';
import type { Backend, Inspection } from './backend.ts';
import { createGoalRequests } from './goal-requests.ts';
import { jobOptions } from './job-options.ts';
import {
  type GoalJobName,
  goalsQueue,
  housekeepingQueue,
  isJobName,
  type JobDefinition,
  type JobHandlers,
  type JobName,
  jobDefinition,
  jobs,
  mailQueue,
  progressQueue,
  type QueueName,
  reviewQueue,
  roundsQueue,
  type Schedule,
  trackerOfQueue,
} from './jobs.ts';
import { openPostgresBackend } from './postgres-backend.ts';
import type { JobReport } from './process-job.ts';
import { openRedisBackend } from './redis-backend.ts';
import { createReviewRequests } from './review-requests.ts';
import { defaultTimings, type RunningWorker, startWorker, type Timings } from './workers.ts';

export type QueueSettings = {
  /** The trackers that are switched on; each has a queue of its own. */
  readonly trackers?: readonly TrackerName[];
  /** How long an issue may be edited on before its review starts, counted from the first edit. */
  readonly settleMs?: number;
  readonly timings?: Timings;
  /** In place of the catalogue's; for tests. */
  readonly schedules?: Partial<Record<JobName, Schedule>>;
} & (
  | { readonly redisUrl: string; readonly prefix?: string }
  /** The shape of `pg.Pool`, its search path set to the schema `bullmq`. */
  | { readonly pool: PgPool }
);

export interface QueueDepth {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export interface Queues {
  readonly reviews: ReviewQueue;
  /** Asks for one kind of work about goals. */
  goals(job: GoalJobName): GoalQueue;
  /** Starts working: every job that has a handler, on schedule where the catalogue says so. Call once. */
  work(
    handlers: JobHandlers,
    options: { readonly concurrency: number; readonly report?: (report: JobReport) => void },
  ): Promise<void>;
  depth(): Promise<readonly QueueDepth[]>;
  /** Rejects when the server behind the queue does not answer. */
  ping(): Promise<void>;
  version(): Promise<string>;
  inspect(): Promise<Inspection>;
  /** Jobs under way get `graceMs` to finish; what is left goes back to the queue. A given pool stays open. */
  close(graceMs?: number): Promise<void>;
}

const defaultSettleMs = 2_000;
const defaultGraceMs = 20_000;

/** Opens the queue. Rejects when its server cannot be reached; later losses are logged and waited out. */
export async function openQueue(settings: QueueSettings, deps: { readonly log: Log }): Promise<Queues> {
  const { log } = deps;
  const { trackers = trackerNames, settleMs = defaultSettleMs, timings = defaultTimings } = settings;
  const onError = quietly((error) => log.warn({ error: error.message }, 'queue trouble'));
  const backend =
    'redisUrl' in settings
      ? await openRedisBackend({ url: settings.redisUrl, prefix: settings.prefix ?? 'waymark', onError })
      : await openPostgresBackend({ pool: settings.pool, onError });

  const names: readonly QueueName[] = [
    ...trackers.map(reviewQueue),
    housekeepingQueue,
    roundsQueue,
    goalsQueue,
    progressQueue,
    mailQueue,
  ];
  const queues = await openAll(backend, names, onError);
  const queueNamed = (name: QueueName): Queue => {
    const queue = queues.get(name);
    if (!queue) throw new Error(`the queue ${name} is switched off`);
    return queue;
  };
  const workers: RunningWorker[] = [];
  let closing: Promise<void> | null = null;

  async function close(graceMs: number): Promise<void> {
    await Promise.all(workers.map((worker) => worker.stop(graceMs)));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await backend.close();
  }

  return {
    reviews: createReviewRequests({
      backend,
      queueOf: (tracker) => queueNamed(reviewQueue(tracker)),
      settleMs,
    }),
    goals(job) {
      const queue = queueNamed(jobDefinition(job).queue === progressQueue ? progressQueue : goalsQueue);
      return createGoalRequests({ backend, queue, job, settleMs });
    },
    async work(handlers, { concurrency, report = () => {} }) {
      for (const queue of names) {
        const ofReviews = trackerOfQueue(queue) !== null;
        const mine = handledBy(handlers, kindOf(queue));
        if (mine.length === 0) continue;
        if (!ofReviews) await schedule(queueNamed(queue), mine, settings.schedules);
        const shared = { backend, queue, handlers, timings, log, report, onError };
        workers.push(await startWorker({ ...shared, concurrency: ofReviews ? concurrency : 1 }));
      }
    },
    async depth() {
      return Promise.all([...queues].map(([name, queue]) => depthOf(name, queue)));
    },
    async ping() {
      backend.assertReachable();
      await backend.ping();
    },
    async version() {
      return (await backend.inspect()).version;
    },
    inspect: () => backend.inspect(),
    close(graceMs = defaultGraceMs) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

async function openAll(
  backend: Backend,
  names: readonly QueueName[],
  onError: (error: Error) => void,
): Promise<ReadonlyMap<QueueName, Queue>> {
  const queues = new Map(names.map((name) => [name, backend.createQueue(name)]));
  for (const queue of queues.values()) queue.on('error', onError);
  // A first contact that fails is remembered by BullMQ for good, so it has to happen while a start may still fail.
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  return queues;
}

const kindOf = (queue: QueueName): JobDefinition['queue'] =>
  queue === housekeepingQueue ||
  queue === roundsQueue ||
  queue === goalsQueue ||
  queue === progressQueue ||
  queue === mailQueue
    ? queue
    : 'reviews';

function handledBy(handlers: JobHandlers, queue: JobDefinition['queue']): readonly JobName[] {
  return Object.keys(jobs).filter(
    (name): name is JobName =>
      isJobName(name) && handlers[name] !== undefined && jobDefinition(name).queue === queue,
  );
}

/** Brings the schedules in line with the catalogue; one that is no longer in it is taken out. */
async function schedule(
  queue: Queue,
  names: readonly JobName[],
  others: Partial<Record<JobName, Schedule>> = {},
): Promise<void> {
  for (const { key } of await queue.getJobSchedulers()) {
    if (!isJobName(key) || !jobDefinition(key).schedule) await queue.removeJobScheduler(key);
  }
  for (const name of names) {
    const when = others[name] ?? jobDefinition(name).schedule;
    if (!when) continue;
    const repeat = 'everyMs' in when ? { every: when.everyMs } : { pattern: when.cron, tz: when.timeZone };
    await queue.upsertJobScheduler(name, repeat, { name, data: {}, opts: jobOptions(name) });
  }
}

async function depthOf(name: QueueName, queue: Queue): Promise<QueueDepth> {
  const [counts, schedules] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
    queue.getJobSchedulersCount(),
  ]);
  const of = (state: string) => counts[state] ?? 0;
  return {
    queue: name,
    waiting: of('waiting') + of('prioritized'),
    active: of('active'),
    // The next turn of each schedule is put off all the time, and is no work that waits.
    delayed: Math.max(0, of('delayed') - schedules),
    failed: of('failed'),
  };
}

/** A lost server is reported by every connection again and again; one line every ten seconds says it. */
function quietly(report: (error: Error) => void): (error: Error) => void {
  const everyMs = 10_000;
  const last = new Map<string, number>();
  return (error) => {
    const now = Date.now();
    if (now - (last.get(error.message) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    if (last.size > 100) last.clear();
    last.set(error.message, now);
    report(error);
  };
}
