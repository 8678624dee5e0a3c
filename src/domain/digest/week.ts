import { addDays, type Day } from '../okr/days.ts';

/** The week that a digest is about. */
export interface Week {
  /** The day of the digest: its standings are those of this day. */
  readonly day: Day;
  /** The day of the digest a week ago: what happened after it is new. */
  readonly before: Day;
}

export const weekOf = (day: Day): Week => ({ day, before: addDays(day, -7) });

/** Whether something on this day is new in the digest of that week. */
export const isInWeek = (day: Day | null, { day: last, before }: Week): boolean =>
  day !== null && day > before && day <= last;

/** Whether a month has passed since a mail went out, so that a line may say that Waymark is still there. */
export const isMonthSince = (last: Day, today: Day): boolean => addDays(last, 28) <= today;
