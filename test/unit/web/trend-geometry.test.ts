import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/okr/days.ts';
import { readPeriod } from '../../../src/domain/okr/period.ts';
import { type Trend, trendGeometry } from '../../../src/web/pages/parts/trend-geometry.ts';

const size = { width: 720, height: 280, left: 60, ticks: 6 };
const period = readPeriod('Q4-2026');

const trend = (over: Partial<Trend> = {}): Trend => ({
  points: [
    { day: '2026-10-05', amount: 58 },
    { day: '2026-11-16', amount: 64 },
  ],
  ...{ today: '2026-11-20', period, target: 70, paceFrom: 58, forecast: { low: 63, median: 66, high: 69 } },
  ...over,
});

describe('where a trend is drawn', () => {
  test('goes from left to right over the whole period, and up where the value rises', () => {
    const { dots, plot, targetY, todayX, xTicks } = trendGeometry(trend(), size);
    expect(dots.map(({ x }) => x)).toEqual([...dots.map(({ x }) => x)].sort((a, b) => a - b));
    expect(dots[0]?.y).toBeGreaterThan(dots[1]?.y ?? 0);
    expect(targetY).toBeLessThan(dots[1]?.y ?? 0);
    expect(todayX).toBeGreaterThan(dots[1]?.x ?? 0);
    expect(todayX).toBeLessThan(plot.right);
    expect(xTicks.length).toBeGreaterThan(2);
  });

  test('shows a forecast from the last value to the end of the period, and none once it is over', () => {
    const { fan, median, plot } = trendGeometry(trend(), size);
    expect(fan).toMatch(/^M.*Z$/);
    expect(median).toContain(`L${plot.right},`);
    expect(trendGeometry(trend({ forecast: null }), size)).toMatchObject({ fan: null, median: null });
    const over = trend({ points: [{ day: '2026-12-31', amount: 69 }], today: '2027-01-05' });
    expect(trendGeometry(over, size)).toMatchObject({ fan: null, median: null, todayX: null });
  });

  test('has no pace without a start, a target or a period', () => {
    expect(trendGeometry(trend({ paceFrom: null }), size).pace).toBeNull();
    expect(trendGeometry(trend({ target: null, paceFrom: 1 }), size).pace).toBeNull();
    expect(trendGeometry(trend({ period: null }), size).pace).toBeNull();
  });

  test('stays within the plot, whatever the values', () => {
    const amount = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const point = fc.record({
      day: fc.integer({ min: -400, max: 400 }).map((days) => addDays('2026-11-20', days)),
      amount,
    });
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 40 }),
        amount,
        fc.boolean(),
        (points, target, has) => {
          const sorted = points.toSorted((a, b) => (a.day < b.day ? -1 : 1));
          const drawn = trendGeometry(trend({ points: sorted, target, period: has ? period : null }), size);
          const { plot } = drawn;
          for (const { x, y } of drawn.dots) {
            expect(x).toBeGreaterThanOrEqual(plot.left - 0.1);
            expect(x).toBeLessThanOrEqual(plot.right + 0.1);
            expect(y).toBeGreaterThanOrEqual(plot.top - 0.1);
            expect(y).toBeLessThanOrEqual(plot.bottom + 0.1);
          }
          expect(`${drawn.observed}${drawn.pace}${drawn.fan}`).not.toMatch(/NaN|Infinity/);
        },
      ),
    );
  });
});
