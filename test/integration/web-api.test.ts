import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings.ts';
import { createTestGate } from '../helpers/gate.ts';
import { createOkrWorld } from '../helpers/okr-world.ts';
import { buildServer } from '../helpers/web.ts';

const token = 'a token for the API of this test';
const today = '2026-11-20';
const written = {
  pillars: [{ id: 'trust', statement: 'Shoppers trust the smallest shop' }],
  teams: [{ id: 'checkout', name: 'Checkout', owner: 'Mara', parent: 'trust' }],
  objectives: [
    {
      ...{
        id: 'finish',
        statement: 'Shoppers finish without asking anybody',
        team: 'checkout',
        parent: 'trust',
      },
      period: 'Q4-2026',
      keyResults: [
        {
          ...{
            id: 'completion',
            statement: 'Filled baskets that become orders',
            start: '58%',
            target: '70%',
          },
          work: { by: 'label', value: 'okr-completion' } as const,
        },
      ],
    },
  ],
};

type Send = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown; headers?: Record<string, string> };

async function open(options: { token?: string | null; goals?: typeof written | Record<string, never> } = {}) {
  const world = await createOkrWorld(options.goals ?? written, today);
  const api = { okrs: world.desk, lint: defaultSettings.okr.lint, today: () => today };
  const { gate, events, bearer } = createTestGate({
    adminToken: options.token === undefined ? token : options.token,
    confidential: { 'jira:HR': ['people'] },
  });
  const { server, log } = await buildServer({ api, gate });
  async function send(url: string, { method = 'GET', body, headers = {} }: Send = {}) {
    const answer = await server.inject({
      ...{ method, url: `/api${url}`, headers: { authorization: `Bearer ${token}`, ...headers } },
      ...(body !== undefined && { payload: body as object }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: isJson ? answer.json() : null,
    };
  }
  return { ...world, server, log, send, bearer, told: events };
}

describe('who may use the API', () => {
  const everywhere = [
    '/v1/goals',
    '/v1/key-results/completion/check-ins',
    '/docs',
    '/docs/json',
    '/v1/nothing',
    '/',
  ];

  test.each(everywhere)('nobody without the token: %s', async (url) => {
    const { send } = await open();
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      token,
    ]) {
      const answer = await send(url, { headers: { authorization } });
      expect([answer.status, answer.json]).toEqual([401, expect.objectContaining({ status: 401 })]);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.text).not.toContain(token);
    }
  });

  test.each(everywhere)('nobody at all while there is no token: %s', async (url) => {
    const { send } = await open({ token: null });
    for (const authorization of ['', 'Bearer ', 'Bearer null', `Bearer ${token}`, 'Basic Og==']) {
      expect((await send(url, { headers: { authorization } })).status).toBe(401);
    }
  });

  test('whoever is not let in changes nothing', async () => {
    const { send, checkIns } = await open();
    const answer = await send('/v1/key-results/completion/check-ins', {
      ...{ method: 'POST', body: { value: '64%' }, headers: { authorization: 'Bearer guess' } },
    });
    expect(answer.status).toBe(401);
    expect(await checkIns.of()).toEqual(new Map());
  });

  test('after twenty wrong tokens an address waits, also with the right one; others do not', async () => {
    const { send, server, told } = await open();
    for (let guess = 0; guess < 20; guess += 1) {
      expect((await send('/v1/goals', { headers: { authorization: `Bearer guess ${guess}` } })).status).toBe(
        401,
      );
    }
    const tired = await send('/v1/goals');
    expect([tired.status, tired.headers['retry-after']]).toEqual([429, '300']);
    const headers = { authorization: `Bearer ${token}` };
    const other = await server.inject({ url: '/api/v1/goals', headers, remoteAddress: '10.9.8.7' });
    expect(other.statusCode).toBe(200);
    const refused = told.all.filter(({ topic }) => topic === 'token.refused');
    expect(refused, 'one line for all of them').toMatchObject([{ data: { from: '127.0.0.1' } }]);
    expect(JSON.stringify(refused)).not.toContain('guess');
  });

  test('the token never reaches the log', async () => {
    const { send, log } = await open();
    await send('/v1/goals');
    await send('/v1/goals', { headers: { authorization: `Bearer ${token}!` } });
    expect(JSON.stringify(log.lines)).not.toContain(token);
  });
});

