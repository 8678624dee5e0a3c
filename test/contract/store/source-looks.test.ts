import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceLook } from '../../../src/domain/ports.ts';
import type { Database } from '../../../src/store/database.ts';
import { createSourceLooks } from '../../../src/store/source-looks.ts';
import { createWishes } from '../../../src/store/wishes.ts';
import { storeBindings } from '../../helpers/databases.ts';

const look: SourceLook = {
  keyResult: 'load',
  lookedAt: '2026-11-02T10:00:00.000Z',
  nextAt: '2026-11-02T16:00:00.000Z',
  failures: 2,
  problem: 'metrics.example.com answers 500',
  fingerprint: '{"kind":"http-json"}',
};

describe.each(storeBindings())('looks at sources in $name', ({ create }) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, drop } = await create());
  });
  afterAll(() => drop?.());

  test('are kept one a key result, the last one', async () => {
    const looks = createSourceLooks(database);
    await looks.put(look);
    await looks.put({ ...look, failures: 0, problem: null });
    await looks.put({ ...look, keyResult: 'other' });
    expect(await looks.of(['load', 'never'])).toEqual(
      new Map([['load', { ...look, failures: 0, problem: null }]]),
    );
    expect(await looks.of([])).toEqual(new Map());
  });

  test('and issues that Waymark was told to leave alone are found among many', async () => {
    const wishes = createWishes(database);
    const said = { textHash: 'a', at: look.lookedAt, by: 'jira:u1', answer: null };
    for (const [id, off] of [
      ['1', true],
      ['2', false],
    ] as const) {
      const ref = { tracker: 'jira', id } as const;
      await wishes.record({ ...said, ref, commentId: `c${id}`, changes: [{ kind: 'switch', off }] }, []);
    }
    expect(await wishes.offAmong('jira', ['1', '2', '3'])).toEqual(new Set(['1']));
    expect(await wishes.offAmong('linear', ['1'])).toEqual(new Set());
    expect(await wishes.offAmong('jira', [])).toEqual(new Set());
  });
});
