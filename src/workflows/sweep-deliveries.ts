import type { Clock, Deliveries, Log, ReviewQueue } from '../domain/ports.ts';

/** Long enough for a queued review to have run in the ordinary case. */
const defaultPatienceMs = 60_000;
const batch = 500;
/** More than these wait for the next sweep, which begins behind them. */
const batchesAtOnce = 20;

export type SweepDeliveries = (options?: {
  /** Milliseconds that a delivery may wait before it is asked for again; a minute. */
  readonly patienceMs?: number;
}) => Promise<{ requeued: number }>;

/**
 * Asks again for the reviews of deliveries that were stored and have waited for long: nothing stored is forgotten.
 * One that is queued already is not queued twice. A sweep goes on where the last one ended: thousands that cannot be
 * dealt with, as while a tracker is away, must not keep it from all behind them.
 */
export function createSweepDeliveries(deps: {
  deliveries: Pick<Deliveries, 'waitingSince'>;
  queue: ReviewQueue;
  clock: Clock;
  log: Log;
}): SweepDeliveries {
  let skip = 0;

  return async ({ patienceMs = defaultPatienceMs } = {}) => {
    const before = new Date(deps.clock.now().getTime() - patienceMs);
    let requeued = 0;
    for (let count = 0; count < batchesAtOnce; count += 1) {
      const waiting = await deps.deliveries.waitingSince(before, batch, skip);
      if (waiting.length > 0) await deps.queue.request(waiting.map((ref) => ({ ref, cause: 'sweep' })));
      requeued += waiting.length;
      skip = waiting.length < batch ? 0 : skip + batch;
      if (skip === 0) break;
    }
    if (requeued > 0) deps.log.info({ requeued }, 'asked again for reviews that had waited');
    return { requeued };
  };
}
