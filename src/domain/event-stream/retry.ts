import type { EventsSettings } from './events-settings.ts';

type Patience = Pick<
  EventsSettings['webhooks'],
  'retrySeconds' | 'longestRetryMinutes' | 'disableAfterHours'
>;

/**
 * The wait before a subscriber is tried again, in ms: doubled with every failure up to the longest, times 0.7 to 1.3 so
 * that subscribers which failed together do not come back together; longer where it asked for that.
 *
 * @param failures calls in a row that came to nothing, this one included; at least 1
 * @param random a number from 0 up to 1 for the jitter
 */
export function waitBeforeRetry(
  failures: number,
  retryAfterMs: number | null,
  random: number,
  patience: Patience,
): number {
  const doubled = patience.retrySeconds * 1000 * 2 ** Math.min(failures - 1, 40);
  const capped = Math.min(doubled, patience.longestRetryMinutes * 60_000);
  return Math.max(Math.round(capped * (0.7 + 0.6 * random)), retryAfterMs ?? 0);
}

/** So few failures are none of hours, however long a subscriber asked to be left alone. */
const fewestFailures = 5;

/**
 * Whether a subscriber has failed for so long that it is switched off. Counted are the waits between its tries, and not
 * the clock: while nobody tried, because Waymark itself was down, it has failed nothing.
 *
 * @param failures calls in a row that came to nothing, the one just now included
 * @param waitedMs what was waited between them, see `waitBeforeRetry`
 */
export function hasFailedTooLong(failures: number, waitedMs: number, patience: Patience): boolean {
  return failures >= fewestFailures && waitedMs >= patience.disableAfterHours * 3_600_000;
}
