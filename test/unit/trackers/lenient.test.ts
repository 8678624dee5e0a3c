import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isoDate, isoTime, lenient, lenientList, tidy, trackerId } from '../../../src/trackers/lenient.ts';

describe('reading what a tracker sends', () => {
  it('takes a part that does not fit, or is not there, for absent', () => {
    const shape = z.object({ name: lenient(z.string()), points: lenientList(z.number()) });
    expect(shape.parse({ name: 'a', points: [1, 'x', 2] })).toEqual({ name: 'a', points: [1, 2] });
    expect(shape.parse({ name: 7, points: 'x' })).toEqual({ name: null, points: [] });
    expect(shape.parse({})).toEqual({ name: null, points: [] });
  });

  it.each([
    ['10001', '10001'],
    [10001, '10001'],
    ['712020:5f-0f', '712020:5f-0f'],
  ])('takes %j for an id', (given, id) => {
    expect(trackerId.parse(given)).toBe(id);
  });

  it.each([[''], ['a/b'], ['..'], ['a b'], ['x'.repeat(200)], [-1], [1.5], [null], [{}]])(
    'does not take %j for an id',
    (given) => {
      expect(trackerId.safeParse(given).success).toBe(false);
    },
  );
});

describe('times and dates', () => {
  it.each([
    ['2026-03-02T10:00:00.000+0200', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    [Date.UTC(2026, 2, 2), '2026-03-02T00:00:00.000Z'],
    ['soon', null],
    ['', null],
    [0, null],
    [1e300, null],
    [Number.NaN, null],
    ['+275760-09-13', null],
    [null, null],
  ])('%j is the time %j', (given, time) => {
    expect(isoTime(given)).toBe(time);
  });

  it.each([
    ['2026-04-01', '2026-04-01'],
    ['2026-04-01T10:00:00.000Z', '2026-04-01'],
    ['2026-02-31', null],
    ['01/04/2026', null],
    [null, null],
  ])('%j is the day %j', (given, day) => {
    expect(isoDate(given)).toBe(day);
  });
});

describe('a tidy text', () => {
  it('has no control characters but tabs and line breaks, and no half of a pair', () => {
    expect(tidy('a\u0000\u001b[31m\tb\nc\u009f\udc00', 100)).toBe('a[31m\tb\nc\ufffd');
  });

  it('is cut at its limit, also within a pair', () => {
    expect(tidy('ab😀', 3)).toBe('ab\ufffd');
  });
});
