import { percent } from '../percent.ts';
import type { Day } from './days.ts';
import { elapsedShare, type Period } from './period.ts';
import { aim } from './score.ts';

export const okrStatuses = ['on-track', 'at-risk', 'off-track', 'no-data'] as const;
export type OkrStatus = (typeof okrStatuses)[number];

/** What people call them. */
export const statusNames: Readonly<Record<OkrStatus, string>> = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  'no-data': 'no data',
};

/** A status with the rule that gave it, in words for people. */
export interface StatusReading {
  readonly status: OkrStatus;
  readonly rule: string;
  /** Where the score ends when the pace stays as it is, 0 to 1; null when it cannot be told. */
  readonly heading: number | null;
  /** The progress that an even pace has by now, 0 to 1; null without a period. */
  readonly expected: number | null;
}

/** The bands' floor of "business as usual": what heads below it is off track. */
const floor = 0.3;
/** The first tenth of a period says nothing about its pace. */
const graceShare = 0.1;

/** The progress that an even pace from start to target has reached at the end of `today`. */
export const expectedPace = (period: Period, today: Day): number => elapsedShare(period, today);

function byHeading(heading: number): OkrStatus {
  // A hundredth of tolerance, so that 0.7 kept exactly on pace is not lost to rounding.
  if (heading >= aim - 0.005) return 'on-track';
  return heading >= floor - 0.005 ? 'at-risk' : 'off-track';
}

/**
 * Status by pace. The pace so far, kept to the end, leads to a score; heading for 0.7 or more is on track, for 0.3 to
 * 0.7 at risk, for less off track. Nothing is judged in the first tenth of the period.
 */
export function paceStatus(progress: number | null, period: Period | null, today: Day): StatusReading {
  if (progress === null) {
    return { status: 'no-data', rule: 'There is no value to judge by.', heading: null, expected: null };
  }
  if (period === null) {
    return {
      status: 'no-data',
      rule: 'Without a period there is no pace to judge by.',
      heading: null,
      expected: null,
    };
  }
  const elapsed = elapsedShare(period, today);
  if (elapsed <= graceShare && progress < 1) {
    const rule = `${percent(elapsed)} of the period has gone; the first tenth is not judged.`;
    return { status: 'on-track', rule, heading: null, expected: elapsed };
  }
  const heading = Math.min(1, elapsed === 0 ? 1 : progress / elapsed);
  const facts =
    elapsed >= 1
      ? `The period is over at ${percent(progress)}`
      : `${percent(progress)} done after ${percent(elapsed)} of the time heads for ${heading.toFixed(2)}`;
  return { status: byHeading(heading), rule: `${facts}: ${pastRule(heading)}.`, heading, expected: elapsed };
}

function pastRule(heading: number): string {
  const status = byHeading(heading);
  if (status === 'on-track') return '0.7 or more is on track';
  return status === 'at-risk' ? 'from 0.3 to below 0.7 is at risk' : 'below 0.3 is off track';
}

/** Status of a guard: does it hold now, and how much of the time did it hold. */
export function guardStatus(
  holdsNow: boolean | null,
  held: number | null,
  period: Period | null,
  today: Day,
): StatusReading {
  if (holdsNow === null) return paceStatus(null, period, today);
  const share = held ?? (holdsNow ? 1 : 0);
  const status: OkrStatus =
    holdsNow && share >= aim ? 'on-track' : holdsNow || share >= aim ? 'at-risk' : 'off-track';
  const rule = `It ${holdsNow ? 'holds' : 'does not hold'} now and held ${percent(share)} of the time: ${
    status === 'on-track'
      ? 'holding now and for 70% or more is on track'
      : status === 'at-risk'
        ? 'one of the two is at risk'
        : 'neither now nor for 70% is off track'
  }.`;
  return { status, rule, heading: share, expected: period === null ? null : elapsedShare(period, today) };
}
