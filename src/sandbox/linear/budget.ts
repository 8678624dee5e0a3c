import type { LinearSettings } from './context.ts';

const HOUR_MS = 3_600_000;
const LARGEST_QUERY = 10_000;

export interface Spending {
  readonly headers: Readonly<Record<string, string>>;
  /** Why the request is refused, absent while it may go on. */
  readonly refusal?: string;
}

/** Counts requests and complexity per hour and writes the vendor's rate-limit headers (resets in epoch ms). */
export function createBudget(
  settings: LinearSettings,
  now: () => Date,
): { spend(complexity: number): Spending } {
  let windowStart = 0;
  let requests = 0;
  let points = 0;
  return {
    spend(complexity) {
      const time = now().getTime();
      if (time - windowStart >= HOUR_MS) {
        windowStart = time;
        requests = 0;
        points = 0;
      }
      requests += 1;
      points += complexity;
      const reset = String(windowStart + HOUR_MS);
      const headers = {
        'x-ratelimit-requests-limit': String(settings.requestsPerHour),
        'x-ratelimit-requests-remaining': String(Math.max(0, settings.requestsPerHour - requests)),
        'x-ratelimit-requests-reset': reset,
        'x-complexity': String(complexity),
        'x-ratelimit-complexity-limit': String(settings.complexityPerHour),
        'x-ratelimit-complexity-remaining': String(Math.max(0, settings.complexityPerHour - points)),
        'x-ratelimit-complexity-reset': reset,
      };
      if (!settings.enforceLimits) return { headers };
      if (complexity > LARGEST_QUERY) return { headers, refusal: 'Query too complex' };
      const isOver = requests > settings.requestsPerHour || points > settings.complexityPerHour;
      return isOver ? { headers, refusal: 'Rate limit exceeded' } : { headers };
    },
  };
}
