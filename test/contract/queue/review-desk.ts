import type { IssueRef } from '../../../src/domain/issue.ts';
import type { JobHandlers } from '../../../src/queue/jobs.ts';

interface Visit {
  readonly issue: string;
  readonly cause: string;
  readonly startedAt: number;
  endedAt: number | null;
}

/** A handler for reviews that keeps a diary and does with each visit what the test says. */
export function createReviewDesk(visit: (ref: IssueRef, count: number) => Promise<void> | void = () => {}) {
  const visits: Visit[] = [];
  let clock = 0;
  const handlers: JobHandlers = {
    'review-issue': async ({ tracker, id, cause }) => {
      const entry: Visit = { issue: `${tracker}:${id}`, cause, startedAt: ++clock, endedAt: null };
      visits.push(entry);
      try {
        await visit({ tracker, id }, countOf(`${tracker}:${id}`));
      } finally {
        entry.endedAt = ++clock;
      }
    },
  };
  const countOf = (issue: string) => visits.filter((entry) => entry.issue === issue).length;
  return {
    handlers,
    visits,
    countOf,
    /** A moment in the diary's own time. */
    now: () => ++clock,
    /** Pairs of visits to one issue of which the second began before the first was over. */
    overlaps: () =>
      visits.flatMap((first, index) =>
        visits
          .slice(index + 1)
          .filter((next) => next.issue === first.issue && next.startedAt < (first.endedAt ?? Infinity))
          .map((next) => [first, next]),
      ),
  };
}

/** A gate that holds up whoever waits at it. */
export function createGate() {
  let open = () => {};
  let closed = Promise.resolve();
  return {
    close() {
      closed = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    pass: () => closed,
  };
}
