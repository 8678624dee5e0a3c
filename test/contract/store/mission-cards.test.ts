import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../../src/domain/assessment/assess.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { readCardsAnew } from '../../../src/store/migrations/0011-audit-and-edits.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { shopIssues } from '../../helpers/pages.ts';

const bindings = storeBindings().filter(({ name }) => name !== 'PGlite on disk');

describe.each(bindings)('the cards of missions, on $name', ({ create }) => {
  let world: Awaited<ReturnType<typeof create>>;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world?.drop());

  test('of reviews from before the audit are as a review makes them today', async () => {
    const reviews = createReviews(world.database);
    const extra = [
      anIssue({ ref: { tracker: 'linear', id: 'l-1' }, reporter: { id: 'b', name: 'A bot', bot: true } }),
      anIssue({ ref: { tracker: 'linear', id: 'l-2' }, reporter: { id: 'm', name: 'Mara' }, type: 'bug' }),
      anIssue({ ref: { tracker: 'linear', id: 'l-3' }, ...inStatus('cancelled') }),
      anIssue({
        ref: { tracker: 'linear', id: 'l-4' },
        customFields: [{ id: 'f', name: 'Size', value: 'micro' }],
      }),
    ];
    for (const issue of [...shopIssues(), ...extra]) {
      const assessment = assess({ issue, settings: defaultSettings, today: '2026-11-20' });
      await reviews.save({ issue, assessment, reviewedAt: '2026-11-20T12:00:00.000Z' }, []);
    }
    const { sql: db } = world.database;
    const cards = () =>
      db.selectFrom('mission_cards').selectAll().orderBy('tracker').orderBy('issue_id').execute();
    const today = await cards();
    expect(today.length).toBeGreaterThan(20);
    expect(today.some(({ author_name }) => author_name === 'Mara')).toBe(true);
    await sql`update waymark.mission_cards set type = 'story', is_open = true, created_at = null, author_id = null,
      author_name = null, missing = '{}', has_benefit = false, has_target = false, confidence = 0`.execute(
      db,
    );
    expect(await cards()).not.toEqual(today);
    await sql.raw(readCardsAnew).execute(db);
    expect(await cards()).toEqual(today);
  });
});
