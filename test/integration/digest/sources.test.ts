import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDigestSources } from '../../../src/store/digest-sources.ts';
import { createMissionRecords } from '../../../src/store/mission-records.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { createWriteLog } from '../../../src/store/write-log.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { aDigestIssue } from '../../helpers/digest.ts';

const at = '2026-11-12T09:00:00.000Z';

describe.each(storeBindings())('what sections are built from, on $name', ({ create }) => {
  let world: Awaited<ReturnType<typeof create>>;
  beforeAll(async () => {
    world = await create();
    const reviews = createReviews(world.database);
    const done = { status: { name: 'Done', category: 'done' as const }, updatedAt: at };
    for (const { issue, assessment } of [
      aDigestIssue({ key: 'SHOP-1' }),
      aDigestIssue({ key: 'SHOP-2', ...done }),
      aDigestIssue({ key: 'PAY-1', project: 'PAY', ref: { tracker: 'linear', id: 'p1' } }),
    ])
      await reviews.save({ issue, assessment, reviewedAt: at }, []);
    const entry = {
      ...{
        ref: { tracker: 'jira' as const, id: 'SHOP-1' },
        key: 'SHOP-1',
        project: 'SHOP',
        issueUpdatedAt: null,
      },
      ...{
        kind: 'comment' as const,
        field: null,
        before: null,
        after: 'hash',
        commentId: null,
        reason: null,
      },
    };
    await createWriteLog(world.database).append(
      [
        { ...entry, state: 'written', at },
        { ...entry, state: 'undone', at },
        { ...entry, state: 'written', at: '2026-10-01T09:00:00.000Z' },
        { ...entry, state: 'held', reason: 'quiet hours', at },
        { ...entry, state: 'held', reason: 'quiet hours', project: 'OPS', at },
      ],
      [],
    );
  });
  afterAll(() => world.drop());

  test('know what somebody last said became of a mission', async () => {
    const records = createMissionRecords(world.database);
    const ref = { tracker: 'jira', id: 'SHOP-2' } as const;
    const by = { who: 'mara', from: null };
    for (const verdict of ['open', 'reached'] as const)
      await records.noteOutcome(ref, { verdict, note: 'a\0b', by, at }, []);
    const issues = await createDigestSources(world.database).issues(null);
    const outcomes = issues.map(({ issue, outcome }) => [issue.key, outcome?.verdict ?? null]);
    expect(outcomes).toContainEqual(['SHOP-2', 'reached']);
    expect(outcomes).toContainEqual(['SHOP-1', null]);
  });

  test('are the issues of all projects, or of some, whatever the case of their keys', async () => {
    const { issues } = createDigestSources(world.database);
    const keys = async (projects: readonly string[] | null) =>
      (await issues(projects)).map(({ issue }) => issue.key).toSorted();
    expect(await keys(null)).toEqual(['PAY-1', 'SHOP-1', 'SHOP-2']);
    expect(await keys(['jira:shop'])).toEqual(['SHOP-1', 'SHOP-2']);
    expect(await keys(['jira:PAY'])).toEqual([]);
    expect(await keys([])).toEqual([]);
  });

  test('tell when an issue was done, by its last change where nothing better is known', async () => {
    const all = await createDigestSources(world.database).issues(null);
    expect(
      all.filter(({ doneOn }) => doneOn !== null).map(({ issue, doneOn }) => [issue.key, doneOn]),
    ).toEqual([['SHOP-2', '2026-11-12']]);
  });

  test('are the writes of the week, and what is held now', async () => {
    const { writes } = createDigestSources(world.database);
    const [since, until] = [new Date('2026-11-09T09:00:00Z'), new Date('2026-11-16T09:00:00Z')];
    expect(await writes(since, until, null)).toEqual({
      ...{ comments: 1, fields: 0, issues: 1, undone: 1 },
      held: [{ reason: 'quiet hours', count: 2 }],
    });
    expect(await writes(since, until, ['jira:SHOP'])).toMatchObject({ held: [{ count: 1 }] });
    expect(await writes(since, until, [])).toMatchObject({ comments: 0, held: [] });
  });
});
