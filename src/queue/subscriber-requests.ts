import type { Queue } from 'bullmq';
import type { SubscriberQueue } from '../domain/ports.ts';
import type { Backend } from './backend.ts';
import { jobOptions } from './job-options.ts';
import type { JobData } from './jobs.ts';

/**
 * Asks for subscribers to be called. Each has one waiting job at most and never two under way, which keeps its events
 * in order; a request while it is called leads to one more run after it.
 */
export function createSubscriberRequests(deps: {
  readonly backend: Backend;
  readonly queue: Queue;
}): SubscriberQueue {
  const { backend, queue } = deps;
  return {
    async request(ids, cause) {
      if (ids.length === 0) return;
      backend.assertReachable();
      await queue.addBulk(
        [...new Set(ids)].map((subscriber) => {
          const data: JobData<'call-subscriber'> = { subscriber, cause };
          const deduplication = { id: `call-subscriber/${subscriber}`, keepLastIfActive: true };
          return { name: 'call-subscriber', data, opts: { ...jobOptions('call-subscriber'), deduplication } };
        }),
      );
    },
  };
}
