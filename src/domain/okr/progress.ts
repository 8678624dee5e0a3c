import type { CheckIn } from './check-in.ts';
import { type Day, daysBetween, laterOf } from './days.ts';
import type { Direction } from './goal.ts';
import type { Period } from './period.ts';

export interface Course {
  readonly direction: Direction;
  /** Amounts in one unit; a missing start counts as 0 when the value is to rise, else the progress is unknown. */
  readonly start: number | null;
  readonly target: number;
}

export const isGuard = (direction: Direction) => direction === 'stay-above' || direction === 'stay-below';

/** Whether a value is where it should be: at the target, or on the right side of it. */
export function holds(course: Pick<Course, 'direction' | 'target'>, current: number): boolean {
  const up = course.direction === 'raise' || course.direction === 'stay-above';
  return up ? current >= course.target : current <= course.target;
}

const bounded = (share: number) => Math.min(1, Math.max(0, share));

/**
 * How far the value has come from start to target, 0 to 1, never falling when `current` moves in the direction.
 * Guards (stay above, stay below) are 1 while they hold; a guard that started on the wrong side is on its way there.
 * A start at or beyond the target leaves no way to go: 1 when reached, else 0. Null without a start to lower from.
 */
export function progressOf(course: Course, current: number): number | null {
  if (!Number.isFinite(current)) return null;
  if (holds(course, current)) return 1;
  const rising = course.direction === 'raise' || course.direction === 'stay-above';
  const start = course.start ?? (course.direction === 'raise' && course.target > 0 ? 0 : null);
  if (start === null) return isGuard(course.direction) ? 0 : null;
  const way = rising ? course.target - start : start - course.target;
  if (way <= 0) return 0;
  return bounded((rising ? current - start : start - current) / way);
}

/**
 * How much of the time a guard held, 0 to 1: each check-in counts for the days until the next one, the last until
 * `today` or the period's end. Null without a check-in.
 */
export function heldShare(
  course: Pick<Course, 'direction' | 'target'>,
  checkIns: readonly CheckIn[],
  period: Period,
  today: Day,
): number | null {
  const end = today < period.to ? today : period.to;
  const inTime = checkIns.filter((row) => row.day <= end);
  let held = 0;
  let all = 0;
  inTime.forEach((row, index) => {
    const from = laterOf(row.day, period.from);
    const next = inTime[index + 1];
    const days = next === undefined ? daysBetween(from, end) + 1 : daysBetween(from, next.day);
    if (days <= 0) return;
    all += days;
    if (holds(course, row.value.amount)) held += days;
  });
  return all === 0 ? null : held / all;
}
