import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../../src/domain/okr/check-in.ts';
import { checkInCommands, readCheckInWords } from '../../../../src/domain/okr/check-in-command.ts';
import { addDays } from '../../../../src/domain/okr/days.ts';
import { createGoalTree } from '../../../../src/domain/okr/goal-tree.ts';
import {
  isWorthPublishing,
  linearHealth,
  publishedStanding,
  updateAction,
} from '../../../../src/domain/okr/publishing.ts';
import { cadence, deepDiveDue, deepDiveList, remindersDue } from '../../../../src/domain/okr/rhythm.ts';
import { rollOutChecklist } from '../../../../src/domain/okr/roll-out.ts';
import { objectiveStanding } from '../../../../src/domain/okr/standing.ts';
import { aCheckIn, aValue, someGoals } from '../../../helpers/okr.ts';

const tree = createGoalTree(
  someGoals({
    teams: [
      {
        id: 't',
        name: 'Checkout',
        owner: 'ada',
        statement: 'Help shoppers finish by care so that shops sell',
      },
    ],
    objectives: [
      {
        id: 'o',
        statement: 'Shoppers finish',
        team: 't',
        period: 'Q3-2026',
        keyResults: [
          { id: 'a', statement: 'Completion', start: '60%', target: '80%' },
          { id: 'b', statement: 'Calls', start: 400, target: 100, owner: 'bo' },
          {
            id: 'm',
            statement: 'Gaps',
            target: '100%',
            source: { kind: 'issues', link: { by: 'label', value: 'x' } },
          },
        ],
      },
    ],
  }),
);

describe('weekly reminders', () => {
  it('go to the owners of what nobody has said anything about for a week', () => {
    const due = (today: string, ...last: [string, string][]) =>
      remindersDue(tree, new Map(last), today).map(({ owner, keyResults }) => [
        owner,
        ...keyResults.map((one) => one.id),
      ]);
    expect(due('2026-07-05')).toEqual([]);
    expect(due('2026-07-08')).toEqual([
      ['ada', 'a'],
      ['bo', 'b'],
    ]);
    expect(due('2026-07-20', ['a', '2026-07-14'])).toEqual([['bo', 'b']]);
    expect(due('2026-07-21', ['a', '2026-07-14'], ['b', '2026-07-15'])).toEqual([['ada', 'a']]);
    expect(due('2026-10-20')).toEqual([]);
  });
});

