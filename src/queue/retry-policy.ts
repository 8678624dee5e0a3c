import { TrackerError } from '../domain/errors.ts';

/** What becomes of a job whose handler threw. */
export type Decision =
  /** There is nothing left to do: the job counts as done. */
  | { readonly action: 'done'; readonly because: 'not-found' }
  /** All workers of this queue wait; the job is the first to run afterwards and has lost no try. */
  | { readonly action: 'hold-queue'; readonly because: 'rate-limited' | 'auth'; readonly waitMs: number }
  /** This job alone waits and loses no try. */
  | { readonly action: 'hold-job'; readonly because: 'rate-limited'; readonly waitMs: number }
  /** Tried again after the wait, while there are tries left. */
  | { readonly action: 'retry'; readonly because: 'unavailable' | 'unexpected'; readonly waitMs: number }
  /** Trying again cannot help. */
  | { readonly action: 'give-up'; readonly because: 'invalid' };

const firstBackoffMs = 2_000;
const maxBackoffMs = 30_000;
const jitter = { from: 0.7, to: 1.3 };
/** A tracker's word is honoured up to here; Linear's windows last an hour. */
const maxWaitMs = 3_600_000;
const authWaitMs = 60_000;
/** Waits for rate limits whose answer did not say for how long. */
const untoldWaitMs = { account: 60_000, endpoint: 10_000, issue: 30_000 } as const;

/**
 * Decides once what each kind of error means.
 *
 * @param tries how often the job has been tried and counted, this time included; at least 1
 * @param random a number from 0 up to 1 for the jitter
 */
export function decide(error: unknown, tries: number, random: number): Decision {
  if (!(error instanceof TrackerError)) {
    return { action: 'retry', because: 'unexpected', waitMs: backoff(tries, random) };
  }
  switch (error.kind) {
    case 'not-found':
      return { action: 'done', because: 'not-found' };
    case 'invalid':
      return { action: 'give-up', because: 'invalid' };
    case 'auth':
      // Until an administrator mends it no call can succeed, and each one may count against the account.
      return { action: 'hold-queue', because: 'auth', waitMs: authWaitMs };
    case 'rate-limited': {
      const waitMs = clamp(error.retryAfterMs ?? untoldWaitMs[error.scope]);
      const action = error.scope === 'issue' ? 'hold-job' : 'hold-queue';
      return { action, because: 'rate-limited', waitMs };
    }
    case 'unavailable': {
      const told = error.retryAfterMs === null ? 0 : clamp(error.retryAfterMs);
      return { action: 'retry', because: 'unavailable', waitMs: Math.max(told, backoff(tries, random)) };
    }
  }
}

/** 2 s doubling to 30 s, times 0.7 to 1.3 so that jobs which failed together do not come back together. */
function backoff(tries: number, random: number): number {
  const doubled = Math.min(firstBackoffMs * 2 ** (tries - 1), maxBackoffMs);
  return Math.round(doubled * (jitter.from + (jitter.to - jitter.from) * random));
}

function clamp(ms: number): number {
  return Math.min(Math.max(Math.round(ms), 1), maxWaitMs);
}
