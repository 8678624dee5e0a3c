import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createEmbeddedPlace } from '../helpers/databases.ts';
import { adminToken, asAdmin } from '../helpers/gate.ts';
import { client, startIdentityProvider } from '../helpers/identity-provider.ts';
import { silentLog } from '../helpers/silent-log.ts';

const settings = `
access:
  roles: { admin: [platform] }
  confidential: { jira:HR: [people] }
`;

describe('the whole service', () => {
  let place: ReturnType<typeof createEmbeddedPlace>;
  let idp: Awaited<ReturnType<typeof startIdentityProvider>>;
  let app: App;
  let address: string;

  beforeAll(async () => {
    [place, idp] = [createEmbeddedPlace(), await startIdentityProvider()];
    const env = {
      ...{
        PORT: '0',
        DATA_DIR: place.dataDir,
        ADMIN_TOKEN: adminToken,
        WAYMARK_CONFIG: 'waymark.yaml',
      },
      ...{ OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
      PUBLIC_URL: 'https://waymark.example.com',
    };
    app = await createApp(
      loadConfig(env, () => settings),
      { log: silentLog() },
    );
    ({ address } = await app.start({ role: 'all' }));
  }, 60_000);
  afterAll(async () => {
    await app?.stop();
    await idp?.stop();
    await place?.drop();
  });

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, { redirect: 'manual', headers });

  test('names no confidential project in its numbers', async () => {
    const standing = { check: 'recipe', commented: 4, dismissed: 1, standing: 0.8, silenced: false } as const;
    await app.standings.put(
      ['SHOP', 'HR'].map((project) => ({ tracker: 'jira', project, ...standing })),
      [],
    );
    const numbers = await (await ask('/metrics', asAdmin)).text();
    expect(numbers).toContain('waymark_check_standing{tracker="jira",project="SHOP",check="recipe"} 0.8');
    expect(numbers).not.toContain('"HR"');
  });

  test('lets somebody in whom the provider vouches for, and lets them see the numbers', async () => {
    idp.says({ sub: 'u-1', name: 'Ada', groups: ['platform'] });
    const begun = await ask('/login/oidc?to=/metrics');
    const kept = begun.headers.getSetCookie().find((one) => one.startsWith('__Host-waymark-sign-in=')) ?? '';
    const back = await idp.visit(begun.headers.get('location') ?? '');
    const cookie = kept.split(';')[0] ?? '';
    const inside = await ask(`${back.pathname}${back.search}`, { cookie });
    expect([inside.status, inside.headers.get('location')]).toEqual([303, '/metrics']);
    const session = inside.headers.getSetCookie().find((one) => one.startsWith('__Host-waymark=')) ?? '';
    expect(session).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    expect((await ask('/metrics', { cookie: session.split(';')[0] ?? '' })).status).toBe(200);
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/metrics', { accept: 'text/html' })).headers.get('location')).toBe(
      '/login?to=%2Fmetrics',
    );
    expect((await ask('/api/docs', { accept: 'text/html' })).headers.get('location')).toBe(
      '/login?to=%2Fapi%2Fdocs',
    );
  });

  test('tells everybody whether it is well, and nothing of how it is set up', async () => {
    const ready = await (await ask('/readyz')).text();
    for (const word of [client.secret, adminToken, idp.issuer, place.dataDir, 'HR']) {
      expect(ready).not.toContain(word);
    }
  });
});
