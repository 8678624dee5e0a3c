import { addDays, type Day, dayOf } from './days.ts';
import { inPeriod, type Period } from './period.ts';
import type { Value } from './value.ts';

export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** A dated value of a key result. Rows are only ever added; a correction is a new row that names the old. */
export interface CheckIn {
  readonly id: string;
  readonly keyResult: string;
  readonly day: Day;
  readonly value: Value;
  /** Who or what reported it: a person's account, or `waymark` for measured values. */
  readonly author: string;
  readonly source: 'manual' | 'issues' | 'http-json' | 'prometheus' | 'import';
  /** Links that show it. */
  readonly evidence: readonly string[];
  readonly confidence: Confidence | null;
  readonly note: string | null;
  /** The id of the check-in that this one replaces. */
  readonly corrects: string | null;
}

/**
 * The check-ins that count, oldest first: corrected rows are left out, and a correction stands on the day it names.
 * On one day the later row counts as the later word. `rows` are in the order in which they were added; `at` is when they
 * were. Who is east of UTC may have named a day that had begun there only: it counts as the one before, and so at once.
 */
export function effectiveCheckIns(rows: readonly (CheckIn & { readonly at?: string })[]): readonly CheckIn[] {
  const corrected = new Set(rows.map((row) => row.corrects));
  return rows
    .map((row) => (isDayAhead(row) ? { ...row, day: addDays(row.day, -1) } : row))
    .map((row, added) => ({ row, added }))
    .filter(({ row }) => !corrected.has(row.id))
    .sort((a, b) => (a.row.day < b.row.day ? -1 : a.row.day > b.row.day ? 1 : a.added - b.added))
    .map(({ row }) => row);
}

const isDayAhead = ({ day, at, source }: CheckIn & { readonly at?: string }) =>
  at !== undefined && source === 'manual' && day === addDays(dayOf(at), 1);

/** The last word up to and including `today`; null when there is none. */
export function latestCheckIn(checkIns: readonly CheckIn[], today: Day): CheckIn | null {
  return checkIns.findLast((row) => row.day <= today) ?? null;
}

export const checkInsDuring = (checkIns: readonly CheckIn[], period: Period): readonly CheckIn[] =>
  checkIns.filter((row) => inPeriod(row.day, period));
