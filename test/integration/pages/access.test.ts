import { describe, expect, test } from 'vitest';
import { mayUse, type Role, roles } from '../../../src/domain/access.ts';
import { adminToken, openPages } from '../../helpers/pages.ts';
import { buildServer } from '../../helpers/web.ts';

const visitors: readonly (Role | null)[] = [null, ...roles];
const addressOf = (url: string) =>
  url
    .replace(':tracker', 'jira')
    .replace(/:id|:seq/, '1')
    .replace('*', 'x');

/** Everything but the pages, with nobody to ask. */
const others = {
  wishes: { look: async () => null, wish: async () => null },
};

describe('who may see which page', () => {
  test('every route has a rule, and for every role the rule holds', async () => {
    const { server, signIn } = await openPages();
    const routes = server.routes.filter(({ method }) => method === 'GET' || method === 'POST');
    expect(routes.length).toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const { method, url, access } of routes) {
      if (access === 'bearer') continue;
      for (const role of visitors) {
        const cookie = role === null ? '' : await signIn(role);
        const { statusCode, headers, body } = await server.inject({
          method: method as 'GET' | 'POST',
          url: addressOf(url),
          headers: { cookie },
          ...(url.startsWith('/webhooks') && { payload: '{}' }),
        });
        const isRefused =
          (role === null && (statusCode === 401 || String(headers.location).startsWith('/login?to='))) ||
          (role !== null && statusCode === 403 && !isFormRefused(body));
        const isOpenHook = url.startsWith('/webhooks');
        if (!isOpenHook && isRefused === mayUse(access, role)) {
          wrong.push(`${method} ${url} (${access}) as ${role ?? 'nobody'}: ${statusCode}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('nothing but webhooks, health, numbers, unsubscribing and signing in is open', async () => {
    const { server } = await openPages();
    const { server: rest } = await buildServer({ wishes: others.wishes });
    const open = [...server.routes, ...rest.routes].filter(({ access }) => access === 'open');
    expect([...new Set(open.map(({ url }) => url))].sort()).toEqual([
      '/',
      '/assets/waymark.css',
      '/assets/waymark.js',
      '/assets/waymark.svg',
      '/digests/unsubscribe/:token',
      '/healthz',
      '/login',
      '/metrics',
      '/readyz',
      '/webhooks/jira',
      '/webhooks/linear',
    ]);
    expect(server.routes.find(({ url }) => url === '/')?.access, 'open only where no pages are').toBe(
      'viewer',
    );
  });
});

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
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
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
      expect(signedIn.headers.location).toBe('/board');
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

  test('pages load nothing from elsewhere, run nothing inline and sit in no frame', async () => {
    const { get } = await openPages();
    const { headers, body } = await get('/board');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(body).not.toMatch(/<script(?! src="\/assets\/waymark\.js")|style="|\son\w+=/i);
  });
});

test('how long pages take is told by route, never by address', async () => {
  const { get, server } = await openPages();
  await get('/missions/jira/secret-id');
  const { body } = await server.inject('/metrics');
  expect(body).toContain('waymark_page_seconds_count{route="/missions/:tracker/:id",status="404"} 1');
  expect(body).not.toContain('secret-id');
});
