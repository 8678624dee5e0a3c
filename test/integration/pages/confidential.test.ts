import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { seesEverything } from '../../../src/domain/access.ts';
import type { Issue } from '../../../src/domain/issue.ts';
import type { WrittenGoals } from '../../../src/domain/okr/written.ts';
import { defaultAllSettings, defaultSettings } from '../../../src/domain/settings.ts';
import { createCheckIns } from '../../../src/store/check-ins.ts';
import { createDigestSources } from '../../../src/store/digest-sources.ts';
import { createDigests } from '../../../src/store/digests.ts';
import { createGoalStore } from '../../../src/store/goals.ts';
import { createIssueFacts } from '../../../src/store/issue-facts.ts';
import { createMakeDigest } from '../../../src/workflows/make-digest.ts';
import { anAudience } from '../../helpers/digest.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { adminToken, now, openPages } from '../../helpers/pages.ts';

// Words that stand nowhere else: whoever reads one has read of the project.
const secret = { key: 'ZQ', title: 'Zephyrine', persona: 'zookeeper', owner: 'Zenobia', host: 'zq.example' };
const traces = [/\bZQ\b/, /zephyrine/i, /zookeeper/i, /zenobia/i, /zq\.example/i, /\b99001\b/, /\b99002\b/];

const goals: WrittenGoals = {
  teams: [{ id: 'checkout', name: 'Checkout', owner: 'Mara' }],
  objectives: [
    {
      ...{ id: 'finish', statement: 'Shoppers finish alone', period: 'Q4-2026', team: 'checkout' },
      keyResults: [
        {
          ...{ id: 'orders', statement: 'Orders that are finished', start: '58%', target: '70%' },
          work: { by: 'label', value: 'okr-orders' },
        },
        {
          ...{ id: 'questions', statement: 'Questions at the desk', start: '420', target: '150' },
          ...{ work: { by: 'jql', value: 'project = ZQ' }, note: 'See ZQ-1' },
          links: ['https://zq.example/browse/ZQ-2'],
        },
      ],
    },
  ],
};

const labels = [{ name: 'okr-orders' }];
const open: Issue = anIssue({
  ...{ ref: { tracker: 'jira', id: '99001' }, key: 'ZQ-1', project: 'ZQ', labels },
  title: `As a ${secret.persona}, I want a ${secret.title} button`,
  url: `https://${secret.host}/browse/ZQ-1`,
  assignees: [{ id: 'z', name: secret.owner }],
  reporter: { id: 'z', name: secret.owner },
  updatedAt: now.toISOString(),
});
const done: Issue = {
  ...{ ...open, ...inStatus('done'), ref: { tracker: 'jira', id: '99002' } },
  ...{ key: 'ZQ-2', url: `https://${secret.host}/browse/ZQ-2` },
};
const shop: Issue = anIssue({
  ...{ ref: { tracker: 'jira', id: '10001' }, key: 'SHOP-1', project: 'SHOP', labels },
  title: 'As a shopper, I want to see what I saved',
  url: 'https://shop.example/browse/SHOP-1',
  updatedAt: now.toISOString(),
});

/** Stories of enough people for a team's figures to be told. */
function many(like: Issue): readonly Issue[] {
  return Array.from({ length: 6 }, (_, n) => ({
    ...like,
    ref: { tracker: 'jira', id: `${like.ref.id}${n}` },
    key: `${like.project}-10${n}`,
    reporter: { id: `${like.project}-${n}`, name: `${like.project} author ${n}` },
    createdAt: now.toISOString(),
  }));
}

/** Everything there may be of a confidential project, and a little of one that is not. */
async function openWithSecret(confidential: Record<string, string[]> = { 'jira:zq': ['people'] }) {
  const world = await openPages({ access: { confidential } });
  const { version } = await world.goals.current();
  await world.goals.put({ goals: someGoals(goals), basedOn: version, by: 'ada', at: now.toISOString() }, []);
  for (const issue of [shop, open, done, ...many(shop), ...many(open)]) await world.read(issue);
  const evidence = [done.url, shop.url, `${open.url}?focusedCommentId=1`];
  const { id: _, ...row } = aCheckIn('2026-11-18', '64%', { keyResult: 'orders', evidence });
  await world.checkIns.add({ ...row, key: `secret-${randomUUID()}`, at: now.toISOString() }, []);
  return world;
}

type World = Awaited<ReturnType<typeof openWithSecret>>;

const standIns: Readonly<Record<string, string>> = {
  ':tracker': 'jira',
  ':issue': 'ZQ-1',
  ':period': 'Q4-2026',
  ':audience': 'everybody',
  ':prefix': 'wm_00000000',
  '*': 'x',
};