describe('goals over the API', () => {
  test('come out as they went in', async () => {
    const { send } = await open({ goals: {} });
    const planned = await send('/v1/goals/plan', { method: 'POST', body: { read: { goals: written } } });
    expect(planned).toMatchObject({
      status: 200,
      json: { basedOn: 0, added: [{ id: 'trust' }, {}, {}, {}] },
    });
    expect((await send('/v1/goals')).json).toMatchObject({ version: 0, goals: { version: 1 } });

    const body = { read: { goals: written }, basedOn: 0, by: 'ada' };
    expect(await send('/v1/goals/import', { method: 'POST', body })).toMatchObject({
      ...{ status: 200, json: { outcome: 'imported', version: 1 } },
    });
    const { json } = await send('/v1/goals');
    expect(json).toEqual({
      ...{ version: 1, importedBy: 'ada', importedAt: `${today}T10:00:00.000Z` },
      goals: { version: 1, ...written },
    });
    expect((await send('/v1/goals/versions')).json).toHaveLength(1);
    const again = { read: { goals: json.goals }, prune: true };
    expect((await send('/v1/goals/import', { method: 'POST', body: again })).json).toMatchObject({
      outcome: 'nothing-to-do',
    });
  });

  test('of a version that is no longer the last are not replaced', async () => {
    const { send } = await open();
    const body = { read: { goals: { objectives: [{ statement: 'Owners sleep well' }] } }, basedOn: 0 };
    expect(await send('/v1/goals/import', { method: 'POST', body })).toMatchObject({
      status: 409,
      json: { version: 1 },
    });
  });

  test('may be documents, with problems at their place and what is left over listed', async () => {
    const { send } = await open();
    const documents = [
      { path: 'q1.md', format: 'markdown', text: 'lunch\n\n# Objective: Sleep\n\n- 1 → 8 hours\n' },
    ];
    const planned = await send('/v1/goals/plan', { method: 'POST', body: { read: { documents } } });
    expect(planned.json).toMatchObject({ kept: 4, leftOver: [{ file: 'q1.md', line: 1 }] });
    const wrong = [
      { path: 'q1.yaml', format: 'yaml', text: 'objectives:\n  - statement: 7\n    extra: 1\n' },
    ];
    const refused = await send('/v1/goals/import', { method: 'POST', body: { read: { documents: wrong } } });
    expect(refused).toMatchObject({
      status: 422,
      json: { problems: [{ file: 'q1.yaml', line: 2 }, { line: 3 }] },
    });
  });

  test('show their cascade', async () => {
    const { send } = await open();
    expect((await send('/v1/goals/completion')).json).toMatchObject({
      ...{ id: 'completion', kind: 'key-result', owner: 'Mara', team: 'checkout', period: { id: 'Q4-2026' } },
      ...{ above: [{ id: 'finish' }, { id: 'trust' }], below: [] },
    });
    expect((await send('/v1/goals/nobody')).status).toBe(404);
  });
});

describe('goals that rest on a project that is hidden from the caller', () => {
  const withSecret = structuredClone(written);
  for (const { keyResults } of withSecret.objectives) {
    for (const one of keyResults)
      Object.assign(one, { work: { by: 'epic', value: 'HR-12' }, note: 'See HR-13' });
  }
  type Answer = { status: number; text: string };

  test('name none of it, and are not theirs to change; to its group they are whole', async () => {
    const { send, bearer } = await open({ goals: withSecret });
    const [outside, inside] = [await bearer('write', ['product']), await bearer('write', ['people'])];
    const own = (await send('/v1/goals', { headers: outside })) as Answer & {
      json: { goals: typeof written };
    };
    expect(own.text).not.toContain('HR-1');
    expect((await send('/v1/goals/completion', { headers: outside })).text).not.toContain('HR-1');
    expect((await send('/v1/goals', { headers: inside })).text).toContain('HR-12');

    const body = { read: { goals: own.json.goals } };
    for (const url of ['/v1/goals/plan', '/v1/goals/import']) {
      const refused = await send(url, { method: 'POST', body, headers: outside });
      expect([refused.status, refused.text.includes('HR-1')]).toEqual([403, false]);
      const planned = await send(url, {
        method: 'POST',
        body: { read: { goals: withSecret } },
        headers: inside,
      });
      expect(planned.status).toBe(200);
    }
    const more = { read: { goals: { objectives: [{ statement: 'Owners sleep well' }] } } };
    expect((await send('/v1/goals/import', { method: 'POST', body: more, headers: outside })).status).toBe(
      200,
    );
  });
});

