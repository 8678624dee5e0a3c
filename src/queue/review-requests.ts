import { createHash } from 'node:crypto';
import type { JobsOptions, Queue } from 'bullmq';
import type { TrackerName } from '../domain/issue.ts';
import type { ReviewQueue, ReviewRequest } from '../domain/ports.ts';
import type { Backend } from './backend.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { jobOptions } from './job-options.ts';
import type { JobData } from './jobs.ts';

/** Requests under load go together: on PostgreSQL a request costs a fifth so, embedded a quarter. */
const together = { maxTogether: 200, maxWaiting: 10_000, lanes: 2 };
/** An index of the PostgreSQL backend may hold some 2,700 bytes. */
const maxIdLength = 200;

/**
 * Asks for reviews. One issue has one waiting job at most, which starts `settleMs` after the first request and takes
 * in all others until then. A request while the review is running leads to one more run after it: BullMQ's
 * `keepLastIfActive` puts it aside and makes it a job in the same step that ends the running one.
 */
export function createReviewRequests(deps: {
  readonly backend: Backend;
  readonly queueOf: (tracker: TrackerName) => Queue;
  readonly settleMs: number;
}): ReviewQueue {
  const { backend, queueOf, settleMs } = deps;

  function toJob({ ref, cause }: ReviewRequest) {
    const data: JobData<'review-issue'> = { tracker: ref.tracker, id: ref.id, cause };
    const deduplication = { id: deduplicationId(ref.id), keepLastIfActive: true };
    const opts: JobsOptions = { ...jobOptions('review-issue'), delay: settleMs, deduplication };
    return { name: 'review-issue', data, opts };
  }

  const gatherings = new Map<TrackerName, Gathering<ReviewRequest>>();
  function gatheringFor(tracker: TrackerName): Gathering<ReviewRequest> {
    const queue = queueOf(tracker);
    const gathering =
      gatherings.get(tracker) ??
      createGathering<ReviewRequest>({
        ...together,
        keyOf: ({ ref }) => ref.id,
        async write(requests) {
          const [first, ...rest] = requests.map(toJob);
          if (!first) return;
          // A single one is the common case and cheaper alone.
          if (rest.length === 0) await queue.add(first.name, first.data, first.opts);
          else await queue.addBulk([first, ...rest]);
        },
      });
    gatherings.set(tracker, gathering);
    return gathering;
  }

  return {
    async request(requests) {
      backend.assertReachable();
      const [first] = requests;
      // A delivery asks for one, and there are many of them.
      if (first && requests.length === 1) return gatheringFor(first.ref.tracker).add(requests);
      const trackers = new Set(requests.map(({ ref }) => ref.tracker));
      await Promise.all(
        [...trackers].map((name) =>
          gatheringFor(name).add(requests.filter(({ ref }) => ref.tracker === name)),
        ),
      );
    },
  };
}

function deduplicationId(issueId: string): string {
  return issueId.length <= maxIdLength ? issueId : createHash('sha256').update(issueId).digest('hex');
}
