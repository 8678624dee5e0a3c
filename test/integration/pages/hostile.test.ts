import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../src/domain/ports.ts';
import { markdownFromAdf } from '../../../src/trackers/formats/adf-to-markdown.ts';
import { hostileIssue } from '../../helpers/hostile-issue.ts';
import { anIssue } from '../../helpers/issue.ts';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { now, openPages } from '../../helpers/pages.ts';

const script = '<script>alert(1)</script>';
const nasty = `${script}"><img src=x onerror=alert(2)>\u202e\u2066[x](javascript:alert(3))'</textarea></title>`;

/** Outside of attribute values and texts, a page holds only tags of ours. */
function foreignMarkup(body: string): readonly string[] {
  const tags = body.match(/<[a-z!/][^>]*>/gi) ?? [];
  return tags.filter(
    (tag) =>
      /^<(?:img|iframe|object|embed|base|style)/i.test(tag) ||
      /\s(?:on\w+|style|srcdoc)=/i.test(tag.replace(/"[^"]*"/g, '""')) ||
      /\s(?:href|src|action)="\s*(?:javascript|data|vbscript):/i.test(tag) ||
      (/^<script/i.test(tag) && tag !== '<script src="/assets/waymark.js" defer>'),
  );
}

/** What a tracker sends of a description, with nodes that nobody knows and marks that nobody meant. */
const hostileAdf = {
  ...{ type: 'doc', version: 1 },
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: nasty }] },
    {
      type: 'x-unknown',
      attrs: { html: nasty, onclick: 'alert(5)' },
      content: [{ type: 'text', text: nasty }],
    },
    {
      type: 'paragraph',
      content: [
        {
          type: 'text',
          text: 'press here',
          marks: [{ type: 'link', attrs: { href: 'javascript:alert(6)' } }],
        },
        { type: 'mention', attrs: { text: nasty } },
        { type: 'inlineCard', attrs: { url: 'data:text/html,<script>alert(7)</script>' } },
      ],
    },
    { type: 'codeBlock', attrs: { language: '"><script>' }, content: [{ type: 'text', text: nasty }] },
  ],
};

type Pages = Awaited<ReturnType<typeof openPages>>;

/** Puts hostile words wherever a person, a tracker or another program may put some. */
async function fill(pages: Pages): Promise<{ readonly seq: number }> {
  const { read, goals, checkIns, writes, deliveries, events, ops, tokens } = pages;
  const issue = anIssue({
    ...{ key: nasty.slice(0, 60), url: 'javascript:alert(4)', project: nasty, title: `=cmd()|${nasty}` },
    description: `${markdownFromAdf(hostileAdf)}\n\n**Persona:** ${nasty}\n\n${nasty}`,
    status: { name: nasty, category: 'todo' },
    labels: [{ name: 'okr-x' }],
    assignees: [{ id: 'x', name: nasty }],
    reporter: { id: 'y', name: nasty },
  });
  await read(issue);
  const { ref, key, project } = issue;
  const at = now.toISOString();
  const write = {
    ...{ ref, key, project, commentId: null, issueUpdatedAt: null, at, field: 'persona' as const },
    ...{ kind: 'field' as const, before: nasty, after: nasty, state: 'held' as const, reason: nasty },
  };
  await writes.hold(ref, 'field', [write], []);
  await writes.putStop(
    {
      ...{ ref, key, project, reason: 'breaker', detail: nasty, fingerprint: null },
      ...{ at, until: null, liftedAt: null },
    },
    [],
  );
  const event = {
    ...{ deliveryKey: nasty, contentKey: null, type: nasty, occurredAt: null, issue: { id: ref.id, key } },
    ...{ commentId: null, actor: { id: nasty, name: nasty }, body: { [nasty]: nasty, html: nasty } },
  } as unknown as IncomingEvent;
  await deliveries.record({ tracker: 'jira', event, receivedAt: now, ignoredBecause: nasty });
  const seq = (await deliveries.list({ limit: 1 }))[0]?.seq ?? 0;
  ops.keeper.jobs.push({
    ...{ queue: 'reviews-jira', id: nasty, name: nasty, about: nasty, ref, error: nasty },
    ...{ attempts: 3, failedAt: at },
  });
  await tokens.create(
    { name: nasty, scope: 'read', groups: [nasty], days: 30 },
    { who: nasty, from: '127.0.0.1' },
  );
  await events.append([
    {
      ...{ topic: 'command.handled', subject: `jira:${ref.id}`, actor: nasty, at },
      data: { command: nasty, detail: nasty, reason: nasty, before: nasty, after: nasty, from: nasty },
    },
  ]);
  const { version } = await goals.current();
  const tree = someGoals({
    missions: [{ id: 'x-mission', statement: nasty, note: nasty, links: ['https://example.com/"><x'] }],
    teams: [
      {
        ...{ id: 'x-team', name: nasty, statement: nasty, purpose: nasty, scope: nasty, approach: nasty },
        ...{ metrics: [nasty], parent: 'x-mission' },
      },
    ],
    objectives: [
      {
        ...{ id: 'x', statement: nasty, owner: nasty, period: 'Q4-2026', note: nasty, team: 'x-team' },
        parent: 'x-team',
        keyResults: [
          {
            ...{ id: 'x-1', statement: `Raise ${nasty} from 1% to 2%`, metric: nasty, note: nasty },
            ...{ start: '1%', target: '2%', owner: nasty, work: { by: 'label', value: 'okr-x' } },
          },
          { id: 'x-2', statement: nasty, work: { by: 'label', value: nasty } },
        ],
      },
    ],
  });
  await goals.put({ goals: tree, basedOn: version, by: nasty, at }, []);
  for (const [index, day] of ['2026-10-05', '2026-10-12', '2026-10-26', '2026-11-16'].entries()) {
    const { id: _, ...row } = aCheckIn(day, `1.${index + 1}%`, { keyResult: 'x-1', author: nasty });
    const said = {
      note: `blocked: ${nasty}`,
      evidence: ['javascript:alert(8)', 'https://example.com/"onx=1'],
    };
    await checkIns.add({ ...row, ...said, key: `hostile-${day}`, at }, []);
  }
  return { seq };
}

