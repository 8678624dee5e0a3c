import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../../src/domain/okr/check-in.ts';
import { addDays } from '../../../../src/domain/okr/days.ts';
import {
  type ForecastInput,
  fewestPoints,
  forecast,
  forecastMethod,
} from '../../../../src/domain/okr/forecast.ts';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { createRandom, type Random } from '../../../../src/domain/okr/random.ts';
import { numberValue } from '../../../../src/domain/okr/values.ts';
import { fitWalk } from '../../../../src/domain/okr/weekly-changes.ts';
import { aCheckIn } from '../../../helpers/okr.ts';

const quarter = readPeriod('Q3-2026');
if (quarter === null) throw new Error('no period');

const weekly = (amounts: readonly number[], gapDays = 7): CheckIn[] =>
  amounts.map((amount, index) => {
    const day = addDays('2026-07-01', index * gapDays);
    return { ...aCheckIn(day, '0'), value: numberValue(amount) };
  });

const rising = weekly([10, 14, 17, 22, 25, 30]);
const base: ForecastInput = {
  keyResult: 'kr',
  checkIns: rising,
  direction: 'raise',
  target: 60,
  period: quarter,
  today: '2026-08-06',
};

function run(more: Partial<ForecastInput> = {}) {
  const result = forecast({ ...base, ...more });
  if (result.kind !== 'forecast') throw new Error(result.message);
  return result;
}

describe('a forecast', () => {
  it('is the same for the same data, and another for other data', () => {
    expect(run()).toEqual(run());
    expect(run({ checkIns: weekly([10, 14, 17, 22, 25, 31]) })).not.toEqual(run());
  });

  it('goes on at the weekly gain seen so far', () => {
    const { interval, weeklyGain, weeksLeft } = run();
    expect(weeklyGain).toBeCloseTo(4, 10);
    expect(interval.low).toBeLessThan(30 + 4 * weeksLeft);
    expect(interval.high).toBeGreaterThan(30 + 4 * weeksLeft);
    expect(interval.median).toBeCloseTo(30 + 4 * weeksLeft, -1);
  });

  it('gives a near target more chance than a far one, and never certainty', () => {
    const chances = [31, 55, 62, 70, 1000].map((target) => run({ target }).probability);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(chances[0]).toBeLessThan(1);
    expect(chances.at(-1)).toBeGreaterThan(0);
  });

  it('reads a falling value towards a lower target', () => {
    const falling = weekly([48, 45, 43, 39, 36, 34]);
    expect(run({ checkIns: falling, direction: 'lower', target: 30 }).probability).toBeGreaterThan(0.8);
    expect(run({ checkIns: falling, direction: 'lower', target: -50 }).probability).toBeLessThan(0.1);
  });

  it('asks of a guard that it holds every week', () => {
    const calm = weekly([0.5, 0.52, 0.49, 0.51, 0.5, 0.5]);
    const wild = weekly([0.5, 0.9, 0.2, 0.8, 0.4, 0.7]);
    const guard = { direction: 'stay-below', target: 1 } as const;
    expect(run({ ...guard, checkIns: calm }).probability).toBeGreaterThan(0.9);
    expect(run({ ...guard, checkIns: wild }).probability).toBeLessThan(
      run({ ...guard, checkIns: calm }).probability,
    );
  });

  it('does not leave the ends of a percentage', () => {
    const unit = { kind: 'percent', name: null, outOf: null, per: null } as const;
    const { interval } = run({ checkIns: weekly([50, 70, 65, 90, 96, 99]), unit, target: 100 });
    expect(interval.high).toBeLessThanOrEqual(100);
  });

  it.each([0, 1, 2, 3])('says too little history with %d check-ins', (points) => {
    expect(forecast({ ...base, checkIns: rising.slice(0, points) })).toMatchObject({
      kind: 'too-little-history',
      points,
    });
  });

  it('counts several check-ins of one day as one', () => {
    const sameDay = [1, 2, 3, 4, 5].map((amount) => ({
      ...aCheckIn('2026-07-01', '0'),
      value: numberValue(amount),
    }));
    expect(forecast({ ...base, checkIns: sameDay })).toMatchObject({ kind: 'too-little-history', points: 1 });
  });

  it('does not look at check-ins after today, and ends with the period', () => {
    expect(forecast({ ...base, today: '2026-07-15' })).toMatchObject({
      kind: 'too-little-history',
      points: 3,
    });
    expect(forecast({ ...base, today: '2026-09-30' }).kind).toBe('over');
  });

  it('says nothing of a key result that has never moved, whose guard holds all the same', () => {
    const still = weekly([10, 10, 10, 10, 10]);
    expect(forecast({ ...base, checkIns: still })).toEqual({
      kind: 'too-little-history',
      points: 5,
      message: 'Too little history: nothing has moved in 5 check-ins, so nothing tells how far it may go.',
    });
    expect(run({ checkIns: still, direction: 'stay-below', target: 11 }).probability).toBeGreaterThan(0.9);
    expect(run({ checkIns: weekly([10, 12, 14, 16, 18]) }).weeklyGain).toBeCloseTo(2, 10);
  });

  it('names its method and the source of it', () => {
    expect(forecastMethod).toContain('Hyndman');
  });
});

