import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { AccessSettings } from '../../../src/domain/access/access-settings.ts';
import { createOpenIdProvider } from '../../../src/identity/openid.ts';
import { client, redirectUri, startIdentityProvider } from '../../helpers/identity-provider.ts';
import { openPages } from '../../helpers/pages.ts';
import { silentLog } from '../../helpers/silent-log.ts';

type Idp = Awaited<ReturnType<typeof startIdentityProvider>>;
let idp: Idp;
beforeAll(async () => {
  idp = await startIdentityProvider();
});
afterAll(() => idp.stop());

const mara = { sub: 'u-1', name: 'Mara Lindqvist', email: 'Mara@Example.com', email_verified: true };
const access: Partial<AccessSettings> = {
  roles: { viewer: ['everybody'], editor: ['product'], admin: ['platform', 'mara@example.com'] },
  confidential: { 'jira:HR': ['people'] },
};

/** Waymark with this provider, and a browser in front of both. */
async function open(options: { at?: Idp; access?: Partial<AccessSettings> } = {}) {
  const { at = idp } = options;
  const provider = createOpenIdProvider(
    {
      ...{ issuer: at.issuer, clientId: client.id, clientSecret: client.secret, redirectUri },
      ...{ scopes: ['profile', 'email'], wanted: ['email', 'email_verified', 'name', 'groups'] },
    },
    { clock: { now: () => new Date() }, log: silentLog() },
  );
  const world = await openPages({ isSecure: true, provider, access: { ...access, ...options.access } });
  /** Begins to sign in: the address of the provider, and what the browser keeps. */
  async function begin(to = '/board') {
    const answer = await world.server.inject(`/login/oidc?to=${encodeURIComponent(to)}`);
    const kept = answer.cookies.find(({ name }) => name === '__Host-waymark-sign-in');
    return { answer, url: String(answer.headers.location), cookie: `${kept?.name}=${kept?.value}` };
  }
  const comeBack = (back: URL, cookie: string) =>
    world.server.inject({ url: `${back.pathname}${back.search}`, headers: { cookie } });
  /** The whole way; the session's cookie where it led to one. */
  async function signIn(claims: Record<string, unknown>, to?: string) {
    at.says(claims);
    const { url, cookie } = await begin(to);
    const answer = await comeBack(await at.visit(url), cookie);
    const kept = answer.cookies.find(({ name }) => name === '__Host-waymark');
    const session = kept?.value ? `__Host-waymark=${kept.value}` : null;
    return { answer, kept, session };
  }
  const see = (url: string, session: string | null) =>
    world.server.inject({ url, headers: { cookie: session ?? '' } });
  return { ...world, begin, comeBack, signIn, see };
}