/** Everything in an address that a page might look at. */
const query = [
  'search',
  'owner',
  'team',
  'period',
  'project',
  'persona',
  'group',
  'after',
  'only',
  'gain',
  'drop',
]
  .concat([
    'corrects',
    'said',
    'back',
    'to',
    'key',
    'issueKey',
    'status',
    'tracker',
    'before',
    'done',
    'format',
  ])
  .map((name) => `${name}=${encodeURIComponent(nasty)}`)
  .join('&');

/** The addresses that a route stands for, filled with what is there and with what nobody meant. */
function addressesOf(url: string, { seq }: { seq: number }): readonly string[] {
  const goals = ['x-mission', 'x-team', 'x', 'x-1', 'x-2'];
  const wrong = encodeURIComponent(nasty.slice(0, 60));
  const filled = (url.startsWith('/goals/:id') ? goals : ['x']).map((goal) =>
    url
      .replace(':tracker/:id', 'jira/10001')
      .replace(':part', 'fields')
      .replace(':period', 'Q4-2026')
      .replace(':team', 'x-team')
      .replace(':seq', String(seq))
      .replace(':audience', 'checkout')
      .replace(':id', goal),
  );
  return [...filled, `${filled.at(-1)}?${query}`, url.replace(/:[a-z]+/gi, wrong)];
}

/** Streams have no end, and hold no markup. */
const isPage = (url: string) => !/^\/(?:api|assets|webhooks|metrics|healthz|readyz)\b|\/stream$/.test(url);

describe('hostile texts', () => {
  test('stand on every page as text, and nothing unseen with them', async () => {
    const pages = await openPages();
    const at = await fill(pages);
    const cookie = await pages.signIn('admin');
    const routes = pages.server.routes.filter(({ method, url }) => method === 'GET' && isPage(url));
    expect(routes.length).toBeGreaterThan(15);
    const wrong: string[] = [];
    for (const address of routes.flatMap(({ url }) => addressesOf(url, at))) {
      const { body, headers, statusCode } = await pages.server.inject({ url: address, headers: { cookie } });
      const say = (what: string) => wrong.push(`${address.slice(0, 80)}: ${what}`);
      if (/:[a-z]/i.test(address)) say('a part of the address is not known here');
      if (statusCode >= 500) say(`answered ${statusCode}`);
      const isFile = headers['content-disposition'] !== undefined;
      for (const tag of isFile ? [] : foreignMarkup(body)) say(tag);
      // What a choice stands for is never shown, and has to be what the tracker said.
      const unseen = /.{0,40}[\u202a-\u202e\u2066-\u2069\0]/s.exec(body.replace(/"[^"]*"/g, ''));
      if (unseen) say(`something unseen after ${JSON.stringify(unseen[0])}`);
    }
    expect(wrong).toEqual([]);
    for (const url of ['/missions/jira/10001', '/goals/x-1', '/goals/review/Q4-2026']) {
      const { body } = await pages.get(url);
      expect(body, `${url}: its words are there to be read`).toContain('&lt;script>alert(1)&lt;/script>');
    }
    expect((await pages.get('/goals/x-1')).body, 'a link that is none').not.toContain('javascript:alert(8)"');
  });

  test('leave as files and documents that are neither programs nor markup', async () => {
    const pages = await openPages();
    await fill(pages);
    const get = async (url: string) => (await pages.get(url, 'admin')).body;
    for (const url of [
      '/goals/review/Q4-2026?format=md',
      '/goals/canvas/x-team?format=md',
      '/audit.md',
      '/api/v1/reviews/Q4-2026?format=md',
    ]) {
      const text = await get(url);
      expect(text.replace(/\\[<>[\]]/g, ''), url).not.toMatch(/<(?:script|img)|\]\(<?javascript:/i);
      expect(text, url).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
    }
    const csv = await get('/audit.csv');
    expect(csv, 'a spreadsheet runs what begins so').not.toMatch(/(?:^|[,;"\n])[=+\-@\t][^\d\n]/m);
    const html = await get('/api/v1/reviews/Q4-2026?format=html');
    expect(foreignMarkup(html.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
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
