import type { Queue } from 'bullmq';
import type { QueueName } from './jobs.ts';

export interface QueueDepth {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export async function depthOf(name: QueueName, queue: Queue): Promise<QueueDepth> {
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
