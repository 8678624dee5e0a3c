import { describe, expect, test } from 'vitest';
import { now, openPages } from '../../helpers/pages.ts';

const form = { name: 'Grafana <b>', scope: 'metrics', days: '30', groups: '' };

/** The page after a token was made, and the token's text. */
async function makeToken(
  world: Awaited<ReturnType<typeof openPages>>,
  fields: Record<string, string> = form,
) {
  const cookie = await world.signIn('admin');
  const made = await world.post('/access/tokens', fields, { cookie, page: '/access' });
  return { cookie, made, text: /wm_[0-9a-f]{8}_[\w-]{43}/.exec(made.body)?.[0] ?? 'none' };
}

describe('tokens for programs', () => {
  test('are shown once, stored as a hash, and open what their scope says', async () => {
    const world = await openPages();
    const { made, text } = await makeToken(world);
    expect([made.statusCode, text.length]).toEqual([200, 55]);
    expect(made.body).toContain('Grafana &lt;b>');
    expect(made.headers['cache-control']).toBe('no-store');
    expect((await world.get('/access', 'admin')).body).not.toContain(text);
    const rows = JSON.stringify(await world.database.sql.selectFrom('api_tokens').selectAll().execute());
    expect(rows).not.toContain(text.slice(12));

    const headers = { authorization: `Bearer ${text}` };
    expect((await world.server.inject({ url: '/metrics', headers })).statusCode).toBe(200);
    expect((await world.server.inject({ url: '/api/v1/goals', headers })).statusCode).toBe(403);
    const [used] = await world.tokens.list();
    expect(used).toMatchObject({ lastUsedAt: now.toISOString(), createdBy: 'test-admin', scope: 'metrics' });
  });

  test('are useless with any character changed, after their time, and once revoked', async () => {
    const world = await openPages();
    const { text, cookie } = await makeToken(world, { ...form, scope: 'read' });
    const ask = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await world.server.inject({ url: '/api/v1/goals', headers })).statusCode;
    };
    expect(await ask(text)).toBe(200);
    const last = text.at(-1) === 'A' ? 'B' : 'A';
    for (const wrong of [`${text.slice(0, -1)}${last}`, text.slice(0, -1), `${text}x`, text.toUpperCase()]) {
      expect(await ask(wrong)).toBe(401);
    }
    await world.database.sql.updateTable('api_tokens').set({ expires_at: now }).execute();
    expect(await ask(text)).toBe(401);
    await world.database.sql
      .updateTable('api_tokens')
      .set({ expires_at: new Date('2030-01-01') })
      .execute();
    expect(await ask(text)).toBe(200);

    const prefix = text.slice(0, 11);
    await world.post(`/access/tokens/${prefix}/revoke`, {}, { cookie, page: '/access' });
    expect(await ask(text)).toBe(401);
    const page = await world.get('/access', 'admin');
    expect(page.body).toContain('revoked');
    expect(page.body).not.toContain(`/access/tokens/${prefix}/revoke`);
  });

  test.each([
    ['without a name', { ...form, name: ' ' }],
    ['of a scope there is not', { ...form, scope: 'root' }],
    ['for ever', { ...form, days: '100000' }],
    ['for no time', { ...form, days: '0' }],
  ])('are not made %s', async (_, fields) => {
    const world = await openPages();
    const { made } = await makeToken(world, fields);
    expect(made.statusCode).toBe(422);
    expect(made.body).toContain('None was made');
    expect(await world.tokens.list()).toEqual([]);
  });
});

describe('the audit log', () => {
  const last = async (world: Awaited<ReturnType<typeof openPages>>) =>
    (await world.audit.read({ limit: 1 }))[0];

  test('has who did what, from where, before and after', async () => {
    const world = await openPages();
    const { text, cookie } = await makeToken(world, { ...form, scope: 'write' });
    expect(await last(world)).toMatchObject({
      ...{ topic: 'token.created', actor: 'test-admin', subject: `token:${text.slice(0, 11)}` },
      data: { from: '127.0.0.1', before: null, after: { name: 'Grafana <b>', scope: 'write' } },
    });

    const headers = { authorization: `Bearer ${text}`, 'content-type': 'application/json' };
    const goals = {
      objectives: [
        {
          ...{ id: 'finish', statement: 'Shoppers finish', period: 'Q4-2026' },
          keyResults: [{ id: 'completion', statement: 'Baskets ordered', start: '58%', target: '70%' }],
        },
      ],
    };
    const send = (url: string, payload: object) =>
      world.server.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload });
    expect((await send('/goals/import', { read: { goals }, by: 'Mara' })).statusCode).toBe(200);
    expect(await last(world)).toMatchObject({
      ...{ topic: 'goals.imported', actor: `token:${text.slice(0, 11)}` },
      data: { from: '127.0.0.1', by: 'Mara', before: {}, after: { finish: 'Shoppers finish' } },
    });
    await send('/key-results/completion/check-ins', { value: '60%' });
    await send('/key-results/completion/check-ins', { value: '64%', by: 'somebody else' });
    expect(await last(world)).toMatchObject({
      ...{ topic: 'checkin.recorded', actor: `token:${text.slice(0, 11)}` },
      data: { from: '127.0.0.1', by: 'somebody else', before: '60%', after: '64%' },
    });
    const renamed = structuredClone(goals);
    for (const one of renamed.objectives) one.statement = 'Shoppers finish alone';
    await send('/goals/import', { read: { goals: renamed } });
    expect((await last(world))?.data).toMatchObject({
      before: { finish: { statement: 'Shoppers finish' } },
      after: { finish: { statement: 'Shoppers finish alone' } },
    });

    await world.post(`/access/tokens/${text.slice(0, 11)}/revoke`, {}, { cookie, page: '/access' });
    expect(await last(world)).toMatchObject({ topic: 'token.revoked', data: { after: null } });

    const { body } = await world.get('/access', 'admin');
    for (const words of ['token revoked', 'checkin recorded', 'somebody else', '60%', '64%', '127.0.0.1']) {
      expect(body).toContain(words);
    }
  });

  test('has failed sign-ins and sign-outs, and none of what was typed', async () => {
    const world = await openPages();
    await world.post('/login', { token: 'a guess that is not to be kept' });
    expect(await last(world)).toMatchObject({
      ...{ topic: 'session.refused', actor: 'admin-token', data: { by: 'token', from: '127.0.0.1' } },
    });
    const cookie = await world.signIn('editor');
    await world.post('/logout', {}, { cookie, page: '/board' });
    expect(await last(world)).toMatchObject({ topic: 'session.closed', actor: 'test-editor' });
    const { body } = await world.get('/access', 'admin');
    expect(body).toContain('was refused');
    expect(body).toContain('signed out');
    expect(body).not.toContain('a guess that');
  });

  test('is read page by page, newest first', async () => {
    const world = await openPages();
    for (let n = 1; n <= 60; n += 1) {
      const data = { from: '192.0.2.1', before: n - 1, after: n };
      const at = now.toISOString();
      await world.events.append([
        { topic: 'writeback.resumed', subject: `jira:${n}`, data, actor: 'mara', at },
      ]);
    }
    const first = await world.get('/access', 'admin');
    expect(first.body).toContain('jira:60');
    expect(first.body).not.toContain('jira:10<');
    const older = /\/access\?before=\d+/.exec(first.body)?.[0] ?? 'none';
    const second = await world.get(older, 'admin');
    expect(second.body).toContain('jira:10<');
    expect(second.body).not.toContain('Make a token');
  });
});
