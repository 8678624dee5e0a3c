import type { CheckIn } from './check-in.ts';
import { type Day, daysBetween } from './days.ts';
import { directionOf, type KeyResult } from './goal.ts';
import { holds, progressOf } from './progress.ts';
import type { Value } from './value.ts';

/**
 * Whether a measured value becomes a check-in. `last` is the newest row of the same source, corrected or not: what a
 * person said in between stands until the measure itself moves. A value that did not change is recorded once a week:
 * that nothing moved is news as well, and the trend needs to know. The first change of a day is recorded; a further
 * one on the same day only when it moved the progress by `stepPercent` or more, or reached or left the target. What is
 * passed over so is recorded on the next day.
 */
export function isWorthRecording(
  keyResult: Pick<KeyResult, 'direction' | 'start' | 'target'>,
  last: Pick<CheckIn, 'day' | 'value'> | null,
  value: Value,
  today: Day,
  stepPercent: number,
): boolean {
  if (last === null) return true;
  if (last.value.amount === value.amount) return daysBetween(last.day, today) >= 7;
  if (last.day < today) return true;
  const { start, target } = keyResult;
  if (target === null) return false;
  const course = { direction: directionOf(keyResult), start: start?.amount ?? null, target: target.amount };
  if (holds(course, last.value.amount) !== holds(course, value.amount)) return true;
  const [before, now] = [progressOf(course, last.value.amount), progressOf(course, value.amount)];
  // Exact to a millionth, so that a step of just this size counts as one.
  return before !== null && now !== null && Math.round(Math.abs(now - before) * 1e6) >= stepPercent * 1e4;
}