describe('signing in at a provider', () => {
  test('leads there with PKCE, state and nonce, and back to where somebody wanted to go', async () => {
    const { begin, signIn, see, events, database } = await open();
    const asked = new URL((await begin()).url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ client_id: client.id, redirect_uri: redirectUri, response_type: 'code' },
      ...{ scope: 'openid profile email', code_challenge_method: 'S256' },
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)?.length).toBeGreaterThan(30);

    const { answer, kept, session } = await signIn({ ...mara, groups: ['product', 'chess'] }, '/goals?at=1');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/goals?at=1']);
    expect(kept).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    const page = await see('/access', session);
    expect(page.statusCode, 'her address makes her an administrator').toBe(200);
    expect(page.body).toContain('Mara Lindqvist');
    const [opened] = (await events.read({ topic: 'session.opened', limit: 500 })).slice(-1);
    expect(opened).toMatchObject({
      actor: 'mara@example.com',
      data: { role: 'admin', groups: ['product'], name: 'Mara Lindqvist', from: '127.0.0.1' },
    });
    const rows = JSON.stringify(await database.sql.selectFrom('sessions').selectAll().execute());
    expect(rows).not.toContain(session?.split('=')[1] ?? 'none');
  });

  test('takes claims from the signed token as well', async () => {
    const other = await startIdentityProvider({ claimsInToken: true });
    onTestFinished(() => other.stop());
    const { signIn, see } = await open({ at: other });
    const { session } = await signIn({
      sub: 'u-2',
      groups: ['product'],
      email: 'x@example.com',
      email_verified: false,
    });
    expect((await see('/board', session)).body).toContain('editor');
  });

  test.each<[string, Record<string, unknown>, string | null]>([
    ['the highest role of several groups', { groups: ['everybody', 'product'] }, 'editor'],
    ['one group as a word', { groups: 'everybody' }, 'viewer'],
    ['no group that is named', { groups: ['chess'] }, null],
    ['no groups at all', {}, null],
    ['an address that nobody has verified', { email: 'mara@example.com', email_verified: false }, null],
    ['an address whose verification is a word', { email: 'mara@example.com', email_verified: 'true' }, null],
    ['groups that are no list of words', { groups: { 0: 'platform', length: 1 } }, null],
    [
      'groups among other things',
      { groups: [{ admin: true }, 7, null, ['platform'], 'everybody'] },
      'viewer',
    ],
    ['names that lead elsewhere in JavaScript', { groups: ['__proto__', 'constructor', 'toString'] }, null],
    ['a group with spaces around it', { groups: ['  platform  '] }, 'admin'],
    [
      'a great many groups',
      { groups: [...Array(4_000).keys()].map((n) => `g${n}`).concat('everybody') },
      'viewer',
    ],
  ])('gives the role by %s', async (_, claims, role) => {
    const { signIn, see, events } = await open();
    const { answer, session } = await signIn({ sub: 'u-3', ...claims });
    if (role === null) {
      expect([answer.statusCode, session]).toEqual([403, null]);
      expect(answer.body).toContain('nobody has given you a role');
      const [refused] = (await events.read({ topic: 'session.refused', limit: 500 })).slice(-1);
      expect(refused).toMatchObject({
        actor: expect.stringMatching(/^oidc:|@/),
        data: { reason: 'no-role' },
      });
    } else {
      expect((await see('/board', session)).body).toContain(`, ${role}`);
    }
  });

  test('gives no more, and no longer, than the settings do: also to whoever signed in before they were changed', async () => {
    const roles = { viewer: ['everybody'], editor: [], admin: ['mara@example.com', 'platform'] };
    const { signIn, see } = await open({ access: { roles } });
    const { session: byAddress } = await signIn({ ...mara, groups: ['everybody'] });
    const { session: byGroup } = await signIn({ sub: 'u-7', groups: ['platform'] });
    expect((await see('/ops', byAddress)).statusCode).toBe(200);
    expect((await see('/ops', byGroup)).statusCode).toBe(200);
    roles.admin = [];
    expect((await see('/ops', byAddress)).statusCode).toBe(403);
    expect((await see('/board', byAddress)).body).toContain(', viewer');
    expect((await see('/board', byGroup)).statusCode, 'not let in any more').toBe(303);
  });

  test('finds groups in nested claims and under names that are addresses', async () => {
    const nested = await open({ access: { groupsClaim: 'realm_access.roles' } });
    const { session } = await nested.signIn({ sub: 'u-4', realm_access: { roles: ['product'] } });
    expect((await nested.see('/board', session)).body).toContain(', editor');
  });

  test('a default role lets everybody in whom the provider knows', async () => {
    const { signIn, see } = await open({ access: { defaultRole: 'viewer' } });
    const { session } = await signIn({ sub: 'u-5' });
    expect((await see('/board', session)).statusCode).toBe(200);
    expect((await see('/ops', session)).statusCode).toBe(403);
  });

  test('a name is shown harmlessly', async () => {
    const { signIn, see } = await open({ access: { defaultRole: 'viewer' } });
    const name = `<script>alert(1)</script>\u202Eevil${'x'.repeat(90)}`;
    const { session } = await signIn({ sub: 'u-6', name });
    const { body } = await see('/board', session);
    expect(body).toContain('&lt;script');
    expect(body).not.toContain('<script>alert');
    expect(body).not.toContain('\u202E');
  });

  test('another role counts from the next time on', async () => {
    const { signIn, see } = await open();
    const before = await signIn({ sub: 'u-7', groups: ['platform'] });
    expect((await see('/ops', before.session)).statusCode).toBe(200);
    const after = await signIn({ sub: 'u-7', groups: ['everybody'] });
    expect((await see('/ops', after.session)).statusCode).toBe(403);
  });

  test('signing out ends the session and is taken down', async () => {
    const { signIn, see, server, events } = await open();
    const { session } = await signIn({ sub: 'u-8', groups: ['everybody'] });
    const page = await see('/board', session);
    const kept = page.cookies.map(({ name, value }) => `${name}=${value}`);
    const out = await server.inject({
      ...{ method: 'POST', url: '/logout' },
      headers: {
        cookie: [session, ...kept].join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: `_csrf=${encodeURIComponent(/name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '')}`,
    });
    expect(out.headers.location).toBe('/login');
    expect((await see('/board', session)).statusCode).toBe(303);
    const [closed] = (await events.read({ topic: 'session.closed', limit: 500 })).slice(-1);
    expect(closed).toMatchObject({ actor: 'oidc:u-8', data: { from: '127.0.0.1' } });
  });
});

