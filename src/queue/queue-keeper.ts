import type { Job, Queue } from 'bullmq';
import type { FailedJob, GoalQueue, QueueKeeper, ReviewQueue, SubscriberQueue } from '../domain/ports.ts';
import { type GoalJobName, isJobName, type JobName, jobs, type QueueName } from './jobs.ts';
import { noLimit } from './workers.ts';

const longestError = 500;
const mostAtOnce = 100;
/** More than any queue keeps of its failed jobs. */
const mostRetried = 5_000;

/** Looks after what failed. */
export function createQueueKeeper(deps: {
  queues: ReadonlyMap<QueueName, Queue>;
  reviews: ReviewQueue;
  goals(job: GoalJobName): GoalQueue;
  subscribers: SubscriberQueue;
}): QueueKeeper {
  const { queues } = deps;
  const named = (name: string) => [...queues].find(([queue]) => queue === name);

  /**
   * Jobs of which there is one at a time are asked for anew, which keeps that: put back as they are, one could run
   * beside another of the same issue. The others are rounds, which their queue runs one after the other.
   */
  async function again(job: Job): Promise<void> {
    if (!(await askAnew(job))) return job.retry('failed', { resetAttemptsMade: true });
    await job.remove();
  }

  async function askAnew({ name, data }: Job): Promise<boolean> {
    if (!isJobName(name)) return false;
    const cause = 'retry';
    const read = jobs[name].data.safeParse(data);
    if (!read.success) return false;
    if (isAbout('review-issue', name, read.data)) {
      await deps.reviews.request([{ ref: { tracker: read.data.tracker, id: read.data.id }, cause }]);
      return true;
    }
    if (isAbout('call-subscriber', name, read.data)) {
      await deps.subscribers.request([read.data.subscriber], cause);
      return true;
    }
    if (name === 'measure-key-results' || name === 'publish-progress') {
      await deps.goals(name).request([(read.data as { goal: string }).goal], cause);
      return true;
    }
    return false;
  }

  return {
    async failed({ queue, limit }) {
      const mine = [...queues].filter(([name]) => queue === undefined || name === queue);
      const found = await Promise.all(
        mine.map(async ([name, one]) =>
          ((await one.getFailed(0, limit - 1)) as Job[]).filter(Boolean).map((job) => toFailed(name, job)),
        ),
      );
      return found
        .flat()
        .toSorted((a, b) => ((a.failedAt ?? '') < (b.failedAt ?? '') ? 1 : -1))
        .slice(0, limit);
    },

    async retry(queue, id) {
      const [name, one] = named(queue) ?? [];
      const job = (await one?.getJob(id)) as Job | undefined;
      if (!name || !job || !(await job.isFailed())) return null;
      await again(job);
      return toFailed(name, job);
    },

    async retryAll(queue) {
      const [, one] = named(queue) ?? [];
      if (!one) return 0;
      let count = 0;
      while (count < mostRetried) {
        const failed = ((await one.getFailed(0, mostAtOnce - 1)) as Job[]).filter(Boolean);
        for (const job of failed) await again(job);
        count += failed.length;
        if (failed.length < mostAtOnce) break;
      }
      return count;
    },

    async pauses() {
      const found = await Promise.all(
        // Below the limit of the workers it only counts the jobs of the last second.
        [...queues].map(async ([queue, one]) => ({ queue, ms: await one.getRateLimitTtl(noLimit.max) })),
      );
      return found.filter(({ ms }) => ms > 0);
    },
  };
}

type DataOf<Name extends JobName> = ReturnType<(typeof jobs)[Name]['data']['parse']>;

/** Narrows the data of a job by its name. */
function isAbout<Name extends JobName>(wanted: Name, name: JobName, _data: unknown): _data is DataOf<Name> {
  return wanted === name;
}

function toFailed(queue: QueueName, job: Job): FailedJob {
  const { tracker, id, goal, subscriber } = (job.data ?? {}) as Record<string, unknown>;
  const isIssue = (tracker === 'jira' || tracker === 'linear') && typeof id === 'string';
  const about = isIssue ? `${tracker}:${id}` : typeof goal === 'string' ? `goal:${goal}` : subscriber;
  return {
    queue,
    id: job.id ?? '',
    name: job.name,
    about: typeof about === 'string' ? about : null,
    ref: isIssue ? { tracker, id } : null,
    error: (job.failedReason ?? '').slice(0, longestError),
    attempts: job.attemptsMade,
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
  };
}
