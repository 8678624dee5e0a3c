import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/domain/issue.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { someGoals } from '../../helpers/okr.ts';
import { now, openPages } from '../../helpers/pages.ts';

const names = ['Mara', 'Timo', 'Jo', 'Ida', 'Kim', 'Lee'];
const recipe = 'Add a blue button to the checkout';
const hypothesis =
  'As a shopper, I want to bookmark items, so that I can come back. We expect it to reduce our 40 percent drop-off rate';

function story(id: number, over: Partial<Issue> = {}): Issue {
  const name = names[id % names.length] ?? 'Mara';
  return anIssue({
    ref: { tracker: 'jira', id: String(id) },
    key: `SHOP-${id}`,
    url: `https://shop.example/browse/SHOP-${id}`,
    title: id % 3 === 0 ? hypothesis : recipe,
    reporter: { id: `id-${name}`, name },
    createdAt: '2026-11-03T09:00:00.000Z',
    updatedAt: new Date(now.getTime() - id * 60_000).toISOString(),
    ...over,
  });
}

async function aBacklog(count = 12, over: Partial<Issue> = {}) {
  const pages = await openPages();
  for (let id = 1; id <= count; id += 1) await pages.read(story(id, over));
  return pages;
}

describe('the audit', () => {
  test('answers the coach’s questions for a team and a period', async () => {
    const { get, read } = await aBacklog();
    for (let id = 101; id <= 106; id += 1) await read(story(id, { createdAt: '2026-08-03T09:00:00.000Z' }));
    const { body, statusCode } = await get('/audit');
    expect(statusCode).toBe(200);
    expect(body).toContain('all teams, Q4 2026: 12 stories written');
    expect(body).toContain('Who wrote the stories?');
    expect(body).toContain('name people under <code>digest.roles</code>');
    expect(body).toMatch(/recipe<\/bdi>.*?<strong>67%<\/strong> <span class="quiet">8 of 12<\/span>/s);
    expect(body).toContain('Since Q3 2026');
    expect(body).toContain('Q3 2026: 67% recipe');
    expect(body).toContain('Which results are they to bring?');
    expect(body).toMatch(/a target to check it by.*?<strong>33%<\/strong>/s);
    expect(body).toMatch(/Persona<\/bdi>.*?<strong>67%<\/strong>/s);
    expect(body).toContain('Nobody keeps goals here yet');
    expect(body).toContain('A rewrite to start from');
    for (const name of names) expect(body, 'never who').not.toContain(name);
  });

  test('is of one team and one month where the address says so', async () => {
    const { get, read } = await aBacklog();
    await read(story(50, { project: 'OPS', createdAt: '2026-10-03T09:00:00.000Z' }));
    const { body } = await get('/audit?team=jira%3ASHOP&period=2026-11');
    expect(body).toContain('SHOP (Jira), November 2026: 12 stories written');
    expect(body).toContain('<option value="jira:OPS">OPS (Jira)</option>');
    expect(body).toContain('href="/audit.csv?team=jira%3ASHOP&amp;period=2026-11"');
    for (const period of ['nonsense', '0000-01', '9999-12']) {
      const nonsense = await get(`/audit?period=${period}&team=trello:X`);
      expect(nonsense.body, period).toContain('all teams, Q4 2026');
    }
  });

  test('counts epics, stories and tasks of people, and no sub-task', async () => {
    const { get, read } = await aBacklog();
    await read(story(60, { type: 'sub-task' }));
    await read(story(61, { type: 'bug' }));
    await read(story(62, inStatus('cancelled')));
    expect((await get('/audit')).body).toContain('13 stories written');
  });

  test.each(['', '.csv', '.md'])('says nothing%s where fewer than five wrote, and why', async (file) => {
    const { get, read } = await openPages();
    for (let id = 1; id <= 9; id += 1)
      await read(story(id, { reporter: { id: `u-${id % 4}`, name: `N ${id % 4}` } }));
    const { body, statusCode } = await get(`/audit${file}?team=jira%3ASHOP`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Fewer than 5 people wrote the stories');
    expect(body).not.toMatch(/\d%/);
    expect(body).not.toContain('SHOP-1');
  });

  test('tells of nothing that the difference of two views would show', async () => {
    const { get, read } = await aBacklog();
    await read(story(70, { project: 'OPS', reporter: { id: 'x', name: 'Xenia' } }));
    const all = (await get('/audit')).body;
    expect(all).toContain('12 stories written');
    expect(all).toContain('too small to be told of are left out');
    await read(story(71, { createdAt: '2026-12-03T09:00:00.000Z', reporter: { id: 'y', name: 'Yan' } }));
    expect((await get('/audit?team=jira%3ASHOP&period=2026-11')).body).toContain('look at the quarter');
    expect((await get('/audit?team=jira%3ASHOP')).body).toContain('13 stories written');
  });

  test('names stories with no goal, and leads to the rest of them', async () => {
    const { get, goals, read } = await openPages();
    const { version } = await goals.current();
    const tree = someGoals({
      objectives: [
        {
          ...{ id: 'finish', statement: 'Shoppers finish alone', period: 'Q4-2026' },
          keyResults: [
            {
              ...{ id: 'completion', statement: 'Raise completion from 60% to 80%' },
              work: { by: 'label', value: 'okr-x' },
            },
          ],
        },
      ],
    });
    await goals.put({ goals: tree, basedOn: version, by: 'ada', at: now.toISOString() }, []);
    for (let id = 1; id <= 12; id += 1) await read(story(id, { labels: id <= 9 ? [{ name: 'okr-x' }] : [] }));
    const { body } = await get('/audit');
    expect(body).toContain('25% of the stories of Q4 2026 move no key result (3 of 12');
    expect(body).toContain('href="/board?objective=none"');
    const board = await get('/board?objective=none');
    expect(board.body).toContain('3 missions that match');
    const lanes = (await get('/board?group=objective')).body;
    expect(lanes).toContain('Shoppers finish alone');
    expect(lanes).toContain('For no objective');
  });

  test('is a file for a spreadsheet in which no cell is a formula, and one for a retrospective’s page', async () => {
    const { get, read } = await aBacklog();
    const nasty =
      '=HYPERLINK("http://x.example","a") | <script>alert(1)</script> \u202e [x](javascript:alert(2))';
    await read(story(80, { key: '=1+1', title: nasty, project: '@SUM(A1)' }));
    await read(story(81, { title: `\t=cmd|' /C calc'!A0`, key: '+1' }));
    const csv = await get('/audit.csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers['content-disposition']).toContain('audit-Q4-2026.csv');
    expect(csv.body).toContain('Recipes or problems,recipe,9,13,0.69');
    for (const cell of csv.body.split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
      expect(cell, 'no formula').not.toMatch(/^"?\s*[=+@\t\r-]/);
    expect(csv.body).not.toContain('\u202e');
    const markdown = await get('/audit.md');
    expect(markdown.body).toContain('# Backlog audit: all teams, Q4 2026');
    expect(markdown.body).toMatch(/\| recipe \| 69% \| 9 of 13 \|/);
    expect(markdown.body).not.toContain('<script>');
    expect(markdown.body).not.toMatch(/\]\(<?javascript/);
    expect(markdown.body).not.toContain('\u202e');
  });

  test('does not know projects that are hidden from whoever looks', async () => {
    const { server, signIn, read } = await openPages({
      access: { confidential: { 'jira:SECRET': ['board'] } },
    });
    for (let id = 1; id <= 12; id += 1) await read(story(id));
    for (let id = 21; id <= 32; id += 1) await read(story(id, { project: 'SECRET', title: 'Buy the rival' }));
    const get = async (url: string, groups: readonly string[]) =>
      (await server.inject({ url, headers: { cookie: await signIn('viewer', groups) } })).body;
    for (const url of ['/audit', '/audit.csv', '/audit.md', '/board', '/board?group=team']) {
      expect(await get(url, []), url).not.toMatch(/SECRET|rival/);
      expect(await get(url, ['board']), url).toMatch(/SECRET|rival/);
    }
    expect(await get('/audit', [])).toContain('12 stories written');
    expect(await get('/audit?team=jira:SECRET', [])).toContain('No story was written then');
  });
});
