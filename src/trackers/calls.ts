import type { RateLimit } from '../domain/catch-up/pace.ts';
import { TrackerError } from '../domain/errors.ts';
import type { TrackerName } from '../domain/issue.ts';

/** One call to a tracker, for metrics. */
export interface TrackerCall {
  readonly tracker: TrackerName;
  /** The method of the port that made it, e.g. `fetchIssue`. */
  readonly operation: string;
  readonly kind: 'read' | 'write';
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
  /** The rate limits that the answer told of. */
  readonly limits?: readonly RateLimit[];
}

export type OnCall = (call: TrackerCall) => void;

/** Makes the call, tells `onCall` how it went, and lets the error through as it is. */
export async function observed<T>(
  call: Pick<TrackerCall, 'tracker' | 'operation' | 'kind'>,
  onCall: OnCall | undefined,
  run: () => Promise<{
    readonly status: number;
    readonly value: T;
    readonly limits?: readonly RateLimit[];
  }>,
): Promise<T> {
  const started = performance.now();
  const tell = (status: number | null, limits: readonly RateLimit[] = []) => {
    const ms = performance.now() - started;
    onCall?.({ ...call, status, ms, ...(limits.length > 0 && { limits }) });
  };
  try {
    const { status, value, limits } = await run();
    tell(status, limits);
    return value;
  } catch (error) {
    tell(error instanceof TrackerError ? error.status : null);
    throw error;
  }
}

/** What it takes to put a vendor's error in Waymark's words. */
export interface ErrorContext {
  /** The call, e.g. `Jira fetchIssue`. */
  readonly name: string;
  readonly timeoutMs: number;
  readonly redact: (text: string) => string;
  readonly now: Date;
}

/** Takes the given secrets out of a text that came from outside; tracker answers may echo what they were sent. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= 4);
  return (text) => known.reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}
