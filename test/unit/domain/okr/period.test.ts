import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay } from '../../../../src/domain/okr/days.ts';
import { elapsedShare, periodDays, quarterOf, readPeriod } from '../../../../src/domain/okr/period.ts';

describe('reading a period', () => {
  it.each([
    ['Q3-2026', 'Q3-2026', '2026-07-01', '2026-09-30'],
    ['2026 q4', 'Q4-2026', '2026-10-01', '2026-12-31'],
    ['2021_q2', 'Q2-2021', '2021-04-01', '2021-06-30'],
    ['2019Q4', 'Q4-2019', '2019-10-01', '2019-12-31'],
    ['2026', '2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-H1', '2026-01-01', '2026-06-30'],
    ['H2 2026', '2026-H2', '2026-07-01', '2026-12-31'],
    ['2024-02', '2024-02', '2024-02-01', '2024-02-29'],
    ['2026-07-01..2026-09-15', '2026-07-01..2026-09-15', '2026-07-01', '2026-09-15'],
    ['2026-07-01/2026-07-01', '2026-07-01..2026-07-01', '2026-07-01', '2026-07-01'],
  ])('%s', (text, id, from, to) => {
    expect(readPeriod(text)).toEqual({ id, from, to });
    expect(readPeriod(id)).toEqual({ id, from, to });
  });

  it.each([
    '',
    'Q5-2026',
    'soon',
    '2026-13',
    '2026-09-30..2026-07-01',
    '2026-02-30..2026-03-01',
    '0026',
    '9999',
    'Q4-9999',
    '9999-H2',
    '9999-12',
    '0000-01',
    'Q1-0000',
  ])('refuses %j', (text) => {
    expect(readPeriod(text)).toBeNull();
  });
});

describe('days', () => {
  it('count across months and leap years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysBetween('2026-07-01', '2026-10-01')).toBe(92);
    expect(isDay('2026-02-29')).toBe(false);
  });

  it('tell how much of a period has gone, with both ends counted', () => {
    const quarter = quarterOf('2026-08-15');
    expect(periodDays(quarter)).toBe(92);
    expect(elapsedShare(quarter, '2026-06-30')).toBe(0);
    expect(elapsedShare(quarter, '2026-08-15')).toBeCloseTo(0.5, 2);
    expect(elapsedShare(quarter, '2026-09-30')).toBe(1);
    expect(elapsedShare(quarter, '2027-01-01')).toBe(1);
  });
});
