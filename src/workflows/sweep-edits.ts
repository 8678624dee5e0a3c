import type { Clock, Edits, Log, ReviewQueue } from '../domain/ports.ts';

/** Far more issues than are edited on pages within a minute. */
const batch = 1_000;

/** `all`: also those whose turn may still come, because a process has just begun and asked for none. */
export type SweepEdits = (options?: { readonly all?: boolean }) => Promise<{ readonly asked: number }>;

/** Longer than any edit is put off. */
const aheadMs = 24 * 3_600_000;

/**
 * Asks for the turn of every issue whose edits should have had it: after a crash between the record and the queue, a
 * failed job, or the end of what they had to wait for.
 */
export function createSweepEdits(deps: {
  edits: Pick<Edits, 'due'>;
  queue: ReviewQueue;
  clock: Clock;
  log: Log;
}): SweepEdits {
  return async ({ all = false } = {}) => {
    const until = new Date(deps.clock.now().getTime() + (all ? aheadMs : 0));
    const due = await deps.edits.due(until, batch);
    if (due.length > 0) {
      await deps.queue.request(due.map((ref) => ({ ref, cause: 'an edit that waits' })));
      deps.log.info({ asked: due.length }, 'waiting edits are asked for again');
    }
    return { asked: due.length };
  };
}
