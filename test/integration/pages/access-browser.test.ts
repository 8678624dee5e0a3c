import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { createOpenIdProvider } from '../../../src/identity/openid.ts';
import { launch, look, openTab } from '../../helpers/browser.ts';
import { client, redirectUri, startIdentityProvider } from '../../helpers/identity-provider.ts';
import { now, openPages } from '../../helpers/pages.ts';
import { silentLog } from '../../helpers/silent-log.ts';

const { chromium } = inject('services');

describe.runIf(chromium !== null)('in a browser', () => {
  let browser: Browser;
  let idp: Awaited<ReturnType<typeof startIdentityProvider>>;
  beforeAll(async () => {
    [browser, idp] = await Promise.all([launch(chromium ?? ''), startIdentityProvider()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await idp?.stop();
  });

  async function open(redirectTo = redirectUri) {
    const provider = createOpenIdProvider(
      {
        ...{ issuer: idp.issuer, clientId: client.id, clientSecret: client.secret, redirectUri: redirectTo },
        ...{ scopes: ['profile', 'email'], wanted: ['groups'] },
      },
      { clock: { now: () => new Date() }, log: silentLog() },
    );
    const world = await openPages({
      provider,
      access: { roles: { viewer: [], editor: [], admin: ['platform'] } },
    });
    const address = await world.server.listen({ host: '127.0.0.1', port: 0 });
    const { tab, problems, close } = await openTab(browser, { address });
    onTestFinished(async () => {
      await close();
      expect(problems).toEqual([]);
    });
    return { ...world, tab, address };
  }

  test('somebody signs in at the provider, comes back, and an administrator makes and revokes a token', async () => {
    const { tab, address } = await open();
    // The provider knows one address of return; the browser is led on from there as a proxy would do it.
    await tab.context().route(`${redirectUri}**`, (route) =>
      route.fulfill({
        status: 302,
        headers: { location: route.request().url().replace(new URL(redirectUri).origin, address) },
      }),
    );
    idp.says({ sub: 'u-1', name: 'Ada Lovelace', groups: ['platform'] });
    await tab.goto('/access');
    expect(await look(tab, 'login-elsewhere')).toEqual([]);
    await tab.getByRole('link', { name: 'Sign in with your company account' }).click();
    await tab.getByRole('heading', { name: 'Access', exact: true }).waitFor();
    await tab.getByText('Ada Lovelace, admin').waitFor();

    await tab.getByText('Make a token').click();
    await tab.getByLabel('Name, such as').fill('prometheus');
    await tab.getByLabel('Scope').selectOption('metrics');
    await tab.getByRole('button', { name: 'Make the token' }).click();
    const text = (await tab.getByText(/^wm_[0-9a-f]{8}_/).textContent()) ?? '';
    const read = () => fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${text}` } });
    expect((await read()).status).toBe(200);
    expect(await look(tab, 'access-token')).toEqual([]);
    await tab.getByRole('button', { name: /^Revoke/ }).click();
    await tab.getByText('token revoked').waitFor();
    expect((await read()).status).toBe(401);
  });

  test('whoever is not let in reads why, and whom to ask', async () => {
    const { tab, address } = await open();
    await tab.context().route(`${redirectUri}**`, (route) =>
      route.fulfill({
        status: 302,
        headers: { location: route.request().url().replace(new URL(redirectUri).origin, address) },
      }),
    );
    idp.says({ sub: 'u-2', groups: ['chess'] });
    await tab.goto('/login');
    await tab.getByRole('link', { name: 'Sign in with' }).click();
    await tab.getByRole('heading', { name: 'You are not let in yet' }).waitFor();
    expect(await look(tab, 'not-let-in')).toEqual([]);
  });

  test('a long audit log and long names stay within the page', async () => {
    const { tab, events, post, address } = await open();
    const long = 'x'.repeat(300);
    await events.append(
      Array.from({ length: 5 }, () => ({
        ...{
          topic: 'goals.imported' as const,
          subject: 'goals',
          actor: `${long}@example.com`,
          at: now.toISOString(),
        },
        data: {
          from: '2001:db8::1',
          by: long,
          before: { goal: { statement: long } },
          after: { goal: [long, long] },
        },
      })),
    );
    const signedIn = await post('/login', { token: 'the token of the pages in tests' });
    const kept = signedIn.cookies.find(({ name }) => name === 'waymark');
    await tab.context().addCookies([
      {
        name: 'waymark',
        value: kept?.value ?? '',
        url: address,
      },
    ]);
    await tab.goto('/access');
    await tab.getByRole('heading', { name: 'Audit log' }).waitFor();
    expect(await look(tab, 'access-long')).toEqual([]);
  });
});
