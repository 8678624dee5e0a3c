import type { WaitCause } from '../workflows/pace.ts';

/** How fast long work goes, and how long it will take at that rate. */
export interface Rate {
  /** `done` of this run so far. */
  perSecond(done: number): number | null;
  /** Seconds; null while nothing can be said. */
  secondsLeft(done: number, left: number): number | null;
}

/** Below this, what was counted says nothing about a rate. */
const shortestMs = 500;

export function createRate(now: () => number = () => performance.now()): Rate {
  const started = now();
  const perSecond = (done: number): number | null => {
    const ms = now() - started;
    return done === 0 || ms < shortestMs ? null : (1_000 * done) / ms;
  };
  return {
    perSecond,
    secondsLeft(done, left) {
      const rate = perSecond(done);
      return rate === null ? null : left / rate;
    },
  };
}

/** `about 3 min`, as long as one can be sure of it. */
export function about(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5_400) return `about ${Math.round(seconds / 60)} min`;
  return `about ${(seconds / 3_600).toFixed(1)} h`;
}

const causes: Readonly<Record<WaitCause, string>> = {
  share: 'waiting, so that live traffic has its share of the rate limit',
  live: 'waiting for the live reviews to go first',
  'rate-limited': 'waiting as the tracker asked for',
  unavailable: 'waiting for the tracker to come back',
};

export function waitWords({ cause, ms }: { readonly cause: WaitCause; readonly ms: number }): string {
  return `${causes[cause]} (${Math.max(1, Math.round(ms / 1_000))} s)`;
}
