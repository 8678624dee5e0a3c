import { addDays, type Day } from '../okr/days.ts';
import { type Period, quarterOf, readPeriod } from '../okr/period.ts';

/** A calendar month or quarter: other spans would let somebody be told from the difference of two of them. */
export type AuditPeriod = Period & { readonly kind: 'month' | 'quarter' };

/** A calendar month, `2026-11`. */
export type Month = string;

/** Reads `2026-11` or `Q4-2026`; null when it is neither. */
export function readAuditPeriod(text: string): AuditPeriod | null {
  const period = readPeriod(text);
  if (period === null) return null;
  if (/^\d{4}-\d{2}$/.test(period.id)) return { ...period, kind: 'month' };
  return period.id.startsWith('Q') ? { ...period, kind: 'quarter' } : null;
}

export function auditPeriodOf(day: Day, kind: AuditPeriod['kind']): AuditPeriod {
  const period = kind === 'quarter' ? quarterOf(day) : readPeriod(day.slice(0, 7));
  if (period === null) throw new RangeError(`${day} is no day`);
  return { ...period, kind };
}

/** The one before, of the same length. */
export const periodBefore = ({ kind, from }: AuditPeriod): AuditPeriod =>
  auditPeriodOf(addDays(from, -1), kind);

/** So many periods, the given one last. */
export function periodsUpTo(last: AuditPeriod, count: number): readonly AuditPeriod[] {
  const found = [last];
  while (found.length < count) found.unshift(periodBefore(found[0] ?? last));
  return found;
}

/** The months of a period, in their order. */
export function monthsOf({ from, to }: Period): readonly Month[] {
  const months: Month[] = [];
  for (let day = from; day <= to; day = addDays(`${day.slice(0, 7)}-28`, 4).replace(/\d\d$/, '01')) {
    months.push(day.slice(0, 7));
  }
  return months;
}
