import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/domain/issue.ts';
import { inStatus } from '../../helpers/issue.ts';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { now, openPages, shopIssues } from '../../helpers/pages.ts';

const label = 'okr-home';

describe('the overview', () => {
  test('leads to the first steps while there is nothing', async () => {
    const { get } = await openPages();
    const { body } = await get('/');
    expect(body).toContain('None has been read yet');
    expect(body).toContain('waymark okr import');
    expect(body).toContain('Every open story says what it is for');
  });

  test('leads from the share of recipes to a board that counts as many, without those that are done', async () => {
    const { get, read } = await openPages();
    for (const issue of shopIssues()) await read(issue);
    for (const [index, issue] of shopIssues().entries()) {
      const done: Issue = { ...issue, ref: { tracker: 'jira', id: `9${index}` }, ...inStatus('done') };
      await read({ ...done, key: `DONE-${index}` });
    }
    const { body } = await get('/');
    const [, href = '', count = ''] =
      /href="([^"]*framing=recipe[^"]*)"[^(]*\((\d+) of \d+\)/.exec(body.replaceAll('&amp;', '&')) ?? [];
    expect(Number(count)).toBeGreaterThan(3);
    const board = (await get(href)).body;
    expect(board).toContain(`${count} missions that match`);
    expect(board).not.toContain('DONE-');
    expect((await get('/board?framing=recipe')).body).toContain('DONE-');
  });

  test('says what the team is up to, which stories to rewrite, and whether the key results move', async () => {
    const { get, read, goals, checkIns } = await openPages();
    for (const issue of shopIssues()) await read({ ...issue, labels: [...issue.labels, { name: label }] });
    const { version } = await goals.current();
    const tree = someGoals({
      objectives: [
        {
          ...{ id: 'finish', statement: 'Shoppers finish', period: 'Q4-2026', owner: 'Mara' },
          keyResults: [
            { id: 'slow', statement: 'Payments that come through', start: '0%', target: '100%' },
            { id: 'silent', statement: 'Questions at the desk', start: '420', target: '150' },
          ],
        },
      ],
    });
    await goals.put({ goals: tree, basedOn: version, by: 'ada', at: now.toISOString() }, []);
    for (const [day, value] of [
      ['2026-11-10', '4%'],
      ['2026-11-18', '9%'],
    ] as const) {
      const { id: _, ...row } = aCheckIn(day, value, { keyResult: 'slow' });
      await checkIns.add({ ...row, key: `home-${day}`, at: now.toISOString() }, []);
    }
    const { body, statusCode } = await get('/');
    expect(statusCode).toBe(200);
    expect(body).toContain('href="/board?only=delivering"');
    expect(body).toMatch(/\d+% recipe, \d+% need, \d+% hypothesis/);
    expect(body.match(/href="\/missions\/jira\//g)?.length).toBe(3);
    expect(body).toContain('1 off track');
    expect(body).toContain('1 no data');
    expect(body).toContain('1 key result moved this week');
    expect(body).toContain('+5% this week');
    expect(body.indexOf('href="/goals/slow"')).toBeLessThan(body.indexOf('href="/goals/silent"'));
  });
});