describe('the monthly deep dive', () => {
  it('looks at the worst first, and at what is on track with little confidence', () => {
    const checkIns = new Map<string, readonly CheckIn[]>([
      ['a', [aCheckIn('2026-08-10', '78%', { keyResult: 'a', confidence: 'low' })]],
      ['b', [aCheckIn('2026-08-10', '395', { keyResult: 'b' })]],
    ]);
    const standings = tree.objectives().map((one) => objectiveStanding(tree, one, checkIns, '2026-08-15'));
    expect(deepDiveList(tree, standings, checkIns).map((one) => one.goal)).toEqual(['b', 'm', 'a']);
  });

  it('is due once a calendar month', () => {
    expect([null, '2026-07-31', '2026-08-01'].map((last) => deepDiveDue(last, '2026-08-15'))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('the cadence', () => {
  it('is the share of key results with a check-in, week by week', () => {
    const checkIns = new Map([['a', [aCheckIn('2026-07-30', '62%'), aCheckIn('2026-08-15', '62%')]]]);
    expect(cadence(['a', 'b'], checkIns, '2026-08-15', 3)).toEqual([0.5, 0, 0.5]);
  });
});

describe('the roll-out guide', () => {
  const steps = (today: string, checkIns: ReadonlyMap<string, readonly CheckIn[]> = new Map(), of = tree) =>
    rollOutChecklist({ tree: of, team: 't', began: '2026-07-01', today, checkIns });
  const states = (list: ReturnType<typeof steps>) =>
    list.map(({ id, done, late }) => `${id} ${done ? 'done' : late ? 'late' : 'open'}`);

  it('sees what is there without anybody ticking it', () => {
    expect(states(steps('2026-07-10'))).toEqual([
      'mission-drafted done',
      'okrs-set done',
      'metrics-defined open',
      'cadence-held open',
      'data-flowing open',
      'second-cycle open',
    ]);
  });

  it('sees cadence and data in the check-ins', () => {
    const today = '2026-08-15';
    const weekly = (keyResult: string, source: CheckIn['source']) =>
      [3, 2, 1, 0].map((week) => aCheckIn(addDays(today, -7 * week), '62%', { keyResult, source }));
    const checkIns = new Map([
      ['a', weekly('a', 'manual')],
      ['b', weekly('b', 'manual')],
      ['m', weekly('m', 'issues')],
    ]);
    expect(states(steps(today, checkIns)).slice(3)).toEqual([
      'cadence-held done',
      'data-flowing done',
      'second-cycle open',
    ]);
  });

  it('calls late what is open after its phase', () => {
    expect(
      states(steps('2026-09-20', new Map(), createGoalTree(someGoals({ teams: [{ id: 't', name: 'T' }] })))),
    ).toEqual([
      'mission-drafted late',
      'okrs-set late',
      'metrics-defined late',
      'cadence-held open',
      'data-flowing open',
      'second-cycle open',
    ]);
  });
});

describe('checking in by a comment', () => {
  it('is read line by line, not from quotes or code', () => {
    const comment =
      'Hello\n/waymark kr checkout-rate 72% after the release\n> /waymark kr a 1\n```\n/waymark kr b 2\n```\n/WAYMARK KR C 3';
    expect(checkInCommands(comment)).toEqual([
      { keyResult: 'checkout-rate', words: '72% after the release' },
      { keyResult: 'c', words: '3' },
    ]);
    expect(checkInCommands('/waymark kr a')).toEqual([]);
    expect(checkInCommands('see /waymark kr a 1')).toEqual([]);
    expect(checkInCommands('/waymark kr ../x 1')).toEqual([]);
  });

  it.each([
    ['72% after the release', '80%', '72%', 'after the release'],
    ['72', '80%', '72%', null],
    ['36 hr', '24hr', '36 hr', null],
    ['2 days since Monday', '24hr', '2 days', 'since Monday'],
    ['1,250 users', '5000 users', '1,250 users', null],
    ['"$52k / month" best so far', '$80k/month', '$52k / month', 'best so far'],
    ['42 no idea why', null, '42', 'no idea why'],
  ])('%s beside a target of %s', (words, target, value, note) => {
    expect(readCheckInWords(words, target === null ? null : aValue(target))).toMatchObject({
      ok: true,
      value: { text: value },
      note,
    });
  });

  it('takes the confidence out of the note, and says what it cannot read', () => {
    expect(readCheckInWords('72% shaky confidence: low', aValue('80%'))).toMatchObject({
      confidence: 'low',
      note: 'shaky',
    });
    expect(readCheckInWords('soon', aValue('80%'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('number'),
    });
    expect(readCheckInWords('$5', aValue('80%'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('80%'),
    });
  });
});

describe('what is told to the trackers', () => {
  const at = (progress: number | null, status: 'on-track' | 'at-risk' | 'no-data' = 'on-track') =>
    publishedStanding(progress, progress, status);

  it.each([
    ['nothing was told and nothing is known', null, at(null, 'no-data'), false],
    ['nothing was told', null, at(0.1), true],
    ['it moved by less than the step', at(0.5), at(0.54), false],
    ['it moved by the step', at(0.5), at(0.55), true],
    ['it fell by the step', at(0.5), at(0.45), true],
    ['it reached the end', at(0.99), at(1), true],
    ['the status changed', at(0.5), at(0.5, 'at-risk'), true],
  ])('when %s', (_, last, now, worth) => {
    expect(isWorthPublishing(last, now)).toBe(worth);
  });

  it.each([
    [null, 'create'],
    [{ day: '2026-08-15', status: 'at-risk' }, 'edit'],
    [{ day: '2026-08-12', status: 'on-track' }, 'wait'],
    [{ day: '2026-08-12', status: 'at-risk' }, 'create'],
    [{ day: '2026-08-08', status: 'on-track' }, 'create'],
  ] as const)('with the last update %j, an update on track is to %s', (last, action) => {
    expect(updateAction(last, 'on-track', '2026-08-15')).toBe(action);
  });

  it('names health as Linear does', () => {
    expect((['on-track', 'at-risk', 'off-track', 'no-data'] as const).map(linearHealth)).toEqual([
      'onTrack',
      'atRisk',
      'offTrack',
      null,
    ]);
  });
});
