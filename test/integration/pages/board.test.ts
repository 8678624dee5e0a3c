import { describe, expect, test } from 'vitest';
import { seesEverything } from '../../../src/domain/access.ts';
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
    expect(await cards.counts({ sight: seesEverything })).toEqual({
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
    expect(body.match(/href="\/goals\/completion"/g)).toHaveLength(1);
    const mission = (await get('/missions/jira/1')).body;
    expect(mission).toContain('Raise completion from 60% to 80%');
    expect(mission).toContain('Shoppers finish alone');
    expect((await get('/missions/jira/2')).body).toContain('It is linked to no key result');
  });

  test('shows those that have none of what a filter asks for', async () => {
    const { get, read } = await openPages();
    await read(story(1, { title: 'Buy a basket' }));
    await read(story(2, { title: 'Buy a basket', assignees: [{ id: 'mara', name: 'Mara' }] }));
    await read(story(3, { title: 'Buy a basket', priority: 'High', description: '**Persona:** shopper' }));
    const keysOf = async (query: string) =>
      [...(await get(`/board?${query}`)).body.matchAll(/data-card="jira:(\d+)"/g)]
        .map(([, id]) => id)
        .toSorted();
    expect(await keysOf('owner=none')).toEqual(['1', '3']);
    expect(await keysOf('owner=Mara')).toEqual(['2']);
    expect(await keysOf('persona=none')).toEqual(['1', '2']);
    expect(await keysOf('priority=none')).toEqual(['1', '2']);
  });

  test('finds those whose size nobody has said, as the audit counts them, and says that it is a guess', async () => {
    const { get, read } = await openPages();
    await read(story(1, { title: 'Buy a basket' }));
    await read(story(2, { customFields: [{ id: 'f', name: 'Size', value: 'macro' }] }));
    const { body } = await get('/board?size=none');
    expect([...body.matchAll(/data-card="jira:(\d+)"/g)].map(([, id]) => id)).toEqual(['1']);
    expect(body).toContain('>meso?<');
    expect((await get('/board?size=macro')).body).toContain('>macro</span>');
  });

  describe('in lanes', () => {
    const laneNames = (body: string) =>
      [...body.matchAll(/<h2 id="lane-\d+">(?:<bdi>)?([^<]+?)(?:<\/bdi>)? ?<a/g)].map(([, name]) =>
        name?.trim(),
      );

    test('has the stages once for each group, with counts of all and the first cards', async () => {
      const { get, read } = await openPages();
      for (let id = 1; id <= 9; id += 1) await read(story(id, { description: '**Persona:** shopper' }));
      for (let id = 11; id <= 13; id += 1)
        await read(story(id, { description: '**Persona:** packer', ...inStatus('in-progress') }));
      await read(story(20, { title: 'Buy' }));
      const { body } = await get('/board?group=persona');
      expect(laneNames(body)).toEqual(['shopper', 'packer', 'No persona']);
      expect(body.match(/data-card=/g)).toHaveLength(4 + 3 + 1);
      expect(body).toContain('13 missions');
      expect(body).toMatch(
        /href="\/board\?persona=shopper&amp;only=defined">All 9|href="\/board\?persona=shopper&amp;only=spotted">All 9/,
      );
      expect(body).toContain('href="/board?persona=none"');
      const narrowed = (await get('/board?group=persona&search=thing')).body;
      expect(laneNames(narrowed)).toEqual(['shopper', 'packer']);
    });

    test('is grouped by value and size in the template’s order, and by team', async () => {
      const { get, read } = await openPages();
      const valued = (value: string) => ({ customFields: [{ id: 'f-1', name: 'Mission value', value }] });
      for (const [index, value] of ['risk', 'risk', 'revenue', 'cost'].entries())
        await read(story(index + 1, { title: 'Buy', ...valued(value) }));
      await read(story(9, { title: 'Buy' }));
      await read(story(90, { title: 'Buy', project: 'OPS', key: 'OPS-1' }));
      const values = laneNames((await get('/board?group=value')).body);
      expect(values.slice(0, 3)).toEqual(['revenue', 'cost', 'risk']);
      expect(laneNames((await get('/board?group=size')).body)).not.toContain('No size');
      expect(laneNames((await get('/board?group=team')).body)).toEqual(['SHOP', 'OPS']);
    });

    test('goes on where a page of lanes ends', async () => {
      const { get, read } = await openPages();
      for (let id = 1; id <= 8; id += 1) await read(story(id, { project: `TEAM${id}` }));
      const first = (await get('/board?group=team')).body;
      expect(laneNames(first)).toEqual(['TEAM1', 'TEAM2', 'TEAM3', 'TEAM4', 'TEAM5', 'TEAM6']);
      expect(first).toContain('href="/board?group=team&amp;skip=6"');
      const second = (await get('/board?group=team&skip=6')).body;
      expect(laneNames(second)).toEqual(['TEAM7', 'TEAM8']);
      expect(second).toContain('8 missions');
      expect(second).not.toContain('Next groups');
    });

    test('is grouped by objective, a mission that moves two in the lanes of both', async () => {
      const { get, read, goals } = await openPages();
      const { version } = await goals.current();
      const objective = (id: string, label: string) => ({
        ...{ id, statement: `Objective ${id}`, period: 'Q4-2026' },
        keyResults: [
          {
            id: `${id}-kr`,
            statement: 'Raise it from 1% to 2%',
            work: { by: 'label', value: label } as const,
          },
        ],
      });
      const tree = someGoals({ objectives: [objective('one', 'okr-1'), objective('two', 'okr-2')] });
      await goals.put({ goals: tree, basedOn: version, by: 'ada', at: now.toISOString() }, []);
      await read(story(1, { labels: [{ name: 'okr-1' }] }));
      await read(story(2, { labels: [{ name: 'okr-1' }, { name: 'okr-2' }] }));
      await read(story(3));
      const { body } = await get('/board?group=objective');
      expect(laneNames(body)).toEqual(['Objective one', 'Objective two', 'For no objective']);
      expect(body.match(/data-card="jira:2"/g)).toHaveLength(2);
      expect((await get('/board?objective=two')).body).toContain('1 mission that matches');
    });
  });

  test('gives one card alone, as it is now, and none that is not there', async () => {
    const { get, read } = await openPages();
    await read(story(1));
    await read(story(2, inStatus('cancelled')));
    const { body, statusCode } = await get('/board/cards/jira/1?back=/board%3Fgroup%3Dvalue');
    expect(statusCode).toBe(200);
    expect(body).toMatch(/^<!doctype html><li class="card/);
    expect(body).toContain('href="/missions/jira/1"');
    for (const url of ['/board/cards/jira/2', '/board/cards/jira/9', '/board/cards/x/1'])
      expect((await get(url)).statusCode).toBe(404);
  });
});
