import { describe, expect, test } from 'vitest';
import type { Weekday } from '../../../src/domain/digest/digest-settings.ts';
import { lastOccasion, localDay } from '../../../src/workflows/digest-times.ts';

const schedule = (timeZone: string, weekday: Weekday = 'monday', at = '09:00') => ({ timeZone, weekday, at });
const at = (time: string) => new Date(time);

describe('nine on Monday', () => {
  test.each([
    // Winter and summer, and the weeks in which the clocks change.
    ['Europe/London', '2026-01-12T12:00Z', '2026-01-12', '2026-01-12T09:00:00.000Z'],
    ['Europe/London', '2026-03-23T12:00Z', '2026-03-23', '2026-03-23T09:00:00.000Z'],
    ['Europe/London', '2026-03-30T12:00Z', '2026-03-30', '2026-03-30T08:00:00.000Z'],
    ['Europe/London', '2026-10-19T12:00Z', '2026-10-19', '2026-10-19T08:00:00.000Z'],
    ['Europe/London', '2026-10-26T12:00Z', '2026-10-26', '2026-10-26T09:00:00.000Z'],
    ['America/New_York', '2026-03-09T20:00Z', '2026-03-09', '2026-03-09T13:00:00.000Z'],
    ['America/New_York', '2026-11-02T20:00Z', '2026-11-02', '2026-11-02T14:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-16T12:00Z', '2026-11-16', '2026-11-16T03:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-05T12:00Z', '2026-10-05', '2026-10-04T22:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-15T20:00Z', '2026-11-16', '2026-11-15T19:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-16T21:00Z', '2026-11-16', '2026-11-16T20:00:00.000Z'],
    ['UTC', '2026-11-16T09:00Z', '2026-11-16', '2026-11-16T09:00:00.000Z'],
    // A minute early it is still last week's.
    ['UTC', '2026-11-16T08:59Z', '2026-11-09', '2026-11-09T09:00:00.000Z'],
    ['Europe/London', '2026-03-30T07:59Z', '2026-03-23', '2026-03-23T09:00:00.000Z'],
    ['UTC', '2026-11-15T23:59Z', '2026-11-09', '2026-11-09T09:00:00.000Z'],
  ])('in %s at %s is that of %s', (timeZone, now, day, dueAt) => {
    const occasion = lastOccasion(schedule(timeZone), at(now));
    expect([occasion.day, occasion.dueAt.toISOString()]).toEqual([day, dueAt]);
  });
});

describe('a time that the clocks', () => {
  test('skip is the one that they show instead', () => {
    // 29 March 2026, Berlin: 02:00 becomes 03:00.
    const occasion = lastOccasion(schedule('Europe/Berlin', 'sunday', '02:30'), at('2026-03-29T12:00Z'));
    expect(occasion).toEqual({ day: '2026-03-29', dueAt: at('2026-03-29T01:30:00.000Z') });
  });

  test('show twice counts the first time, and only once', () => {
    // 25 October 2026, Berlin: 02:30 is there at 00:30 and at 01:30 UTC.
    const berlin = schedule('Europe/Berlin', 'sunday', '02:30');
    const seen = ['00:29', '00:30', '01:29', '01:30', '02:00'].map((time) =>
      lastOccasion(berlin, at(`2026-10-25T${time}Z`)),
    );
    expect(seen.map(({ day }) => day)).toEqual([
      '2026-10-18',
      '2026-10-25',
      '2026-10-25',
      '2026-10-25',
      '2026-10-25',
    ]);
    expect(new Set(seen.slice(1).map(({ dueAt }) => dueAt.toISOString()))).toEqual(
      new Set(['2026-10-25T00:30:00.000Z']),
    );
  });
});

test('over two years in every zone each week has one occasion, seven days after the one before', () => {
  for (const timeZone of [
    'Europe/London',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Asia/Tehran',
    'Pacific/Auckland',
  ]) {
    const days: string[] = [];
    for (
      let now = Date.parse('2026-01-01T00:17Z');
      now < Date.parse('2028-01-01T00:00Z');
      now += 6 * 3_600_000
    ) {
      const { day, dueAt } = lastOccasion(schedule(timeZone), new Date(now));
      expect(dueAt.getTime()).toBeLessThanOrEqual(now);
      expect(localDay(timeZone, dueAt)).toBe(day);
      if (days.at(-1) !== day) days.push(day);
    }
    const gaps = days
      .slice(1)
      .map((day, index) => (Date.parse(day) - Date.parse(days[index] ?? '')) / 86_400_000);
    expect(new Set(gaps)).toEqual(new Set([7]));
  }
});