describe('check-ins over the API', () => {
  const url = '/v1/key-results/completion/check-ins';
  const post = (body: unknown, headers = {}) => ({ method: 'POST' as const, body, headers });

  test('are added, listed, corrected, and never changed', async () => {
    const { send } = await open();
    const made = await send(url, post({ value: '64%', note: 'new form', confidence: 'high', by: 'mara' }));
    expect(made).toMatchObject({ status: 201, json: { author: 'mara', value: { amount: 64, text: '64%' } } });
    const corrected = await send(url, post({ value: 61, corrects: made.json.id }));
    expect(corrected).toMatchObject({
      status: 201,
      json: { value: { text: '61%' }, corrects: made.json.id },
    });
    expect((await send(url, post({ value: 62, corrects: made.json.id }))).status).toBe(409);
    expect((await send(url)).json).toEqual([made.json, corrected.json]);
    for (const method of ['PUT', 'DELETE'] as const) {
      expect((await send(`${url}/${made.json.id}`, { method })).status).toBe(404);
    }
  });

  test('with the same key are made once', async () => {
    const { send } = await open();
    const call = post({ value: '64%' }, { 'idempotency-key': 'build 7' });
    const [first, second] = [await send(url, call), await send(url, call)];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json).toEqual(first.json);
  });

  test.each<[string, string, unknown, number, RegExp]>([
    ['of nothing known', '/v1/key-results/complete/check-ins', { value: '64%' }, 404, /no key result/],
    ['that cannot be read', url, { value: 'much' }, 422, /number/],
    ['from tomorrow', url, { value: '64%', day: '2026-11-21' }, 422, /still to come/],
    ['without a value', url, { note: 'x' }, 400, /value/],
    ['with more than is known', url, { value: 1, extra: true }, 400, /extra/],
    ['that is no JSON', url, '{', 400, /./],
  ])('%s are refused with a problem document', async (_, path, body, status, detail) => {
    const { send, checkIns } = await open();
    const headers: Record<string, string> =
      typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await send(path, post(body, headers));
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json.detail).toMatch(detail);
    expect(await checkIns.of()).toEqual(new Map());
  });
});

describe('standings over the API', () => {
  async function moved() {
    const made = await open();
    await made.desk.recordCheckIn({ keyResult: 'completion', words: '64%', by: 'mara' });
    await made.look({ key: 'SHOP-7', labels: [{ name: 'okr-completion' }], title: 'A new form' });
    return made;
  }

  test('tell score, rule, forecast and evidence', async () => {
    const { send } = await moved();
    expect((await send('/v1/standings')).json).toMatchObject({
      ...{ today, version: 1, objectives: [{ id: 'finish', score: 0.5 }] },
      rollOut: [{ team: 'checkout' }],
    });
    expect((await send('/v1/standings?period=Q1-2031')).json.objectives).toEqual([]);
    expect((await send('/v1/standings?period=soon')).status).toBe(400);
    expect((await send('/v1/objectives/finish')).json).toMatchObject({ keyResults: [{ id: 'completion' }] });
    expect((await send('/v1/key-results/completion')).json).toMatchObject({
      ...{ progress: 0.5, status: 'on-track', owner: 'Mara', forecast: { kind: 'too-little-history' } },
      evidence: { checkIns: [{ value: { text: '64%' } }], open: [{ key: 'SHOP-7' }] },
    });
    expect((await send('/v1/key-results/finish')).status).toBe(404);
    expect((await send('/v1/objectives/completion')).status).toBe(404);
  });

  test('answer what if, with the method', async () => {
    const { send } = await moved();
    const { json } = await send('/v1/key-results/completion/forecast?gainFactor=2&dropEpic=SHOP-1');
    expect(json).toMatchObject({ now: { kind: 'too-little-history' }, supposed: { points: 1 } });
    expect(json.method).toContain('random walk');
    expect((await send('/v1/key-results/completion/forecast?gainFactor=lots')).status).toBe(400);
  });

  test('trace an issue up to the top, by key or id', async () => {
    const { send } = await moved();
    for (const issue of ['SHOP-7', '10001']) {
      const { json } = await send(`/v1/issues/jira/${issue}/goals`);
      expect(json.issue).toMatchObject({ key: 'SHOP-7', title: 'A new form' });
      expect(json.chains.map((chain: { id: string }[]) => chain.map(({ id }) => id))).toEqual([
        ['completion', 'finish', 'trust'],
      ]);
    }
    expect((await send('/v1/issues/jira/SHOP-8/goals')).status).toBe(404);
  });
});

