import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCheckIns } from '../../../src/store/check-ins.ts';
import type { Database } from '../../../src/store/database.ts';
import { createGoalStore } from '../../../src/store/goals.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { aValue, someGoals } from '../../helpers/okr.ts';

describe.each(storeBindings())('the history of goals on $name', ({ create }) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, drop } = await create());
    const at = '2026-11-02T10:00:00.000Z';
    await createCheckIns(database).add(
      {
        ...{ keyResult: 'kr', day: '2026-11-02', value: aValue('5'), author: 'ada', source: 'manual' },
        ...{ evidence: [], confidence: null, note: null, corrects: null, key: null, at },
      },
      [],
    );
    const goals = someGoals({ objectives: [{ statement: 'Shoppers finish alone' }] });
    await createGoalStore(database).put({ goals, basedOn: 0, by: 'ada', at }, []);
  });
  afterAll(() => drop());

  test.each([
    'update waymark.check_ins set note = null',
    'delete from waymark.check_ins',
    'truncate waymark.check_ins cascade',
    `update waymark.goal_trees set goals = '[]'`,
    'delete from waymark.goal_trees',
    'truncate waymark.goal_trees',
  ])('the database refuses: %s', async (statement) => {
    await expect(database.pool.query(statement)).rejects.toThrow('is append-only');
  });
});
