import type { Issue } from '../issue.ts';
import type { CheckIn } from './check-in.ts';
import type { Day } from './days.ts';
import { inPeriod, type Period } from './period.ts';

/** An issue as it moves a key result. */
export interface LinkedIssue extends Pick<Issue, 'ref' | 'key' | 'url' | 'title' | 'status'> {
  /** The day on which work began, null before. */
  readonly startedOn: Day | null;
  /** The day on which it was done, null before. */
  readonly doneOn: Day | null;
}

/** What a progress figure rests on. */
export interface Evidence {
  readonly checkIns: readonly CheckIn[];
  /** Done in the period, newest first. */
  readonly done: readonly LinkedIssue[];
  readonly open: readonly LinkedIssue[];
}

/** The check-ins (newest first) and issues behind the progress of one key result in its period. */
export function evidenceOf(
  checkIns: readonly CheckIn[],
  issues: readonly LinkedIssue[],
  period: Period | null,
): Evidence {
  const within = (day: Day | null) => day !== null && (period === null || inPeriod(day, period));
  const newestFirst = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  return {
    checkIns: checkIns.filter((row) => within(row.day)).toReversed(),
    done: issues
      .filter((issue) => within(issue.doneOn))
      .toSorted((a, b) => newestFirst(a.doneOn ?? '', b.doneOn ?? '')),
    open: issues.filter((issue) => issue.doneOn === null && issue.status.category !== 'cancelled'),
  };
}
