import type { Clock, Deliveries, Log, ReviewQueue } from '../domain/ports.ts';

/** Long enough for a queued review to have run in the ordinary case. */
const defaultPatienceMs = 60_000;
const batch = 500;

export type SweepDeliveries = (options?: {
  /** Milliseconds that a delivery may wait before it is asked for again; a minute. */
  readonly patienceMs?: number;
}) => Promise<{ requeued: number }>;

/**
 * Asks again for the reviews of deliveries that were stored and have waited for long: nothing stored is forgotten.
 * One that is queued already is not queued twice.
 */
export function createSweepDeliveries(deps: {
  deliveries: Deliveries;
  queue: ReviewQueue;
  clock: Clock;
  log: Log;
}): SweepDeliveries {
  return async ({ patienceMs = defaultPatienceMs } = {}) => {
    const waiting = await deps.deliveries.waitingSince(
      new Date(deps.clock.now().getTime() - patienceMs),
      batch,
    );
    if (waiting.length === 0) return { requeued: 0 };
    await deps.queue.request(waiting.map((ref) => ({ ref, cause: 'sweep' })));
    deps.log.info({ requeued: waiting.length }, 'asked again for reviews that had waited');
    return { requeued: waiting.length };
  };
}
