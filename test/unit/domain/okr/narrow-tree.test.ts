import { describe, expect, test } from 'vitest';
import { createGoalTree } from '../../../../src/domain/okr/goal-tree.ts';
import { narrowTree, type TreeFilter, treeChoices } from '../../../../src/domain/okr/narrow-tree.ts';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { someGoals } from '../../../helpers/okr.ts';

const tree = createGoalTree(
  someGoals({
    missions: [{ id: 'mission', statement: 'Help shops sell', owner: 'Ada' }],
    pillars: [{ id: 'empty', statement: 'Nothing serves it', parent: 'mission' }],
    teams: [
      { id: 'checkout', name: 'Checkout', parent: 'mission', owner: 'Mara' },
      { id: 'search', name: 'Search', parent: 'mission', owner: 'Noor' },
    ],
    objectives: [
      {
        ...{ id: 'finish', statement: 'Shoppers finish', period: 'Q4-2026', parent: 'checkout' },
        keyResults: [
          { id: 'orders', statement: 'Orders', start: '1%', target: '2%', owner: 'Tom' },
          { id: 'calls', statement: 'Calls', start: '9', target: '1' },
        ],
      },
      {
        ...{ id: 'find', statement: 'Shoppers find', period: 'Q3-2026', parent: 'search' },
        keyResults: [{ id: 'hits', statement: 'Hits', start: '1%', target: '2%' }],
      },
      { id: 'always', statement: 'Nobody waits', parent: 'search' },
    ],
  }),
);

const all: TreeFilter = { period: 'all', team: null, owner: null };
const shown = (filter: Partial<TreeFilter>) =>
  [...narrowTree(tree, { ...all, ...filter }, '2026-11-20')].sort();

describe('narrowing the cascade', () => {
  test('leaves everything when nothing is asked', () => {
    expect(shown({})).toEqual(tree.goals.map(({ id }) => id).sort());
  });

  test('to what runs today leaves what is over away, and what has no period in', () => {
    const left = shown({ period: 'running' });
    expect(left).toEqual(expect.arrayContaining(['mission', 'empty', 'finish', 'orders', 'calls', 'always']));
    expect(left).not.toContain('find');
    expect(left).not.toContain('hits');
  });

  test('to a period leaves only what leads to its objectives', () => {
    expect(shown({ period: readPeriod('Q3-2026') ?? 'all' })).toEqual(['find', 'hits', 'mission', 'search']);
    expect(shown({ period: readPeriod('2026') ?? 'all' })).toEqual([
      'calls',
      'checkout',
      'find',
      'finish',
      'hits',
      'mission',
      'orders',
      'search',
    ]);
  });

  test('to a team or an owner, also of one key result alone', () => {
    expect(shown({ team: 'checkout' })).toEqual(['calls', 'checkout', 'finish', 'mission', 'orders']);
    expect(shown({ owner: 'Tom' })).toEqual(['calls', 'checkout', 'finish', 'mission', 'orders']);
    expect(shown({ owner: 'Tom', team: 'search' })).toEqual([]);
    expect(shown({ owner: 'nobody' })).toEqual([]);
  });

  test('can be asked for every period, team and owner that there is', () => {
    const { periods, teams, owners } = treeChoices(tree);
    expect(periods.map(({ id }) => id)).toEqual(['Q4-2026', 'Q3-2026']);
    expect(teams.map(({ name }) => name)).toEqual(['Checkout', 'Search']);
    expect(owners).toEqual(['Mara', 'Noor', 'Tom']);
  });
});