describe('what if', () => {
  it('the weekly gain doubles', () => {
    const doubled = run({ target: 75, whatIf: { gainFactor: 2 } });
    expect(doubled.weeklyGain).toBeCloseTo(8, 10);
    expect(doubled.probability).toBeGreaterThan(run({ target: 75 }).probability);
  });

  it('an epic is dropped: its gain and its share of the way are gone', () => {
    const unit = { kind: 'percent', name: null, outOf: null, per: null } as const;
    const dropped = run({ unit, target: 60, whatIf: { droppedShare: 0.4 } });
    expect(dropped.weeklyGain).toBeCloseTo(2.4, 10);
    expect(dropped.interval.high).toBeLessThanOrEqual(30 + 0.6 * 70);
    expect(dropped.probability).toBeLessThan(run({ unit, target: 60 }).probability);
  });

  it('everything is dropped: it stays where it is', () => {
    const unit = { kind: 'percent', name: null, outOf: null, per: null } as const;
    expect(run({ unit, whatIf: { droppedShare: 1 } }).interval.high).toBe(30);
  });
});

describe('check-ins at uneven distances', () => {
  it('are brought to one weekly change', () => {
    const days: readonly (readonly [string, number])[] = [
      ['2026-07-01', 0],
      ['2026-07-15', 20],
      ['2026-07-18', 24],
      ['2026-07-29', 40],
    ];
    const walk = fitWalk(
      days.map(([day, amount]) => ({ ...aCheckIn(day, '0'), value: numberValue(amount) })),
    );
    expect(walk?.drift).toBeCloseTo(10, 10);
  });
});

describe('the 80% interval holds 75 to 85% of the time', () => {
  const weeks: Readonly<Record<string, (random: Random) => number>> = {
    'steady gains': (random) => 2 + 1.5 * random.normal(),
    'much noise': (random) => 0.5 + 4 * random.normal(),
    'skewed gains': (random) => -2 * Math.log(1 - random.uniform()),
    'even gains': (random) => 3 * random.uniform(),
    'rare bursts': (random) => (random.uniform() < 0.25 ? 8 * random.uniform() : 0),
    'whole things done': (random) => Math.floor(random.uniform() * 4) + Math.floor(random.uniform() * 3),
  };
  /**
   * How often the end of a simulated history lies within the interval that its beginning gives, where it gives one.
   */
  function heldShare(name: string, histories: number, pointsOf: (history: number) => number): number {
    const week = weeks[name];
    if (week === undefined) throw new Error(name);
    let held = 0;
    let told = 0;
    for (let history = 0; history < histories; history += 1) {
      const random = createRandom(`${name} ${history}`);
      const points = pointsOf(history);
      const ahead = 2 + (history % 7);
      const amounts = [50];
      while (amounts.length < points + ahead) amounts.push((amounts.at(-1) ?? 0) + week(random));
      const end = amounts.at(-1) ?? Number.NaN;
      const checkIns = weekly(amounts.slice(0, points));
      const today = checkIns.at(-1)?.day ?? '';
      const period = { id: 'x', from: '2026-07-01', to: addDays(today, 7 * ahead) };
      const result = forecast({ ...base, keyResult: `${history}`, checkIns, today, period, target: 100 });
      if (result.kind !== 'forecast') continue;
      told += 1;
      if (end >= result.interval.low && end <= result.interval.high) held += 1;
    }
    return held / told;
  }

  it.each(Object.keys(weeks).filter((name) => name !== 'rare bursts'))(
    'over simulated histories with %s',
    (name) => {
      const held = heldShare(name, 500, (history) => 5 + (history % 6));
      expect(held).toBeGreaterThanOrEqual(0.75);
      expect(held).toBeLessThanOrEqual(0.85);
    },
    120_000,
  );

  it.each(Object.keys(weeks).filter((name) => name !== 'rare bursts'))(
    'with the fewest check-ins too, given %s',
    (name) => {
      const held = heldShare(name, 1000, () => fewestPoints);
      expect(held).toBeGreaterThanOrEqual(0.75);
      expect(held).toBeLessThanOrEqual(0.85);
    },
    120_000,
  );

  it('and more often where gains come in rare bursts, which the method says', () => {
    const held = heldShare('rare bursts', 500, (history) => fewestPoints + (history % 7));
    expect(held).toBeGreaterThanOrEqual(0.8);
    expect(forecastMethod).toContain('rare bursts it held more often');
  }, 120_000);
});
