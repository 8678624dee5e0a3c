/** One limit of a tracker, as its last answer told. */
export interface RateLimit {
  /** Which one, e.g. `requests`. */
  readonly name: string;
  readonly limit: number;
  readonly remaining: number;
  /** When it is full again, ms since 1970; null when it was not told. */
  readonly resetAt: number | null;
}

/** What is known of a tracker without asking it. */
export interface KnownLimits {
  readonly perSecond: { readonly read: number; readonly write: number };
  /** Calls; null where there is no such limit. It counts only while the tracker tells none itself. */
  readonly perHour: number | null;
}

const longestWaitMs = 60_000;

/**
 * How long a guest must wait before its next call, in ms, so that the share of others is left: nothing while more is
 * left than is theirs. It never waits longer than a minute in one go, because others may have been idle.
 */
export function waitForLimits(limits: readonly RateLimit[], share: number, now: number): number {
  const waits = limits.map(({ limit, remaining, resetAt }) => {
    const theirs = Math.floor(limit * (1 - share));
    if (remaining > theirs) return 0;
    return resetAt === null ? longestWaitMs : Math.max(0, resetAt - now);
  });
  return Math.min(longestWaitMs, Math.max(0, ...waits));
}

/** The least time between two calls of this kind, in ms. */
export function intervalOf(known: KnownLimits, kind: 'read' | 'write', share: number): number {
  return 1_000 / (known.perSecond[kind] * share);
}
