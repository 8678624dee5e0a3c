import type { CheckIn } from './check-in.ts';
import { type Day, daysBetween } from './days.ts';

/** The move between two neighbouring check-ins. */
export interface Change {
  readonly amount: number;
  readonly weeks: number;
}

/** A random walk with drift, fitted to check-ins at any distance from each other. */
export interface Walk {
  readonly changes: readonly Change[];
  readonly last: { readonly day: Day; readonly amount: number };
  /** Mean change in a week. */
  readonly drift: number;
  /** Standard deviation of a week's change. */
  readonly spread: number;
  /** Weeks observed in all. */
  readonly weeks: number;
  /** What the changes deviated from the drift, in units of `spread`. */
  readonly residuals: readonly number[];
}

/** The changes between check-ins, one a day at most (the day's last word counts). `checkIns` are oldest first. */
export function changesOf(checkIns: readonly CheckIn[]): { changes: readonly Change[]; points: number } {
  const days = new Map(checkIns.map((row) => [row.day, row.value.amount]));
  const points = [...days];
  const changes = points.slice(1).map(([day, amount], index) => {
    const [before = day, from = amount] = points[index] ?? [];
    return { amount: amount - from, weeks: daysBetween(before, day) / 7 };
  });
  return { changes, points: points.length };
}

/**
 * Fits drift and spread. A change over g weeks has mean g·drift and variance g·spread², so drift is all change by all
 * time, and the spread is taken over changes scaled by √g, with n − 1 in the denominator. Null without two changes.
 */
export function fitWalk(checkIns: readonly CheckIn[]): Walk | null {
  const { changes } = changesOf(checkIns);
  const last = checkIns.at(-1);
  if (changes.length < 2 || last === undefined) return null;
  const weeks = changes.reduce((sum, change) => sum + change.weeks, 0);
  const drift = changes.reduce((sum, change) => sum + change.amount, 0) / weeks;
  const scaled = changes.map((change) => (change.amount - drift * change.weeks) / Math.sqrt(change.weeks));
  const variance = scaled.reduce((sum, one) => sum + one * one, 0) / (changes.length - 1);
  const spread = Math.sqrt(variance);
  const size = Math.sqrt(changes.length / (changes.length - 1));
  const residuals = scaled.map((one) => (spread === 0 ? 0 : (one / spread) * size));
  return { changes, last: { day: last.day, amount: last.value.amount }, drift, spread, weeks, residuals };
}
