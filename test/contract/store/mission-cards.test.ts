import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seesEverything } from '../../../src/domain/access.ts';
import { assess } from '../../../src/domain/assessment/assess.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { readCardsAnew } from '../../../src/store/migrations/0011-audit-and-edits.ts';
import { createMissionCards } from '../../../src/store/mission-cards.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { shopIssues } from '../../helpers/pages.ts';

describe.each(storeBindings())('the cards of missions, on $name', ({ create }) => {
  let world: Awaited<ReturnType<typeof create>>;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world?.drop());

  test.each([3, 40])('are counted by what links none of them, by %i rules', async (rules) => {
    const cards = createMissionCards(world.database);
    const { sql: db } = world.database;
    const name = `LINKS${rules}`;
    const seeds = [...Array(7).keys()].map((n) => ({ id: `${name}-${n}`, isDone: n % 2 === 1 }));
    for (const { id, isDone } of seeds) {
      const issue = anIssue({
        ...{ ref: { tracker: 'jira', id }, key: id, project: name, assignees: [{ id: 'm', name: 'Mara' }] },
        ...(isDone && inStatus('done')),
      });
      const assessment = assess({ issue, settings: defaultSettings, today: '2026-11-20' });
      const review = { issue, assessment, reviewedAt: '2026-11-20T12:00:00.000Z' };
      await createReviews(world.database).save(review, []);
    }
    // The first moves two goals, the second and third one each, the fourth one that is no longer there; others none.
    const keys = [['key-0', 'key-1'], ['key-0'], ['key-2', 'gone'], ['gone'], []];
    for (const [n, own] of keys.entries()) {
      await sql`
        insert into waymark.issue_facts (tracker, issue_id, issue_key, project, url, title, status_name, category,
          facts, weight_estimate, weight_size, own_keys, updated_at)
        values ('jira', ${`${name}-${n}`}, ${`${name}-${n}`}, ${name}, '', '', '', 'todo', '{}', 0, 0,
          ${own}::text[], now())`.execute(db);
    }
    const links = { are: 'none', keys: [...Array(rules).keys()].map((n) => `key-${n}`) } as const;
    const narrow = { project: name, sight: seesEverything, links };
    const counts = await cards.counts(narrow);
    expect({ assigned: counts.assigned, celebrated: counts.celebrated }).toEqual({
      ...{ assigned: 2, celebrated: 2 },
    });
    const shown = (await cards.firstOfEach(narrow, 10)).map(({ key }) => key).sort();
    expect(shown).toEqual([3, 4, 5, 6].map((n) => `${name}-${n}`));
  });

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