describe('an answer that is not the provider’s to this browser', () => {
  test('with another state is refused, and ends what was begun', async () => {
    const { begin, comeBack } = await open();
    idp.says({ ...mara, groups: [] });
    const { url, cookie } = await begin();
    const back = await idp.visit(url);
    const forged = new URL(back);
    forged.searchParams.set('state', 'x'.repeat(43));
    expect((await comeBack(forged, cookie)).statusCode).toBe(401);
    const late = await comeBack(back, cookie);
    expect([late.statusCode, late.body.includes('sign in once more')]).toEqual([400, true]);
  });

  test('counts once, and its code is of no use for another sign-in', async () => {
    const { begin, comeBack } = await open();
    idp.says({ ...mara });
    const first = await begin();
    const back = await idp.visit(first.url);
    expect((await comeBack(back, first.cookie)).statusCode).toBe(303);
    expect((await comeBack(back, first.cookie)).statusCode).toBe(400);
    const second = await begin();
    const replayed = new URL(back);
    replayed.searchParams.set('state', new URL(second.url).searchParams.get('state') ?? '');
    expect((await comeBack(replayed, second.cookie)).statusCode).toBe(401);
  });

  test('is taken from nobody who did not begin here', async () => {
    const { begin, comeBack } = await open();
    idp.says({ ...mara });
    const { url } = await begin();
    const back = await idp.visit(url);
    for (const cookie of ['', '__Host-waymark-sign-in=made-up']) {
      const answer = await comeBack(back, cookie);
      expect([
        answer.statusCode,
        answer.cookies.some(({ name, value }) => name === '__Host-waymark' && value),
      ]).toEqual([400, false]);
    }
  });

  test.each([
    '?error=access_denied',
    '?error=<script>',
    '',
    '?code=',
    '?code=a&code=b&state=x',
    `?code=${'x'.repeat(5_000)}`,
  ])('is refused kindly and taken down: %s', async (search) => {
    const { begin, comeBack, events } = await open();
    const { url, cookie } = await begin();
    const back = new URL(`${redirectUri}${search}`);
    if (search.startsWith('?error'))
      back.searchParams.set('state', new URL(url).searchParams.get('state') ?? '');
    const answer = await comeBack(back, cookie);
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('You are not signed in');
    const [refused] = (await events.read({ topic: 'session.refused', limit: 500 })).slice(-1);
    expect(refused).toMatchObject({ actor: 'somebody', data: { by: 'oidc', from: '127.0.0.1' } });
    expect(String(refused?.data.reason)).toMatch(/^[\w.-]+$/);
  });
});

describe('a provider that is down', () => {
  test('is told on a page with what to do, and signing in works again by itself', async () => {
    const other = await startIdentityProvider();
    const { begin, signIn, comeBack, see } = await open({ at: other });
    await other.stop();
    const { answer } = await begin();
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('OIDC_ISSUER');

    await other.startAgain();
    other.says({ sub: 'u-9', groups: ['everybody'] });
    const { url, cookie } = await begin();
    const back = await other.visit(url);
    await other.stop();
    const halfway = await comeBack(back, cookie);
    expect(halfway.statusCode).toBe(503);
    expect(halfway.body).toContain('Try again in a minute');

    await other.startAgain();
    onTestFinished(() => other.stop());
    const { session } = await signIn({ sub: 'u-9', groups: ['everybody'] });
    expect((await see('/board', session)).statusCode).toBe(200);
  });

  test('leaves the token as the way in, unless the settings say otherwise', async () => {
    const { server } = await open();
    const page = await server.inject('/login?to=/goals');
    expect(page.body).toContain('href="/login/oidc?to=%2Fgoals"');
    expect(page.body).toContain('Sign in with your company account');
    expect(page.body).toContain('Administrator’s token');
    const closed = await open({ access: { adminTokenSignsIn: false, signInName: 'Example Ltd' } });
    const other = await closed.server.inject('/login');
    expect(other.body).toContain('Sign in with Example Ltd');
    expect(other.body).not.toContain('Administrator’s token');
    const forced = await closed.post('/login', { token: 'the token of the pages in tests' });
    expect(forced.statusCode).toBe(403);
  });
});
