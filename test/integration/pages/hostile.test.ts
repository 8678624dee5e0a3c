import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileIssue } from '../../helpers/hostile-issue.ts';
import { anIssue } from '../../helpers/issue.ts';
import { someGoals } from '../../helpers/okr.ts';
import { now, openPages } from '../../helpers/pages.ts';

const script = '<script>alert(1)</script>';
const nasty = `${script}"><img src=x onerror=alert(2)>\u202e\u2066[x](javascript:alert(3))'`;

/** Outside of attribute values and texts, a page holds only tags of ours. */
function foreignMarkup(body: string): readonly string[] {
  const tags = body.match(/<[a-z!/][^>]*>/gi) ?? [];
  return tags.filter(
    (tag) =>
      /^<(?:img|iframe|object|embed|svg|base|style)/i.test(tag) ||
      /\s(?:on\w+|style|srcdoc)=/i.test(tag.replace(/"[^"]*"/g, '""')) ||
      /\s(?:href|src|action)="\s*(?:javascript|data|vbscript):/i.test(tag) ||
      (/^<script/i.test(tag) && tag !== '<script src="/assets/waymark.js" defer>'),
  );
}

describe('hostile texts', () => {
  test('stand on every page as text, and nothing unseen with them', async () => {
    const { get, read, goals, writes } = await openPages();
    const issue = anIssue({
      ...{ key: nasty.slice(0, 60), url: 'javascript:alert(4)', project: nasty, title: nasty },
      description: `${nasty}\n\n**Persona:** ${nasty}\n\n${nasty}`,
      status: { name: nasty, category: 'todo' },
      labels: [{ name: 'okr-x' }],
      assignees: [{ id: 'x', name: nasty }],
    });
    await read(issue);
    const { ref, key, project } = issue;
    const shared = { ref, key, project, commentId: null, issueUpdatedAt: null, at: now.toISOString() };
    await writes.hold(
      ref,
      'field',
      [
        {
          ...shared,
          kind: 'field',
          field: 'persona',
          before: nasty,
          after: nasty,
          state: 'held',
          reason: nasty,
        },
      ],
      [],
    );
    const { version } = await goals.current();
    const tree = someGoals({
      objectives: [
        {
          ...{ id: 'x', statement: nasty, owner: nasty, period: 'Q4-2026' },
          keyResults: [
            { id: 'x-1', statement: `Raise ${nasty} from 1% to 2%`, work: { by: 'label', value: 'okr-x' } },
          ],
        },
      ],
    });
    await goals.put({ goals: tree, basedOn: version, by: nasty, at: now.toISOString() }, []);
    const search = encodeURIComponent(nasty);
    const urls = [
      '/board',
      `/board?search=${search}&owner=${search}&only=spotted&after=${search}`,
      '/missions/jira/10001',
      '/goals',
      `/ops?issueKey=${search}`,
      `/missions/jira/${search}`,
    ];
    for (const url of urls) {
      const { body } = await get(url, 'admin');
      expect(foreignMarkup(body), url).toEqual([]);
      // What a choice stands for is never shown, and has to be what the tracker said.
      expect(body.replace(/"[^"]*"/g, ''), url).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
    }
    const { body } = await get('/missions/jira/10001');
    expect(body, 'its words are there to be read').toContain('&lt;script>alert(1)&lt;/script>');
  });

  test('of any length leave pages small and quick to read', async () => {
    const { get, read } = await openPages();
    await read(anIssue({ title: 'W'.repeat(100_000), description: '<b>'.repeat(50_000) }));
    const board = await get('/board');
    expect(board.statusCode).toBe(200);
    expect(board.body.length).toBeLessThan(60_000);
    const mission = await get('/missions/jira/10001');
    expect(mission.body).toContain('Only its beginning is shown');
    expect(mission.body.length).toBeLessThan(200_000);
  });

  test('of every kind at once break neither board nor mission', async () => {
    const { get, read } = await openPages();
    await fc.assert(
      fc.asyncProperty(hostileIssue, async (issue) => {
        const own = { ...issue, ref: { tracker: 'jira' as const, id: '10001' } };
        await read({ ...own, updatedAt: now.toISOString() });
        for (const url of ['/board', '/missions/jira/10001']) {
          const { body, statusCode } = await get(url);
          expect(statusCode).toBe(200);
          expect(foreignMarkup(body)).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
