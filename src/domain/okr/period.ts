import { addDays, type Day, daysBetween, isDay } from './days.ts';

/** A span of days, both ends included. */
export interface Period {
  /** How it is written: `Q3-2026`, `2026-H1`, `2026`, `2026-09` or `2026-07-01..2026-09-15`. */
  readonly id: string;
  readonly from: Day;
  readonly to: Day;
}

/** The forms that `readPeriod` reads, for messages and the published schema. */
export const periodForms = 'Q3-2026, 2026-H1, 2026, 2026-09 or 2026-07-01..2026-09-15';

const two = (value: number) => String(value).padStart(2, '0');

function months(id: string, year: number, first: number, count: number): Period {
  const from = `${year}-${two(first)}-01`;
  const next =
    first + count > 12 ? `${year + 1}-${two(first + count - 12)}-01` : `${year}-${two(first + count)}-01`;
  return { id, from, to: addDays(next, -1) };
}

const quarterFirst = /^q([1-4])[\s\-_/]?(\d{4})$/i;
const quarterLast = /^(\d{4})[\s\-_/]?q([1-4])$/i;
const halfFirst = /^h([12])[\s\-_/]?(\d{4})$/i;
const halfLast = /^(\d{4})[\s\-_/]?h([12])$/i;
const yearAlone = /^\d{4}$/;
const anyYear = /\d{4}/;
const monthOfYear = /^(\d{4})-(0[1-9]|1[0-2])$/;
const span = /^(\d{4}-\d{2}-\d{2})\s?(?:\.\.|\/|–|—|to)\s?(\d{4}-\d{2}-\d{2})$/;

/** Reads a period as people write it, quarters and halves by the calendar year; null when it is none. */
export function readPeriod(text: string): Period | null {
  const words = text.trim();
  const days = span.exec(words);
  if (days !== null) {
    const [, from = '', to = ''] = days;
    return isDay(from) && isDay(to) && from <= to ? { id: `${from}..${to}`, from, to } : null;
  }
  // Days are written with years of four digits, also those around a period.
  const year = Number(anyYear.exec(words)?.[0]);
  if (!(year >= 1900 && year <= 9000)) return null;
  const quarter = quarterFirst.exec(words) ?? swap(quarterLast.exec(words));
  if (quarter !== null) return aQuarter(year, Number(quarter[1]));
  const half = halfFirst.exec(words) ?? swap(halfLast.exec(words));
  if (half !== null) {
    const [, number] = half;
    return months(`${year}-H${number}`, year, number === '1' ? 1 : 7, 6);
  }
  if (yearAlone.test(words)) return months(words, year, 1, 12);
  const month = monthOfYear.exec(words);
  return month === null ? null : months(words, year, Number(month[2]), 1);
}

function aQuarter(year: number, quarter: number): Period {
  return months(`Q${quarter}-${year}`, year, (quarter - 1) * 3 + 1, 3);
}

function swap(match: RegExpExecArray | null): readonly string[] | null {
  return match === null ? null : ['', match[2] ?? '', match[1] ?? ''];
}

/** The calendar quarter that holds a day. */
export function quarterOf(day: Day): Period {
  return aQuarter(Number(day.slice(0, 4)), Math.ceil(Number(day.slice(5, 7)) / 3));
}

export const periodDays = (period: Period): number => daysBetween(period.from, period.to) + 1;

export const inPeriod = (day: Day, period: Period): boolean => day >= period.from && day <= period.to;

/** What has no period runs on every day. */
export const runsOn = (day: Day, period: Period | null): boolean => period === null || inPeriod(day, period);

/** Whether all of a period lies in another one; what has no period lies in none. */
export const liesWithin = (period: Period | null, outer: Period): boolean =>
  period !== null && period.from >= outer.from && period.to <= outer.to;

/** How much of the period has gone at the end of `today`, from 0 to 1. */
export function elapsedShare(period: Period, today: Day): number {
  const gone = daysBetween(period.from, today) + 1;
  return Math.min(1, Math.max(0, gone / periodDays(period)));
}
