import type { JobsOptions, Queue } from 'bullmq';
import type { GoalQueue } from '../domain/ports.ts';
import type { Backend } from './backend.ts';
import { jobOptions } from './job-options.ts';
import type { GoalJobName, JobData } from './jobs.ts';

/** As many as fit into one call to the queue without holding up others. */
const mostAtOnce = 500;

/**
 * Asks for one kind of work about goals. A goal has one waiting job of the kind at most, which starts `settleMs` after
 * the first request and takes in all others until then; a request while it runs leads to one more run after it.
 */
export function createGoalRequests(deps: {
  readonly backend: Backend;
  readonly queue: Queue;
  readonly job: GoalJobName;
  readonly settleMs: number;
}): GoalQueue {
  const { backend, queue, job, settleMs } = deps;

  function toJob(goal: string, cause: string) {
    const data: JobData<GoalJobName> = { goal, cause };
    const deduplication = { id: `${job}/${goal}`, keepLastIfActive: true };
    const opts: JobsOptions = { ...jobOptions(job), delay: settleMs, deduplication };
    return { name: job, data, opts };
  }

  return {
    async request(goals, cause) {
      backend.assertReachable();
      const all = [...new Set(goals)].map((goal) => toJob(goal, cause));
      for (let from = 0; from < all.length; from += mostAtOnce) {
        await queue.addBulk(all.slice(from, from + mostAtOnce));
      }
    },
  };
}
