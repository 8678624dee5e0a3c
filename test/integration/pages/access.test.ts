import { fastify } from 'fastify';
import { describe, expect, test } from 'vitest';
import { roleOfScope, tokenScopes } from '../../../src/domain/access/api-token.ts';
import { type Role, roles } from '../../../src/domain/access.ts';
import { keepRouteTable, mayCall, type RouteLine } from '../../../src/web/access.ts';
import { asAdmin } from '../../helpers/gate.ts';
import { adminToken, openPages } from '../../helpers/pages.ts';
import { buildServer } from '../../helpers/web.ts';

const others = {
  wishes: { look: async () => null, wish: async () => null },
};

describe('who may call which route', () => {
  test('every route has a rule, and the rule holds for every role and every kind of token', async () => {
    const { server, signIn, tokens } = await openPages();
    const routes = server.routes.filter(({ method }) => method === 'GET' || method === 'POST');
    expect(routes.length).toBeGreaterThan(30);
    const callers = await everyCaller({ signIn, tokens });
    const wrong: string[] = [];
    for (const { method, url, access } of routes) {
      for (const caller of callers) {
        // A stream stays open for whoever may see it.
        if (url.endsWith('/stream') && mayNow(caller, { method, url, access })) continue;
        const { statusCode, headers, body } = await server.inject({
          method: method as 'GET' | 'POST',
          url: addressOf(url),
          headers: caller.headers,
          ...(method === 'POST' && { payload: '' }),
        });
        const isRefused =
          String(headers.location).startsWith('/login?to=') ||
          (statusCode === 401 && !isLogin(url) && !isHook(url)) ||
          (statusCode === 403 && !isFormRefused(body));
        if (isRefused === mayNow(caller, { method, url, access })) {
          wrong.push(`${method} ${url} (${access}) as ${caller.name}: ${statusCode}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a server with a route that has no rule does not start', async () => {
    const server = fastify();
    const routes = keepRouteTable(server);
    server.get('/told', { config: { access: 'viewer' } }, async () => 'told');
    server.get('/forgotten', async () => 'forgotten');
    await server.ready();
    expect(routes).toThrow('GET /forgotten says not who may call it');
  });

  test('an address that is none says so to nobody who may not look', async () => {
    const { server, signIn } = await openPages();
    for (const url of ['/nothing', '/missions', '/ops/nothing', '/login/nothing']) {
      const strange = await server.inject({ url, headers: { accept: 'text/html' } });
      expect(strange.headers.location).toBe(`/login?to=${encodeURIComponent(url)}`);
      expect((await server.inject({ method: 'POST', url })).statusCode).toBe(401);
      const known = await server.inject({ url, headers: { cookie: await signIn('viewer') } });
      expect([known.statusCode, known.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    }
    const api = await server.inject('/api/v1/nothing');
    const there = await server.inject('/api/v1/goals');
    expect(api.headers['content-type']).toBe('application/problem+json');
    const { requestId: one, ...unknown } = api.json();
    const { requestId: other, ...refused } = there.json();
    expect(unknown).toEqual(refused);
    expect(one).not.toBe(other);
  });

  test('nothing but webhooks, health, unsubscribing and signing in is open', async () => {
    const provider = {
      begin: async () => null,
      finish: async () => ({ outcome: 'refused', reason: '' }) as const,
    };
    const { server } = await openPages({ provider });
    const { server: rest } = await buildServer({ wishes: others.wishes });
    const open = [...server.routes, ...rest.routes].filter(({ access }) => access === 'open');
    expect([...new Set(open.map(({ url }) => url))].sort()).toEqual([
      '/assets/waymark.css',
      '/assets/waymark.js',
      '/assets/waymark.svg',
      '/digests/unsubscribe/:token',
      '/healthz',
      '/login',
      '/login/oidc',
      '/login/oidc/callback',
      '/readyz',
      '/webhooks/jira',
      '/webhooks/linear',
    ]);
  });
});

interface CallerOfTest {
  readonly name: string;
  readonly role: Role | null;
  readonly kind: 'nobody' | 'session' | 'token';
  readonly seesMetrics: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Somebody of each kind: nobody, a session of each role, a token of each scope, the administrator's token. */
async function everyCaller({
  signIn,
  tokens,
}: Pick<Awaited<ReturnType<typeof openPages>>, 'signIn' | 'tokens'>): Promise<readonly CallerOfTest[]> {
  const people = roles.map(async (role) => ({
    ...{ name: `a ${role}`, role, kind: 'session' as const, seesMetrics: role === 'admin' },
    headers: { cookie: await signIn(role) },
  }));
  const programs = tokenScopes.map(async (scope) => {
    const { text } = await tokens.create(
      { name: scope, scope, groups: [], days: 1 },
      { who: 'test', from: null },
    );
    return {
      ...{ name: `a ${scope} token`, role: roleOfScope[scope], kind: 'token' as const },
      seesMetrics: scope === 'metrics' || scope === 'admin',
      headers: { authorization: `Bearer ${text}` },
    };
  });
  return [
    { name: 'nobody', role: null, kind: 'nobody', seesMetrics: false, headers: {} },
    ...(await Promise.all([...people, ...programs])),
    { name: 'ADMIN_TOKEN', role: 'admin', kind: 'token', seesMetrics: true, headers: asAdmin },
  ];
}

/** Pages take sessions only; API and numbers take tokens, and sessions for looking. */
function mayNow(caller: CallerOfTest, { method, url, access }: RouteLine): boolean {
  if (access === 'open') return true;
  const isForPrograms = url.startsWith('/api') || url === '/metrics';
  if (!isForPrograms && caller.kind !== 'session') return false;
  if (isForPrograms && caller.kind === 'session' && method !== 'GET') return false;
  return mayCall(access, caller);
}

const addressOf = (url: string) =>
  url
    .replace(':tracker', 'jira')
    .replace(/:[a-z]+/gi, '1')
    .replace('*', 'x');
const isLogin = (url: string) => url.startsWith('/login');
const isHook = (url: string) => url.startsWith('/webhooks');
const isFormRefused = (body: string) => body.includes('The form is too old');

describe('signing in', () => {
  test('leads to the page that was asked for, and stays', async () => {
    const { server, post } = await openPages();
    const asked = await server.inject('/board?framing=recipe');
    expect(asked.headers.location).toBe('/login?to=%2Fboard%3Fframing%3Drecipe');
    const signedIn = await post('/login', { token: adminToken, to: '/board?framing=recipe' });
    expect(signedIn.statusCode).toBe(303);
    expect(signedIn.headers.location).toBe('/board?framing=recipe');
    const cookie = signedIn.cookies.find(({ name }) => name === 'waymark');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 12 * 3_600 });
    expect(cookie?.expires, 'the clock of a browser may be wrong').toBeUndefined();
    const board = await server.inject({ url: '/board', headers: { cookie: `waymark=${cookie?.value}` } });
    expect(board.statusCode).toBe(200);
  });

  test('is bound to https where the public address is', async () => {
    const { post } = await openPages({ isSecure: true });
    const signedIn = await post('/login', { token: adminToken });
    const cookie = signedIn.cookies.find(({ name }) => name === '__Host-waymark');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, path: '/' });
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\tx', 'javascript:alert(1)'])(
    'never leads to %s',
    async (to) => {
      const { post } = await openPages();
      const signedIn = await post('/login', { token: adminToken, to });
      expect(signedIn.headers.location).toBe('/');
    },
  );

  test('needs the token, and after ten guesses some patience', async () => {
    const { post } = await openPages();
    for (let guess = 0; guess < 10; guess += 1) {
      const refused = await post('/login', { token: `guess ${guess}` });
      expect(refused.statusCode).toBe(401);
      expect(refused.body).toContain('That is not the token');
      expect(refused.body).not.toContain('guess');
    }
    const tired = await post('/login', { token: adminToken });
    expect(tired.statusCode).toBe(429);
    expect(tired.body).toContain('Too many tries');
  });

  test('is in the events log, and nothing of the token is stored', async () => {
    const { post, events, database } = await openPages();
    const signedIn = await post('/login', { token: adminToken });
    const [opened] = await events.read({ topic: 'session.opened', limit: 5 });
    expect(opened).toMatchObject({ actor: 'admin-token', data: { role: 'admin', from: '127.0.0.1' } });
    const rows = JSON.stringify(await database.sql.selectFrom('sessions').selectAll().execute());
    const id = signedIn.cookies.find(({ name }) => name === 'waymark')?.value ?? 'none';
    expect(rows).not.toContain(id);
    expect(rows).not.toContain(adminToken);
  });

  test('ends when the session is over or signed out', async () => {
    const { server, post, signIn, database } = await openPages();
    const cookie = await signIn('viewer');
    expect((await server.inject({ url: '/board', headers: { cookie } })).statusCode).toBe(200);
    const out = await post('/logout', {}, { cookie, page: '/board' });
    expect(out.headers.location).toBe('/login');
    expect((await server.inject({ url: '/board', headers: { cookie } })).statusCode).toBe(303);

    const other = await signIn('viewer');
    await database.sql
      .updateTable('sessions')
      .set({ ends_at: new Date('2026-11-20T11:59:59Z') })
      .execute();
    expect((await server.inject({ url: '/board', headers: { cookie: other } })).statusCode).toBe(303);
  });
});

describe('behind a proxy', () => {
  const guess = (server: Awaited<ReturnType<typeof openPages>>['server'], forwarded: string) =>
    server.inject({
      url: '/metrics',
      remoteAddress: '10.0.0.7',
      headers: { authorization: 'Bearer a guess', 'x-forwarded-for': forwarded },
    });

  test('that is believed, each caller has a limit of their own', async () => {
    const { server, events } = await openPages({ trustProxy: ['10.0.0.0/8'] });
    for (let guessed = 0; guessed < 20; guessed += 1) await guess(server, '203.0.113.9');
    expect((await guess(server, '203.0.113.9')).statusCode).toBe(429);
    expect((await guess(server, '203.0.113.10')).statusCode).toBe(401);
    const [first] = (await events.read({ topic: 'token.refused', limit: 500 })).slice(-2);
    expect(first).toMatchObject({ actor: 'somebody', data: { from: '203.0.113.9' } });
  });

  test('only the last word of a believed proxy counts, so that nobody picks an address of their own', async () => {
    const { server } = await openPages({ trustProxy: ['10.0.0.7'] });
    for (let guessed = 0; guessed < 20; guessed += 1) {
      await guess(server, `198.51.100.${guessed}, 203.0.113.9`);
    }
    expect((await guess(server, '198.51.100.99, 203.0.113.9')).statusCode).toBe(429);
  });

  test('that nobody has named, what it forwards is not looked at', async () => {
    const { server } = await openPages();
    for (let guessed = 0; guessed < 20; guessed += 1) await guess(server, `198.51.100.${guessed}`);
    expect((await guess(server, '198.51.100.99')).statusCode).toBe(429);
  });
});

describe('forms', () => {
  test('without the token of their page are refused', async () => {
    const { server, signIn } = await openPages();
    const cookie = await signIn('admin');
    const refused = await server.inject({
      method: 'POST',
      url: '/logout',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: '_csrf=made-up',
    });
    expect(refused.statusCode).toBe(403);
    expect((await server.inject({ url: '/board', headers: { cookie } })).statusCode).toBe(200);
  });

  test('stay good when their reader opens another page by a link on another site', async () => {
    const { server, signIn } = await openPages();
    const session = await signIn('editor');
    const form = await server.inject({ url: '/board', headers: { cookie: session } });
    const token = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
    let kept = form.cookies;
    // A browser sends such a visit without what is for this site alone.
    const sent = kept
      .filter(({ sameSite }) => sameSite !== 'Strict')
      .map((one) => `${one.name}=${one.value}`);
    const visit = await server.inject({ url: '/audit', headers: { cookie: [session, ...sent].join('; ') } });
    kept = [...kept.filter((one) => visit.cookies.every(({ name }) => name !== one.name)), ...visit.cookies];
    const answer = await server.inject({
      method: 'POST',
      url: '/logout',
      headers: {
        cookie: [session, ...kept.map(({ name, value }) => `${name}=${value}`)].join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: token }).toString(),
    });
    expect(answer.statusCode).toBe(303);
  });

  test('pages load nothing from elsewhere, run nothing inline and sit in no frame', async () => {
    const { get } = await openPages();
    const { headers, body } = await get('/board');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(body).not.toMatch(/<script(?! src="\/assets\/waymark\.js")|style="|\son\w+=/i);
  });
});

test('how long pages take is told by route, never by address', async () => {
  const { get, server } = await openPages();
  await get('/missions/jira/secret-id');
  await server.inject({ url: '/api/v1/goals/secret-id', headers: asAdmin });
  const { body } = await server.inject({ url: '/metrics', headers: asAdmin });
  expect(body).toContain('waymark_page_seconds_count{route="/missions/:tracker/:id",status="404"} 1');
  expect(body).toContain('waymark_page_seconds_count{route="/api/v1/goals/:id",status="404"} 1');
  expect(body).not.toContain('secret-id');
});
