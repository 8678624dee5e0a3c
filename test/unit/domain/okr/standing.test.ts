import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../../src/domain/okr/check-in.ts';
import { createGoalTree } from '../../../../src/domain/okr/goal-tree.ts';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { bandOf, formatScore, objectiveScore, toScore } from '../../../../src/domain/okr/score.ts';
import { objectiveStanding, standingOf } from '../../../../src/domain/okr/standing.ts';
import { guardStatus, paceStatus } from '../../../../src/domain/okr/status.ts';
import { stretchAdvice } from '../../../../src/domain/okr/stretch.ts';
import { aCheckIn, aKeyResult, someGoals } from '../../../helpers/okr.ts';

const quarter = readPeriod('Q3-2026');
const halfTime = '2026-08-15';

describe('scores', () => {
  it.each([
    [0, 'below business as usual'],
    [0.29, 'below business as usual'],
    [0.3, 'business as usual'],
    [0.5, 'meaningful progress'],
    [0.699, 'meaningful progress'],
    [0.7, 'significant achievement'],
    [0.999, 'significant achievement'],
    [1, 'breakthrough'],
  ])('%d is %s', (score, band) => {
    expect(bandOf(score)).toBe(band);
  });

  it('are rounded down, so that 1.0 means reached', () => {
    expect(toScore(0.999)).toBe(0.99);
    expect(toScore(0.57)).toBe(0.57);
    expect(formatScore(1)).toBe('1.0');
    expect(formatScore(0.65)).toBe('0.65');
  });

  it('of an objective are the mean, or weighted, with the unmeasured counted as 0', () => {
    expect(
      objectiveScore([
        { score: 1, weight: null },
        { score: 0.5, weight: null },
      ]),
    ).toBe(0.75);
    expect(
      objectiveScore([
        { score: 1, weight: 3 },
        { score: 0, weight: 1 },
      ]),
    ).toBe(0.75);
    expect(
      objectiveScore([
        { score: 1, weight: null },
        { score: null, weight: null },
      ]),
    ).toBe(0.5);
    expect(objectiveScore([{ score: null, weight: null }])).toBeNull();
    expect(objectiveScore([])).toBeNull();
  });
});

describe('status by pace', () => {
  it.each([
    [0.5, halfTime, 'on-track'],
    [0.36, halfTime, 'on-track'],
    [0.3, halfTime, 'at-risk'],
    [0.1, halfTime, 'off-track'],
    [0, '2026-07-03', 'on-track'],
    [0, '2026-06-01', 'on-track'],
    [0.7, '2026-10-15', 'on-track'],
    [0.69, '2026-09-30', 'at-risk'],
    [0.29, '2026-09-30', 'off-track'],
  ])('%d on %s is %s', (progress, today, status) => {
    expect(paceStatus(progress, quarter, today).status).toBe(status);
  });

  it('says the rule that gave it', () => {
    expect(paceStatus(0.3, quarter, halfTime).rule).toBe(
      '30% done after 50% of the time heads for 0.60: from 0.3 to below 0.7 is at risk.',
    );
  });

  it('is no-data without a value or a period', () => {
    expect(paceStatus(null, quarter, halfTime).status).toBe('no-data');
    expect(paceStatus(0.5, null, halfTime).status).toBe('no-data');
  });

  it.each([
    [true, 0.9, 'on-track'],
    [true, 0.5, 'at-risk'],
    [false, 0.9, 'at-risk'],
    [false, 0.5, 'off-track'],
    [null, null, 'no-data'],
  ] as const)('of a guard that holds now: %s, held: %s, is %s', (now, held, status) => {
    expect(guardStatus(now, held, quarter, halfTime).status).toBe(status);
  });
});

describe('where a key result stands', () => {
  const written = { start: '60%', target: '80%' };

  it('takes the last check-in up to today', () => {
    const checkIns = [
      aCheckIn('2026-07-08', '62%'),
      aCheckIn('2026-08-01', '70%'),
      aCheckIn('2026-09-01', '90%'),
    ];
    const standing = standingOf(aKeyResult(written), checkIns, quarter, halfTime);
    expect(standing).toMatchObject({ score: 0.5, band: 'meaningful progress', asOf: { day: '2026-08-01' } });
  });

  it('does not let a check-in from after the period change its score', () => {
    const checkIns = [aCheckIn('2026-09-01', '70%'), aCheckIn('2026-10-20', '80%')];
    expect(standingOf(aKeyResult(written), checkIns, quarter, '2026-11-01').score).toBe(0.5);
  });

  it('falls back to the value in the file', () => {
    expect(standingOf(aKeyResult({ ...written, current: '65%' }), [], quarter, halfTime)).toMatchObject({
      score: 0.25,
      asOf: null,
    });
  });

  it.each([
    [{ start: '60%' }, 'There is no target to judge by.'],
    [{ start: '60%', target: '80%' }, 'There is no value to judge by.'],
  ])('says what is missing in %j', (given, rule) => {
    const checkIns = 'target' in given ? [] : [aCheckIn('2026-08-01', '70%')];
    expect(standingOf(aKeyResult(given), checkIns, quarter, halfTime).status).toMatchObject({
      status: 'no-data',
      rule,
    });
  });
});

describe('where an objective stands', () => {
  const goals = someGoals({
    objectives: [
      {
        id: 'o',
        statement: 'Shoppers check out without help',
        period: 'Q3-2026',
        keyResults: [
          { id: 'a', statement: 'Completion', start: '60%', target: '80%' },
          { id: 'b', statement: 'Errors', target: '< 1%', direction: 'stay below' },
          { id: 'c', statement: 'Calls', start: 400, target: 100 },
        ],
      },
    ],
  });
  const tree = createGoalTree(goals);
  const [objective] = tree.objectives();
  if (objective === undefined) throw new Error('no objective');
  const checkIns = new Map<string, readonly CheckIn[]>([
    ['a', [aCheckIn('2026-08-10', '75%', { keyResult: 'a' })]],
    ['b', [aCheckIn('2026-07-01', '0.5%', { keyResult: 'b' })]],
  ]);

  it('weighs its key results, counts the unmeasured as 0 and says so', () => {
    const standing = objectiveStanding(tree, objective, checkIns, halfTime);
    expect(standing).toMatchObject({ score: 0.58, unmeasured: 1 });
    expect(standing.status).toMatchObject({
      status: 'at-risk',
      rule: expect.stringContaining('1 without a value'),
    });
  });

  it('has no data when nothing is measured', () => {
    expect(objectiveStanding(tree, objective, new Map(), halfTime).status.status).toBe('no-data');
  });
});

describe('stretch', () => {
  const done = (ended: string, score: number, line = 'checkout') => ({
    objective: `${line}-${ended}`,
    statement: 'x',
    line,
    ended,
    score,
  });

  it('is asked for when a line scored 1.0 time after time', () => {
    const advice = stretchAdvice([
      done('2026-03-31', 1),
      done('2026-06-30', 1),
      done('2026-06-30', 0.7, 'search'),
    ]);
    expect(advice.map((one) => one.line)).toEqual(['checkout']);
    expect(advice[0]?.message).toContain('did not stretch');
  });

  it('is not asked for after a single 1.0, or when the last one fell short', () => {
    expect(stretchAdvice([done('2026-06-30', 1)])).toEqual([]);
    expect(stretchAdvice([done('2026-03-31', 1), done('2026-06-30', 1), done('2026-09-30', 0.6)])).toEqual(
      [],
    );
  });
});
