/** Nothing a tracker says makes Waymark wait longer than this. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const EPOCH_MS_FROM = 1e11;

/** Milliseconds that a `Retry-After` header asks for: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function waitFromRetryAfter(value: string | null | undefined, now: Date): number | null {
  if (!value) return null;
  return /^\d+(\.\d+)?$/.test(value) ? bounded(Number(value) * 1000) : waitUntil(value, now);
}

/** Milliseconds until a reset given as epoch seconds, epoch milliseconds, or a date; null when it is none. */
export function waitUntil(value: string | null | undefined, now: Date): number | null {
  if (!value) return null;
  const epoch = Number(value);
  const at = Number.isFinite(epoch) ? (epoch < EPOCH_MS_FROM ? epoch * 1000 : epoch) : Date.parse(value);
  return Number.isNaN(at) ? null : bounded(at - now.getTime());
}

function bounded(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), LONGEST_WAIT_MS);
}
