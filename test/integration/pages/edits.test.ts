import { describe, expect, test } from 'vitest';
import { openPages } from '../../helpers/pages.ts';

const id = '10001';
const address = `/missions/jira/${id}`;

/** A mission in the tracker that Waymark has read, and somebody who is signed in. */
async function openOffice(role: 'viewer' | 'editor' = 'editor', over: object = {}) {
  const pages = await openPages();
  const { tracker, attend } = pages;
  tracker.put({ id, key: 'SHOP-1', title: 'Add a blue button to the checkout', ...over });
  tracker.giveFields(id, { size: null, persona: null });
  await attend(id);
  const cookie = await pages.signIn(role);
  const page = `${address}/edit`;
  return {
    ...pages,
    cookie,
    submit: (path: string, fields: Record<string, string>, from = role === 'editor' ? page : '/board') =>
      pages.post(`${address}/${path}`, fields, { cookie, page: from }),
    look: async (url = address) => (await pages.server.inject({ url, headers: { cookie } })).body,
  };
}

describe('a field that somebody sets on a page', () => {
  test('is on its way, then in the tracker; the card and the mission say so', async () => {
    const { submit, look, tracker, attend, asked, audit } = await openOffice();
    const form = await look(`${address}/edit?back=/board`);
    expect(form).toContain('Fill in what is missing');
    expect(form).toContain('name="set-size"');
    expect(form).toContain('name="back" value="/board"');
    const answer = await submit('fields', {
      'set-size': 'macro',
      'set-persona': 'returning shopper',
      back: '/board?size=macro',
    });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/board?size=macro#card-jira-10001');
    expect(asked.at(-1)).toBe(id);
    const waiting = await look('/board');
    expect(waiting).toContain('<span class="chip waiting">sending</span>');
    expect(waiting).toContain('data-sending');
    await attend(id);
    expect(tracker.fieldsOf(id)).toMatchObject({ size: 'macro', persona: 'returning shopper' });
    const board = await look('/board');
    expect(board).toContain('<span class="chip done">sent</span>');
    expect(board).toContain('returning shopper');
    expect(board).not.toContain('data-sending');
    expect(await look()).toContain('from a custom field');
    const entry = (await audit.read({ limit: 9, topics: ['edit.asked'] })).find(
      ({ data }) => data.field === 'size',
    );
    expect(entry).toMatchObject({
      actor: 'test-editor',
      data: { before: null, after: 'macro', from: '127.0.0.1' },
    });
  });

  test('says why it was refused, with the remedy', async () => {
    const { submit, look, tracker, attend } = await openOffice();
    await submit('fields', { 'set-size': 'macro' });
    tracker.setField(id, 'size', 'micro');
    await attend(id);
    const body = await look();
    expect(body).toContain('<span class="chip refused">refused</span>');
    expect(body).toContain('Somebody set it to “micro” in the tracker in the meantime');
    expect(body).toContain('edit again if yours is still right');
  });

  test('that stays as it was is not asked for, and one that is not understood is told of', async () => {
    const { submit, look } = await openOffice();
    const same = { 'set-size': 'meso', 'seen-size': 'meso', 'set-persona': '' };
    expect((await submit('fields', same)).statusCode).toBe(303);
    expect(await look()).not.toContain('sending');
    const odd = await submit('fields', { 'set-size': 'enormous' });
    expect(odd.statusCode).toBe(422);
    expect(odd.body).toContain('It can be macro, meso or micro');
  });

  test('is given back as a part of the page to a script that asks for it', async () => {
    const { server, cookie, look } = await openOffice();
    const form = await server.inject({ url: `${address}/edit`, headers: { cookie, 'waymark-part': 'form' } });
    expect(form.body).toMatch(/^<!doctype html><form class="edit"/);
    const token = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
    const cookies = [cookie, ...form.cookies.map(({ name, value }) => `${name}=${value}`)].join('; ');
    const send = (part: string) =>
      server.inject({
        method: 'POST',
        url: `${address}/fields`,
        headers: {
          ...{ cookie: cookies, 'waymark-part': part },
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({ _csrf: token, 'set-size': 'macro' }).toString(),
      });
    expect((await send('card')).body).toMatch(/^<!doctype html><li class="card.*sending/s);
    expect((await send('fields')).body).toMatch(/^<!doctype html><section class="panel".*sending/s);
    expect(await look(`${address}/parts/fields`)).toMatch(/^<!doctype html><section class="panel"/);
  });

  test('leads nowhere but to pages of ours', async () => {
    const { submit } = await openOffice();
    for (const back of [
      'https://evil.example/',
      '//evil.example/board',
      '/\\evil.example',
      '/login',
      'javascript:1',
      '',
    ])
      expect((await submit('fields', { back })).headers.location, back).toBe(address);
    expect((await submit('fields', { back: '/board?search=a%26b' })).headers.location).toBe(
      '/board?search=a%26b#card-jira-10001',
    );
  });

  test('takes hostile words as they are, and shows them as text', async () => {
    const { submit, look, tracker, attend } = await openOffice();
    const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>\u202e${'x'.repeat(400)}`;
    await submit('fields', { 'set-persona': nasty });
    expect(await look('/board')).not.toMatch(/<script>alert|<img|\u202e/);
    await attend(id);
    expect(String(tracker.fieldsOf(id).persona).length).toBeLessThanOrEqual(255);
    expect(await look()).not.toMatch(/<script>alert|<img|\u202e/);
  });
});

describe('a finding', () => {
  test('is dismissed with a reason, said by whom, and brought back', async () => {
    const { submit, look, attend } = await openOffice();
    expect(await look()).toContain('<code>recipe</code>');
    await submit('dismissals', { check: 'recipe', reason: 'false', note: 'The button is the need' }, address);
    await attend(id);
    const dismissed = await look();
    expect(dismissed).toContain('Dismissed by <bdi>test-editor</bdi>');
    expect(dismissed).toContain('The button is the need');
    await submit('dismissals/undo', { check: 'recipe' }, address);
    await attend(id);
    expect(await look()).not.toContain('Dismissed by');
    expect((await submit('dismissals', { check: 'nonsense', reason: 'false' }, address)).statusCode).toBe(
      400,
    );
  });
});

describe('what became of a mission', () => {
  test('is kept as somebody says it, the earlier words with it', async () => {
    const { submit, look, audit } = await openOffice();
    await submit('outcomes', { verdict: 'open', note: 'Too early' }, address);
    await submit('outcomes', { verdict: 'reached', note: '<b>Orders</b> doubled' }, address);
    const body = await look();
    expect(body).toContain('<span class="chip done">reached</span>');
    expect(body).toContain('&lt;b>Orders&lt;/b> doubled');
    expect(body).toContain('Too early');
    const [entry] = await audit.read({ limit: 1, topics: ['outcome.noted'] });
    expect(entry).toMatchObject({ actor: 'test-editor', data: { before: 'open', after: 'reached' } });
    expect(
      (await submit('outcomes', { verdict: 'reached', note: 'x'.repeat(2_001) }, address)).statusCode,
    ).toBe(400);
    // As long as its field takes, sent as browsers do.
    const lines = { verdict: 'reached', note: `${'x'.repeat(99)}\r\n`.repeat(20) };
    expect((await submit('outcomes', lines, address)).statusCode).toBe(303);
  });
});

describe('whoever may only look', () => {
  test('sees no form, and sends none', async () => {
    const { submit, look } = await openOffice('viewer');
    for (const url of ['/board', address])
      expect(await look(url)).not.toMatch(/data-edit|class="edit"|Dismiss/);
    for (const path of ['fields', 'dismissals', 'dismissals/undo', 'outcomes'])
      expect((await submit(path, { 'set-size': 'macro' })).statusCode).toBe(403);
  });
});
