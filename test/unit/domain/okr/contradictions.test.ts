import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../../src/domain/okr/check-in.ts';
import { contradictions } from '../../../../src/domain/okr/contradictions.ts';
import { evidenceOf, type LinkedIssue } from '../../../../src/domain/okr/evidence.ts';
import { createGoalTree } from '../../../../src/domain/okr/goal-tree.ts';
import { noGoal } from '../../../../src/domain/okr/no-goal.ts';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { aCheckIn, someGoals } from '../../../helpers/okr.ts';

const today = '2026-08-20';
const tree = createGoalTree(
  someGoals({
    objectives: [
      {
        id: 'o',
        statement: 'Shoppers finish',
        period: 'Q3-2026',
        keyResults: [
          {
            id: 'kr',
            statement: 'Completion',
            start: '60%',
            target: '80%',
            work: { by: 'label', value: 'okr' },
          },
        ],
      },
    ],
  }),
);

const linked = (key: string, doneOn: string | null, startedOn: string | null = doneOn): LinkedIssue => ({
  ref: { tracker: 'jira', id: key },
  key,
  url: `https://jira.example/${key}`,
  title: key,
  status: doneOn === null ? { name: 'Doing', category: 'in-progress' } : { name: 'Done', category: 'done' },
  startedOn,
  doneOn,
});

function found(checkIns: readonly CheckIn[], issues: readonly LinkedIssue[], day = today) {
  const all = contradictions({
    tree,
    today: day,
    checkIns: new Map([['kr', checkIns]]),
    issues: new Map([['kr', issues]]),
  });
  return all.map(({ goal, check, evidence }) => [goal, check, ...evidence]);
}

const threeDone = [linked('S-1', '2026-08-05'), linked('S-2', '2026-08-10'), linked('S-3', '2026-08-18')];
const before = aCheckIn('2026-07-15', '65%');

describe('work moved and the key result frozen', () => {
  it('is found when issues were done and the value stood still', () => {
    const checkIns = [before, aCheckIn('2026-08-14', '65%')];
    expect(found(checkIns, threeDone)).toEqual([['kr', 'work-moved-kr-frozen', 'S-1', 'S-2', 'S-3']]);
  });

  it('is found when nobody ever checked in', () => {
    expect(found([], threeDone)).toEqual([['kr', 'work-moved-kr-frozen', 'S-1', 'S-2', 'S-3']]);
  });

  it.each([
    ['the value moved', [before, aCheckIn('2026-08-14', '66%')], threeDone],
    ['the target is reached already', [aCheckIn('2026-07-15', '80%')], threeDone],
    ['little was done', [before], threeDone.slice(1)],
    ['it was done long ago', [before], threeDone.map((one) => ({ ...one, doneOn: '2026-07-20' }))],
  ])('is not found when %s', (_, checkIns, issues) => {
    expect(found(checkIns, issues)).toEqual([]);
  });
});

describe('the key result moved and no work', () => {
  const jump = aCheckIn('2026-08-14', '75%');

  it('is found when the value moved and nothing was worked on', () => {
    expect(found([before, jump], [linked('S-1', '2026-07-02')])).toEqual([
      ['kr', 'kr-moved-no-work', jump.id],
    ]);
  });

  it.each([
    ['something is in progress', [linked('S-1', null, '2026-08-10')]],
    ['something was done', [linked('S-1', '2026-08-10')]],
  ])('is not found when %s', (_, issues) => {
    expect(found([before, jump], issues)).toEqual([]);
  });
});

describe('a goal without work', () => {
  it('is found while its period runs', () => {
    expect(found([before], [])).toEqual([['o', 'goal-without-work', 'kr']]);
    expect(found([before], [], '2026-11-01')).toEqual([]);
  });
});

describe('an issue without a goal', () => {
  const open = { type: 'story', status: { name: 'Doing', category: 'in-progress' } } as const;

  it('is found, unless it is over, a sub-task, or no goal is linked to anything', () => {
    expect(noGoal(open, [], true)).toMatchObject({ check: 'no-goal', evidence: null });
    expect(noGoal(open, ['kr'], true)).toBeNull();
    expect(noGoal(open, [], false)).toBeNull();
    expect(noGoal({ ...open, type: 'sub-task' }, [], true)).toBeNull();
    expect(noGoal({ ...open, status: { name: 'Done', category: 'done' } }, [], true)).toBeNull();
  });
});

describe('the evidence of a progress figure', () => {
  it('is its check-ins and issues of the period, newest first', () => {
    const quarter = readPeriod('Q3-2026');
    const late = aCheckIn('2026-08-14', '70%');
    const issues = [linked('OLD', '2026-05-01'), ...threeDone, linked('OPEN', null)];
    const evidence = evidenceOf([aCheckIn('2026-06-01', '50%'), before, late], issues, quarter);
    expect(evidence.checkIns).toEqual([late, before]);
    expect(evidence.done.map((one) => one.key)).toEqual(['S-3', 'S-2', 'S-1']);
    expect(evidence.open.map((one) => one.key)).toEqual(['OPEN']);
  });
});