/** The addresses that a route has in this world: of the project, of a goal, of a team. */
function addressesOf(url: string): readonly string[] {
  const filled = url.replace(
    /:tracker|:issue|:period|:audience|:prefix|\*/g,
    (name) => standIns[name] ?? name,
  );
  if (!/:\w+/.test(filled)) return [filled];
  const ids = filled.startsWith('/missions')
    ? ['99001', '99002', '10001']
    : ['orders', 'questions', 'finish', 'checkout', '99001'];
  return ids.map((id) => filled.replaceAll(/:\w+/g, id));
}

/** Every page and call that this caller may look at, with what it answers. */
async function lookEverywhere({ server }: World, headers: Record<string, string>) {
  const looks = server.routes
    .filter(({ method, url }) => method === 'GET' && !url.endsWith('/stream') && !url.startsWith('/assets'))
    .flatMap(({ url }) => addressesOf(url));
  const answers: { url: string; statusCode: number; body: string }[] = [];
  for (const url of looks) {
    const { statusCode, body } = await server.inject({ url, headers });
    answers.push({ url, statusCode, body });
  }
  return answers;
}

const tracesIn = (answers: readonly { url: string; statusCode: number; body: string }[]) =>
  answers.flatMap(({ url, statusCode, body }) =>
    traces.flatMap((trace) => {
      const found = trace.exec(body);
      // Whoever asks for what is not there is told what they asked for.
      if (!found || (statusCode === 404 && trace.test(url))) return [];
      return [`${url}: …${body.slice(Math.max(0, found.index - 60), found.index + 60)}…`];
    }),
  );

describe('a confidential project', () => {
  test.each(['viewer', 'editor'] as const)('shows nowhere to a %s of another group', async (role) => {
    const world = await openWithSecret();
    const answers = await lookEverywhere(world, { cookie: await world.signIn(role, ['product']) });
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(20);
    expect(answers.filter(({ statusCode }) => statusCode >= 500)).toEqual([]);
    expect(tracesIn(answers)).toEqual([]);
    const mission = answers.find(({ url }) => url === '/missions/jira/99001');
    expect(mission?.statusCode).toBe(404);
  });

  test('shows nowhere to programs whose token names no group of it', async () => {
    const world = await openWithSecret();
    for (const scope of ['read', 'write', 'metrics'] as const) {
      const wanted = { name: scope, scope, groups: ['product'], days: 1 };
      const { text } = await world.tokens.create(wanted, { who: 'test', from: null });
      const answers = await lookEverywhere(world, { authorization: `Bearer ${text}` });
      expect(tracesIn(answers)).toEqual([]);
    }
  });

  test('is there for its group, for programs of its group and for administrators', async () => {
    const world = await openWithSecret();
    const wanted = { name: 'theirs', scope: 'read', groups: ['people'], days: 1 } as const;
    const { text } = await world.tokens.create(wanted, { who: 'test', from: null });
    const insiders = [
      { cookie: await world.signIn('viewer', ['people']) },
      { cookie: await world.signIn('admin') },
    ];
    for (const headers of insiders) {
      const board = await world.server.inject({ url: '/board', headers });
      expect(board.body).toMatch(/zephyrine/i);
      expect((await world.server.inject({ url: '/missions/jira/99001', headers })).statusCode).toBe(200);
    }
    for (const authorization of [`Bearer ${text}`, `Bearer ${adminToken}`]) {
      const headers = { authorization };
      const keyResult = await world.server.inject({ url: '/api/v1/key-results/orders', headers });
      expect(keyResult.body).toContain('ZQ-2');
    }
  });

  test('would show on each of these pages: what is looked for above is there to be found', async () => {
    const world = await openWithSecret();
    const answers = await lookEverywhere(world, { cookie: await world.signIn('viewer', ['people']) });
    const shown = new Set(tracesIn(answers).map((trace) => trace.split(':')[0]));
    const expected = [
      ...['/', '/board', '/audit', '/missions/jira/99001', '/goals/orders', '/goals/review/Q4-2026'],
      ...['/api/v1/events', '/api/v1/key-results/orders', '/api/v1/key-results/orders/check-ins'],
      ...['/goals/questions', '/api/v1/goals', '/api/v1/standings', '/api/v1/issues/jira/ZQ-1/goals'],
    ];
    expect(expected.filter((url) => !shown.has(url))).toEqual([]);
  });

  test('is not counted, chosen from, searched or filtered by', async () => {
    const { cards, server, signIn } = await openWithSecret();
    const sight = { hidden: [{ tracker: 'jira' as const, project: 'ZQ' }] };
    const sum = (counts: Readonly<Record<string, number>>) =>
      Object.values(counts).reduce((a, b) => a + b, 0);
    expect(sum(await cards.counts({ sight }))).toBe(7);
    expect(sum(await cards.counts({ sight: seesEverything }))).toBe(15);
    const cookie = await signIn('viewer');
    for (const query of ['search=Zephyrine', 'project=ZQ', 'owner=Zenobia', 'persona=zookeeper']) {
      const { body } = await server.inject({ url: `/board?${query}`, headers: { cookie } });
      expect(body, query).not.toMatch(/ZQ-1|As a zookeeper/);
    }
    const asked = await server.inject({
      url: '/api/v1/key-results/orders/forecast?dropEpic=ZQ-1',
      headers: { cookie },
    });
    const plain = await server.inject({
      url: '/api/v1/key-results/orders/forecast?dropEpic=NO-1',
      headers: { cookie },
    });
    expect(asked.json()).toEqual(plain.json());
  });

  test('does not show in the streams that pages listen to', async () => {
    const world = await openWithSecret();
    const before = await lastPosition(world);
    const address = await world.server.listen({ host: '127.0.0.1', port: 0 });
    const opened = (id: string) => ({
      ...{ topic: 'finding.opened' as const, subject: `jira:${id}`, actor: 'waymark', at: now.toISOString() },
      data: { check: 'recipe', severity: 'info' },
    });
    await world.events.append([opened('99001'), opened('10001')]);
    const stop = new AbortController();
    for (const path of ['/board/stream', '/api/v1/events/stream']) {
      const { body } = await fetch(`${address}${path}`, {
        signal: stop.signal,
        headers: { cookie: await world.signIn('editor', ['product']), 'last-event-id': String(before) },
      });
      let told = '';
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        told += chunk;
        if (told.includes('10001') || told.includes('SHOP-1')) break;
      }
      expect(traces.filter((trace) => trace.test(told))).toEqual([]);
    }
    stop.abort();
  });

  test('takes nothing from whoever does not see it', async () => {
    const world = await openWithSecret();
    const cookie = await world.signIn('editor', ['product']);
    const before = await lastPosition(world);
    const forms = world.server.routes.filter(
      ({ method, url }) => method === 'POST' && url.startsWith('/missions/'),
    );
    expect(forms.length).toBeGreaterThan(0);
    for (const { url } of forms) {
      for (const address of addressesOf(url).filter((one) => one.includes('9900'))) {
        const fields = {
          field: 'value',
          value: 'revenue',
          check: 'recipe',
          reason: 'false',
          verdict: 'reached',
          note: 'x',
        };
        const answer = await world.post(address, fields, { cookie, page: '/board' });
        expect([address, answer.statusCode]).toEqual([address, 404]);
      }
    }
    expect(await lastPosition(world)).toBe(before);
  });

  test('is what the settings say now, whatever the case of its key', async () => {
    const world = await openWithSecret({});
    const cookie = await world.signIn('viewer');
    expect((await world.server.inject({ url: '/board', headers: { cookie } })).body).toMatch(/zephyrine/i);
  });
});

