import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveCheckIns } from '../../../../src/domain/okr/check-in.ts';
import { directions } from '../../../../src/domain/okr/goal.ts';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { heldShare, progressOf } from '../../../../src/domain/okr/progress.ts';
import { aCheckIn } from '../../../helpers/okr.ts';

describe('progress from start to target', () => {
  it.each([
    ['raise', 60, 80, 60, 0],
    ['raise', 60, 80, 70, 0.5],
    ['raise', 60, 80, 90, 1],
    ['raise', 60, 80, 50, 0],
    ['raise', null, 80, 20, 0.25],
    ['raise', 80, 80, 79, 0],
    ['raise', -10, 10, 0, 0.5],
    ['lower', 48, 24, 48, 0],
    ['lower', 48, 24, 36, 0.5],
    ['lower', 48, 24, 20, 1],
    ['lower', 48, 24, 60, 0],
    ['lower', null, 24, 36, null],
    ['lower', null, 24, 24, 1],
    ['stay-above', 99.9, 99.5, 99.7, 1],
    ['stay-above', 99.9, 99.5, 99.4, 0],
    ['stay-above', 90, 99, 94.5, 0.5],
    ['stay-below', null, 1, 0.8, 1],
    ['stay-below', null, 1, 1.2, 0],
    ['stay-below', 3, 1, 2, 0.5],
  ] as const)('%s from %s to %d, now %d, is %s', (direction, start, target, current, progress) => {
    const found = progressOf({ direction, start, target }, current);
    if (progress === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(progress, 10);
  });

  const course = fc.record({
    direction: fc.constantFrom(...directions),
    start: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    target: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  });
  const amount = fc.double({ min: -2e6, max: 2e6, noNaN: true });

  it('stays between 0 and 1', () => {
    fc.assert(
      fc.property(course, amount, (way, current) => {
        const progress = progressOf(way, current);
        expect(progress).toBeGreaterThanOrEqual(0);
        expect(progress).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never falls when the value moves in its direction', () => {
    fc.assert(
      fc.property(course, amount, amount, (way, one, other) => {
        const up = way.direction === 'raise' || way.direction === 'stay-above';
        const [worse, better] = up === one <= other ? [one, other] : [other, one];
        expect(progressOf(way, better)).toBeGreaterThanOrEqual(progressOf(way, worse) ?? Number.NaN);
      }),
    );
  });
});

describe('how much of the time a guard held', () => {
  const quarter = readPeriod('Q3-2026');
  if (quarter === null) throw new Error('no period');
  const guard = { direction: 'stay-below', target: 1 } as const;

  it('counts each check-in for the days until the next', () => {
    const checkIns = [
      aCheckIn('2026-07-01', '0.5%'),
      aCheckIn('2026-07-11', '2%'),
      aCheckIn('2026-07-16', '0.9%'),
    ];
    expect(heldShare(guard, checkIns, quarter, '2026-07-20')).toBeCloseTo(15 / 20, 10);
  });

  it('takes the word from before the period until there is a newer one', () => {
    expect(heldShare(guard, [aCheckIn('2026-06-01', '0.5%')], quarter, '2026-07-10')).toBe(1);
  });

  it('is unknown without a check-in', () => {
    expect(heldShare(guard, [], quarter, '2026-07-10')).toBeNull();
  });
});

describe('check-ins that count', () => {
  it('leave out what was corrected, at any remove, and keep the order of days', () => {
    const rows = [
      aCheckIn('2026-07-08', '65%', { id: 'b' }),
      aCheckIn('2026-07-01', '600%', { id: 'a' }),
      aCheckIn('2026-07-01', '61%', { id: 'c', corrects: 'a' }),
      aCheckIn('2026-07-01', '62%', { id: 'd', corrects: 'c' }),
    ];
    expect(effectiveCheckIns(rows).map((row) => row.id)).toEqual(['d', 'b']);
  });
});