describe('judgement over the API', () => {
  test('lints what is stored and what is not', async () => {
    const { send } = await open();
    expect((await send('/v1/lint')).json).toMatchObject([{}, { check: 'set-and-forget' }].slice(-1));
    const goals = {
      objectives: [{ statement: 'Launch the app', keyResults: [{ statement: 'Make it better' }] }],
    };
    const { json } = await send('/v1/lint', { method: 'POST', body: { goals } });
    expect(json.map(({ check }: { check: string }) => check)).toContain('no-number');
  });

  test('prints a review in each format, safely', async () => {
    const { send, desk } = await open();
    await desk.recordCheckIn({ keyResult: 'completion', words: '64% <script>alert(1)</script>', by: 'mara' });
    const html = await send('/v1/reviews/Q4-2026?format=html');
    expect(html.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(html.headers['content-security-policy']).toContain("default-src 'none'");
    expect(html.text).toContain('&lt;script&gt;');
    expect(html.text).not.toContain('<script>');
    expect((await send('/v1/reviews/Q4-2026?format=md')).text).toMatch(/^# OKR review Q4-2026/);
    expect((await send('/v1/reviews/Q4-2026')).json).toMatchObject({ objectives: [{ id: 'finish' }] });
    expect((await send('/v1/reviews/Q1-2031')).status).toBe(404);
    expect((await send('/v1/teams/checkout/canvas?format=md')).text).toContain('# Mission canvas: Checkout');
    expect((await send('/v1/teams/nobody/canvas')).status).toBe(404);
  });

  test('tells the roll-out, the rhythm and what contradicts', async () => {
    const { send } = await open();
    expect((await send('/v1/teams/checkout/roll-out')).json.steps).toHaveLength(6);
    expect((await send('/v1/reminders')).json).toMatchObject([
      { owner: 'Mara', keyResults: [{ id: 'completion' }] },
    ]);
    expect((await send('/v1/deep-dive')).json).toMatchObject([{ goal: 'completion' }]);
    expect((await send('/v1/contradictions')).json).toMatchObject([{ check: 'goal-without-work' }]);
  });
});

describe('/api/docs', () => {
  test('tells of every call which tokens it takes', async () => {
    const { send, bearer } = await open();
    const { json } = await send('/docs/json', { headers: await bearer('read') });
    expect(json.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(json.paths['/api/v1/goals'].get.security).toEqual([{ token: ['read'] }]);
    expect(json.paths['/api/v1/goals/import'].post).toMatchObject({
      security: [{ token: ['write'] }],
      description: expect.stringContaining('Scope: write.'),
    });
    const calls = Object.values(json.paths).flatMap((path) => Object.values(path as object));
    for (const call of calls) expect(call).toMatchObject({ security: [{ token: [expect.any(String)] }] });
  });

  test('describes every route, and shows itself without anything from elsewhere', async () => {
    const { send } = await open();
    const { json } = await send('/docs/json');
    expect(json).toMatchObject({ openapi: '3.1.0', info: { title: 'Waymark' } });
    const paths = Object.keys(json.paths);
    expect(paths).toContain('/api/v1/key-results/{id}/check-ins');
    expect(paths.filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
    const operations = Object.values(json.paths).flatMap((path) => Object.values(path as object));
    expect(operations.length).toBeGreaterThan(15);
    for (const operation of operations) expect(operation).toMatchObject({ summary: expect.any(String) });
    for (const address of ['/docs', '/docs/']) {
      const page = await send(address);
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; connect-src 'self';/);
      const linked = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)].map(
        ([, path = '']) => new URL(path, `http://waymark/api${address}`),
      );
      expect(linked.length).toBeGreaterThan(4);
      for (const { host, pathname } of linked) {
        expect(host).toBe('waymark');
        expect((await send(pathname.replace(/^\/api/, ''))).status, pathname).toBe(200);
      }
    }
  });
});
