import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSubscriberCaller } from '../../../src/subscribers/caller.ts';
import { seal, unseal } from '../../../src/subscribers/seal.ts';

const clock = { now: () => new Date() };
const storeKey = async () => Buffer.alloc(32, 7);
const message = { id: 'sub_1_7', body: '{"type":"checkin.recorded"}' };

function aCaller(over: Partial<Parameters<typeof createSubscriberCaller>[0]> = {}) {
  const rules = { hosts: [], privateHosts: ['127.0.0.1'], timeoutMs: 2_000 };
  return createSubscriberCaller({ rules, environmentKey: null, storeKey, clock, ...over });
}

async function aReceiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers as Record<string, string>, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

describe('a call to a subscriber', () => {
  test('is signed so that the library of the scheme takes it, and nothing that was changed', async () => {
    const { url, received } = await aReceiver((_, response) => response.writeHead(204).end());
    const caller = aCaller();
    const { secret, sealed } = await caller.newSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{44}$/);
    expect(await caller.call(url, sealed, message)).toEqual({ outcome: 'taken' });
    const [call] = received;
    if (!call) throw new Error('nothing came');
    expect(call.headers['webhook-id']).toBe('sub_1_7');
    expect(new Webhook(secret).verify(call.body, call.headers)).toEqual({ type: 'checkin.recorded' });
    expect(() => new Webhook(secret).verify(`${call.body} `, call.headers)).toThrow();
    const other = (await caller.newSecret()).secret;
    expect(() => new Webhook(other).verify(call.body, call.headers)).toThrow();
  });

  test.each([
    [200, { outcome: 'taken' }],
    [410, { outcome: 'gone' }],
    [500, { outcome: 'failed', problem: 'It answered 500.', retryAfterMs: null }],
    [404, { outcome: 'failed', problem: 'It answered 404.', retryAfterMs: null }],
  ])('that is answered %i is %o', async (status, outcome) => {
    const { url } = await aReceiver((_, response) => response.writeHead(status).end());
    const caller = aCaller();
    const { sealed } = await caller.newSecret();
    expect(await caller.call(url, sealed, message)).toEqual(outcome);
  });

  test('waits as long as it is asked to, and follows no redirect', async () => {
    const busy = await aReceiver((_, response) => response.writeHead(429, { 'retry-after': '30' }).end());
    const caller = aCaller();
    const { sealed } = await caller.newSecret();
    expect(await caller.call(busy.url, sealed, message)).toMatchObject({ retryAfterMs: 30_000 });
    const away = await aReceiver((_, response) => response.writeHead(302, { location: busy.url }).end());
    expect(await caller.call(away.url, sealed, message)).toMatchObject({ problem: 'It answered 302.' });
    expect(busy.received).toHaveLength(1);
  });

  test('ends when nothing is answered in time, and does not read what is', async () => {
    const silent = await aReceiver(() => {});
    const rules = { hosts: [], privateHosts: ['127.0.0.1'], timeoutMs: 100 };
    const caller = aCaller({ rules });
    const { sealed } = await caller.newSecret();
    expect(await caller.call(silent.url, sealed, message)).toMatchObject({
      outcome: 'failed',
      problem: expect.stringContaining('did not answer within'),
    });
    const endless = await aReceiver((_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(more));
    });
    expect(await caller.call(endless.url, sealed, message)).toEqual({ outcome: 'taken' });
  });

  test('goes to no private address, also when a name leads there', async () => {
    const resolve = async () => [{ address: '10.0.0.1', family: 4 }];
    const caller = aCaller({ resolve, rules: { hosts: [], privateHosts: [], timeoutMs: 500 } });
    const { sealed } = await caller.newSecret();
    for (const url of ['https://127.0.0.1/hook', 'https://[::1]/', 'https://inside.example/']) {
      expect(await caller.call(url, sealed, message)).toMatchObject({
        outcome: 'failed',
        problem: expect.stringContaining('private network'),
      });
    }
    expect(caller.judge('http://example.com/')).toContain('https');
    expect(caller.judge('https://user:pass@example.com/')).toContain('user');
    expect(caller.judge('ftp://example.com/')).toContain('https');
    expect(caller.judge('nothing')).toContain('no address');
    expect(caller.judge('https://example.com/hook')).toBeNull();
  });

  test('goes to the listed hosts only, where some are listed', () => {
    const rules = { hosts: ['*.example.com'], privateHosts: [], timeoutMs: 500 };
    const caller = aCaller({ rules });
    expect(caller.judge('https://hooks.example.com/')).toBeNull();
    expect(caller.judge('https://example.org/')).toContain('events.webhooks.hosts');
  });
});

describe('a secret of a subscriber', () => {
  test('is opened by the key that sealed it and by no other', () => {
    const key = { source: 'store' as const, bytes: Buffer.alloc(32, 1) };
    const sealed = seal('whsec_x', key);
    expect(sealed).not.toContain('whsec_x');
    expect(unseal(sealed, key)).toBe('whsec_x');
    expect(unseal(sealed, { ...key, bytes: Buffer.alloc(32, 2) })).toBeNull();
    expect(unseal(sealed, { ...key, source: 'environment' })).toBeNull();
    expect(unseal(`${sealed.slice(0, -2)}AA`, key)).toBeNull();
    expect(unseal('store.', key)).toBeNull();
  });

  test('that was sealed under another key of the environment is no secret any more', async () => {
    const { url, received } = await aReceiver((_, response) => response.writeHead(200).end());
    const { sealed } = await aCaller({ environmentKey: Buffer.from('one key of sixteen') }).newSecret();
    for (const environmentKey of [null, Buffer.from('another key of sixteen')]) {
      expect(await aCaller({ environmentKey }).call(url, sealed, message)).toEqual({ outcome: 'no-secret' });
    }
    expect(received).toEqual([]);
  });
});
