import type { SourceLook } from '../ports.ts';
import type { Source } from './source.ts';

const minuteMs = 60_000;
const unitMs = { m: minuteMs, h: 60 * minuteMs, d: 24 * 60 * minuteMs } as const;

/** A schedule such as `30m`, `6h` or `1d` in ms. */
export function scheduleMs(every: string): number {
  const unit = every.at(-1) as keyof typeof unitMs;
  return Number(every.slice(0, -1)) * unitMs[unit];
}

/** Of what is asked and nothing else: the same while nobody changes the source. */
export const lookFingerprint = (source: Source): string => JSON.stringify(source);

export function isLookDue(last: SourceLook | undefined, source: Source, now: Date): boolean {
  return (
    last === undefined ||
    last.fingerprint !== lookFingerprint(source) ||
    Date.parse(last.nextAt) <= now.getTime()
  );
}

/** What is on record after a look. A failure is tried again sooner than on schedule, and less and less often. */
export function lookAfter(
  last: SourceLook | undefined,
  look: {
    readonly keyResult: string;
    readonly source: Source;
    readonly problem: string | null;
    readonly everyMs: number;
    readonly retryMs: number;
  },
  now: Date,
): SourceLook {
  const { keyResult, source, problem, everyMs, retryMs } = look;
  const fingerprint = lookFingerprint(source);
  const before = last?.fingerprint === fingerprint ? last.failures : 0;
  const failures = problem === null ? 0 : before + 1;
  const waitMs = problem === null ? everyMs : Math.min(everyMs, retryMs * 2 ** Math.min(before, 20));
  return {
    ...{ keyResult, problem, failures, fingerprint },
    lookedAt: now.toISOString(),
    nextAt: new Date(now.getTime() + waitMs).toISOString(),
  };
}
