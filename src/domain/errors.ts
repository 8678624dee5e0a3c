/** What went wrong with a tracker, one kind for each thing that a caller can do about it. */
export type TrackerErrorKind = 'auth' | 'not-found' | 'rate-limited' | 'unavailable' | 'invalid';

/** How much a rate limit covers: this issue, this endpoint, or the whole account. */
export type RateLimitScope = 'issue' | 'endpoint' | 'account';

/**
 * The only error that leaves a tracker's client. Its message names the call and the vendor's words and never holds
 * a credential.
 */
export class TrackerError extends Error {
  readonly kind: TrackerErrorKind;
  readonly status: number | null;
  /** Milliseconds to wait as the vendor told us, null when it did not. `rate-limited` and `unavailable` only. */
  readonly retryAfterMs: number | null;
  readonly scope: RateLimitScope;

  constructor(
    kind: TrackerErrorKind,
    message: string,
    details: { status?: number; retryAfterMs?: number; scope?: RateLimitScope; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'TrackerError';
    this.kind = kind;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.scope = details.scope ?? 'account';
  }
}

/** Something the administrator must mend before Waymark can run; `remedy` says how. */
export class SetupError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SetupError';
    this.problems = problems;
  }
}