describe('a digest', () => {
  const day = '2026-11-20';

  async function digestOf(groups: readonly string[], sight = seesEverything) {
    const { database } = await openWithSecret();
    const everywhere = {
      ...defaultSettings,
      access: { ...defaultSettings.access, confidential: { 'jira:ZQ': ['people'] } },
    };
    const makeDigest = createMakeDigest({
      ...{ goals: createGoalStore(database), checkIns: createCheckIns(database) },
      ...{ facts: createIssueFacts(database), sources: createDigestSources(database) },
      digests: createDigests(database),
      settings: { ...defaultAllSettings, everywhere },
    });
    const audience = { ...anAudience(), groups: [...groups], projects: ['jira:ZQ', 'jira:SHOP'] };
    return JSON.stringify((await makeDigest(audience, day, now, sight)).sections);
  }

  test('leaves a confidential project out, also where the audience names it', async () => {
    const digest = await digestOf([]);
    expect(digest).toContain('shop.example');
    expect(traces.filter((trace) => trace.test(digest))).toEqual([]);
  });

  test('holds it for an audience of its group, and shows it to nobody else in a preview', async () => {
    expect(await digestOf(['people'])).toContain('ZQ-');
    const sight = { hidden: [{ tracker: 'jira' as const, project: 'ZQ' }] };
    const preview = await digestOf(['people'], sight);
    expect(traces.filter((trace) => trace.test(preview))).toEqual([]);
  });
});

async function lastPosition({ database }: World): Promise<number> {
  const { rows } = await sql<{
    last: number;
  }>`select coalesce(max(position), 0)::int as last from waymark.events`.execute(database.sql);
  return rows[0]?.last ?? 0;
}
