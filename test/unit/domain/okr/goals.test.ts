import { describe, expect, it } from 'vitest';
import { createGoalTree, treeProblems } from '../../../../src/domain/okr/goal-tree.ts';
import { settleIds, slug } from '../../../../src/domain/okr/ids.ts';
import { readGoals } from '../../../../src/domain/okr/read-goals.ts';
import { writeGoals } from '../../../../src/domain/okr/write-goals.ts';
import { someGoals } from '../../../helpers/okr.ts';

const cascade = {
  missions: [{ id: 'm', statement: 'Help shops sell', owner: 'board', period: '2026' }],
  visions: [{ id: 'v', statement: 'One click', parent: 'm' }],
  pillars: [{ id: 'p', statement: 'Trust', parent: 'v' }],
  teams: [{ id: 't', name: 'Checkout', parent: 'p', owner: 'ada' }],
  objectives: [
    {
      id: 'o',
      statement: 'Shoppers finish',
      team: 't',
      period: 'Q3-2026',
      keyResults: [{ id: 'k', statement: 'Completion', start: '60%', target: '80%' }],
    },
    { id: 'lone', statement: 'Stand alone' },
  ],
};

describe('the goal tree', () => {
  const tree = createGoalTree(someGoals(cascade));

  it('inherits owner and period from the nearest goal above that has one', () => {
    expect(tree.ownerOf('v')).toBe('board');
    expect(tree.periodOf('t')?.id).toBe('2026');
    expect(tree.periodOf('k')?.id).toBe('Q3-2026');
    expect(tree.ownerOf('k')).toBe('ada');
    expect(tree.ownerOf('lone')).toBeNull();
  });

  it('knows the team of an objective and its key results', () => {
    expect(tree.teamOf('k')?.name).toBe('Checkout');
    expect(tree.teamOf('lone')).toBeNull();
  });

  it('gives the way up to the mission', () => {
    expect(tree.ancestorsOf('t').map((goal) => goal.id)).toEqual(['p', 'v', 'm']);
  });

  it('survives a circle of parents and reports it', () => {
    const goals = someGoals({
      objectives: [
        { id: 'a', statement: 'A', parent: 'b' },
        { id: 'b', statement: 'B', parent: 'a' },
        { id: 'c', statement: 'C', parent: 'nowhere', team: 'nobody' },
      ],
    });
    expect(createGoalTree(goals).ownerOf('a')).toBeNull();
    expect(treeProblems(goals).map(({ goal, field }) => [goal, field])).toEqual([
      ['a', 'parent'],
      ['b', 'parent'],
      ['c', 'parent'],
      ['c', 'team'],
    ]);
  });

  it('refuses a goal under a lower level', () => {
    const goals = someGoals({
      missions: [{ id: 'm', statement: 'M', parent: 'o' }],
      objectives: [{ id: 'o', statement: 'O' }],
    });
    expect(treeProblems(goals).map((problem) => problem.message)).toEqual([
      'A mission does not stand under an objective.',
    ]);
  });
});

describe('reading the written form', () => {
  it('reports every problem with its path', () => {
    const { problems } = readGoals({
      objectives: [
        {
          id: 'o',
          statement: 'O',
          period: 'soon',
          keyResults: [
            { id: 'o', statement: 'twice', start: '5m' },
            { statement: 'units', start: '5 users', target: '80%' },
          ],
        },
      ],
    });
    expect(problems.map(({ path, offset }) => [path.join('.'), offset])).toEqual([
      ['objectives.0.keyResults.0.id', 0],
      ['objectives.0.period', 0],
      ['objectives.0.keyResults.0.start', 1],
      ['objectives.0.keyResults.1.start', 0],
    ]);
  });

  it('names keys that it does not know', () => {
    const { problems } = readGoals({ objectives: [{ statement: 'O', onwer: 'ada' }] });
    expect(problems).toEqual([
      { path: ['objectives', 0], offset: 0, message: '“onwer” is not known here.', key: 'onwer' },
    ]);
  });

  it('gives goals without an id one of their words, free of collisions', () => {
    const { goals, madeUpIds } = readGoals({
      objectives: [
        { statement: 'Ship it!' },
        { statement: 'Ship it' },
        { id: 'ship-it', statement: 'Given' },
      ],
    });
    expect(goals.map((goal) => goal.id)).toEqual(['ship-it-2', 'ship-it-3', 'ship-it']);
    expect([...madeUpIds]).toEqual(['ship-it-2', 'ship-it-3']);
  });

  it('is undone by writing', () => {
    const goals = someGoals(cascade);
    expect(readGoals(writeGoals(goals)).goals).toEqual(goals);
  });
});

describe('ids', () => {
  it('are made of any text', () => {
    expect(slug('Größe & Qualität', 'objective')).toBe('grosse-qualitat');
    expect(slug('目標を達成する', 'objective')).toMatch(/^objective-[a-z0-9]+$/);
    expect(slug('x'.repeat(200), 'objective').length).toBeLessThanOrEqual(48);
  });

  it('stay with a goal that was reworded', () => {
    const goal = (id: string, statement: string) => ({ id, kind: 'objective', statement, parent: null });
    const known = [goal('o1', 'Shoppers finish their checkout without help'), goal('o2', 'Grow in Spain')];
    const incoming = [
      goal('x', 'Shoppers finish the checkout without any help'),
      goal('y', 'Hire ten designers'),
    ];
    expect([...settleIds(incoming, known, new Set())]).toEqual([['x', 'o1']]);
  });
});
