import type { PgPool, Queue } from 'bullmq';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { GoalQueue, Log, QueueKeeper, ReviewQueue, SubscriberQueue } from '../domain/ports.ts';
import type { Backend, Inspection } from './backend.ts';
import { createGoalRequests } from './goal-requests.ts';
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
  subscribersQueue,
  trackerOfQueue,
} from './jobs.ts';
import { openPostgresBackend } from './postgres-backend.ts';
import type { JobReport } from './process-job.ts';
import { depthOf, type QueueDepth } from './queue-depth.ts';
import { createQueueKeeper } from './queue-keeper.ts';
import { openRedisBackend } from './redis-backend.ts';
import { createReviewRequests } from './review-requests.ts';
import { schedule } from './schedules.ts';
import { createSubscriberRequests } from './subscriber-requests.ts';
import { defaultTimings, type RunningWorker, startWorker, type Timings } from './workers.ts';

export type { QueueDepth };

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

export interface Queues {
  readonly reviews: ReviewQueue;
  /** Asks for one kind of work about goals. */
  goals(job: GoalJobName): GoalQueue;
  readonly subscribers: SubscriberQueue;
  readonly keeper: QueueKeeper;
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
const subscribersAtOnce = 4;

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
    subscribersQueue,
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

  const reviews = createReviewRequests({
    backend,
    queueOf: (tracker) => queueNamed(reviewQueue(tracker)),
    settleMs,
  });
  const goals = (job: GoalJobName) => {
    const queue = queueNamed(jobDefinition(job).queue === progressQueue ? progressQueue : goalsQueue);
    return createGoalRequests({ backend, queue, job, settleMs });
  };
  const subscribers = createSubscriberRequests({ backend, queue: queueNamed(subscribersQueue) });

  return {
    ...{ reviews, goals, subscribers },
    keeper: createQueueKeeper({ queues, reviews, goals, subscribers }),
    async work(handlers, { concurrency, report = () => {} }) {
      for (const queue of names) {
        const ofReviews = trackerOfQueue(queue) !== null;
        const mine = handledBy(handlers, kindOf(queue));
        if (mine.length === 0) continue;
        if (!ofReviews) await schedule(queueNamed(queue), mine, settings.schedules);
        const shared = { backend, queue, handlers, timings, log, report, onError };
        // One subscriber that keeps us waiting does not hold up the others.
        const many = ofReviews ? concurrency : queue === subscribersQueue ? subscribersAtOnce : 1;
        workers.push(await startWorker({ ...shared, concurrency: many }));
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
  queue === mailQueue ||
  queue === subscribersQueue
    ? queue
    : 'reviews';

function handledBy(handlers: JobHandlers, queue: JobDefinition['queue']): readonly JobName[] {
  return Object.keys(jobs).filter(
    (name): name is JobName =>
      isJobName(name) && handlers[name] !== undefined && jobDefinition(name).queue === queue,
  );
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
