import { describe, expect, test } from 'vitest';
import { stages } from '../../../src/domain/mission/mission.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { someGoals } from '../../helpers/okr.ts';
import { now, openPages, shopIssues } from '../../helpers/pages.ts';

const story = (id: number, over = {}) =>
  anIssue({
    ref: { tracker: 'jira', id: String(id) },
    key: `SHOP-${id}`,
    title: `As a shopper, I want thing ${id}`,
    updatedAt: new Date(now.getTime() - id * 60_000).toISOString(),
    ...over,
  });

describe('the board', () => {
  test('says what to do while nothing has been read', async () => {
    const { get } = await openPages();
    const { body } = await get('/board');
    expect(body).toContain('No mission has been read yet');
    expect((await get('/board?framing=recipe')).body).toContain('No mission matches');
  });

  test('has a column for each stage; cancelled and deleted missions stand in none', async () => {
    const { get, read, reviews, cards } = await openPages();
    await read(story(1));
    await read(story(2, { assignees: [{ id: 'mara', name: 'Mara' }] }));
    await read(story(3, inStatus('in-progress')));
    await read(story(4, inStatus('in-review')));
    await read(story(5, inStatus('done')));
    await read(story(6, inStatus('cancelled')));
    const gone = await read(story(7));
    await reviews.markGone(gone.issue.ref, now, []);
    expect(await cards.counts({})).toEqual({
      ...{ spotted: 1, defined: 0, assigned: 1, delivering: 1, reviewing: 1, celebrated: 1 },
    });
    const { body } = await get('/board');
    expect([...body.matchAll(/<h2 id="(\w+)"/g)].map(([, stage]) => stage)).toEqual([...stages]);
    expect(body).toContain('href="/missions/jira/3"');
    expect(body).not.toContain('href="/missions/jira/6"');
  });

  test('is narrowed by its address, by every filter and by search', async () => {
    const { get, read } = await openPages();
    for (const issue of shopIssues()) await read(issue);
    await read(story(90_001, { title: 'Refunds 100%_sure', project: 'OPS', key: 'OPS-1' }));
    const keysOf = async (query: string) => {
      const { body } = await get(`/board?${query}`);
      return [...body.matchAll(/class="card is-(\w+)"/g)].map(([, framing]) => framing);
    };
    const recipes = await keysOf('framing=recipe');
    expect(recipes.length).toBeGreaterThan(3);
    expect(new Set(recipes)).toEqual(new Set(['recipe']));
    expect(await keysOf('project=OPS')).toHaveLength(1);
    expect(await keysOf('search=100%25_SURE')).toHaveLength(1);
    expect(await keysOf('search=ops-1')).toHaveLength(1);
    expect(await keysOf('search=100%25xsure')).toEqual([]);
    expect((await keysOf('gap=missing-persona')).length).toBeGreaterThan(0);
    expect(await keysOf('tracker=linear')).toEqual([]);
    const all = await keysOf('');
    expect(await keysOf('framing=nonsense&gap[]=x'), 'what is unknown narrows nothing').toEqual(all);
  });

  test('goes through a column page by page, each mission once, also those of one moment', async () => {
    const { get, read } = await openPages();
    for (let id = 1; id <= 130; id += 1) await read(story(id, { updatedAt: now.toISOString() }));
    const seen: string[] = [];
    let url: string | undefined = '/board?search=thing';
    for (let page = 0; url && page < 10; page += 1) {
      const { body } = await get(url);
      const links = [...body.matchAll(/href="\/missions\/jira\/(\d+)"/g)].map(([, id]) => id ?? '');
      seen.push(...links);
      url = /class="more" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      expect(body).toContain('130 missions that match');
    }
    expect(seen).toHaveLength(130);
    expect(new Set(seen).size).toBe(130);
  });

  test('shows the key result that a mission moves', async () => {
    const { get, read, goals } = await openPages();
    const { version } = await goals.current();
    await goals.put(
      {
        goals: someGoals({
          objectives: [
            {
              ...{ id: 'finish', statement: 'Shoppers finish alone', period: 'Q4-2026' },
              keyResults: [
                {
                  ...{ id: 'completion', statement: 'Raise completion from 60% to 80%' },
                  work: { by: 'label', value: 'okr-completion' },
                },
              ],
            },
          ],
        }),
        ...{ basedOn: version, by: 'ada', at: now.toISOString() },
      },
      [],
    );
    await read(story(1, { labels: [{ name: 'okr-completion' }] }));
    await read(story(2));
    const { body } = await get('/board');
    expect(body.match(/href="\/goals#completion"/g)).toHaveLength(1);
    const mission = (await get('/missions/jira/1')).body;
    expect(mission).toContain('Raise completion from 60% to 80%');
    expect(mission).toContain('Shoppers finish alone');
    expect((await get('/missions/jira/2')).body).toContain('It is linked to no key result');
  });
});
