import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { ReceiveOutcome } from '../../src/workflows/receive-delivery.ts';
import { buildServer } from '../helpers/web.ts';

const megabyte = 1024 * 1024;

describe('an answer of the workflow becomes a status', () => {
  test.each<[ReceiveOutcome, number]>([
    [{ outcome: 'accepted' }, 200],
    [{ outcome: 'duplicate' }, 200],
    [{ outcome: 'ignored' }, 200],
    [{ outcome: 'rejected', reason: 'signature', detail: 'x' }, 401],
    [{ outcome: 'rejected', reason: 'stale', detail: 'x' }, 401],
    [{ outcome: 'rejected', reason: 'unreadable', detail: 'x' }, 400],
    [{ outcome: 'rejected', reason: 'unknown-tracker', detail: 'x' }, 404],
  ])('%j → %i', async (answer, status) => {
    const { server, metrics } = await buildServer({ answer });
    const response = await server.inject({ method: 'POST', url: '/webhooks/jira', payload: '{}' });
    expect(response.statusCode).toBe(status);
    if (status === 200) {
      expect(response.json()).toEqual({ outcome: answer.outcome });
    } else {
      expect(response.headers['content-type']).toBe('application/problem+json');
      expect(response.json()).toMatchObject({ status, type: 'about:blank' });
      expect(response.body, 'the detail is for the log').not.toContain('"x"');
    }
    const counted = answer.outcome === 'rejected' ? `rejected-${answer.reason}` : answer.outcome;
    expect((await metrics.render()).body).toContain(
      `waymark_deliveries_total{tracker="jira",outcome="${counted}"} 1`,
    );
  });

  test('what cannot be stored is asked for again', async () => {
    const { server, log, metrics } = await buildServer({
      answer: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432')),
    });
    const response = await server.inject({ method: 'POST', url: '/webhooks/linear', payload: '{}' });
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('10');
    expect(response.body).not.toContain('10.0.0.7');
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect((await metrics.render()).body).toContain('outcome="failed"} 1');
  });

  test('a store that hangs does not hold the sender', async () => {
    const { server } = await buildServer({
      answer: () => new Promise(() => {}),
      limits: { answerWithinMs: 20 },
    });
    const response = await server.inject({ method: 'POST', url: '/webhooks/jira', payload: '{}' });
    expect(response.statusCode).toBe(503);
  });
});

describe('what the workflow is given', () => {
  test('the very bytes, also when they are no text and no JSON', async () => {
    const { server, asked } = await buildServer();
    const payload = Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x0a, 0x20, 0x7d]);
    await server.inject({
      method: 'POST',
      url: '/webhooks/jira',
      payload,
      headers: { 'content-type': 'application/json; charset=UTF-8' },
    });
    expect(Buffer.from(asked[0]?.request.rawBody ?? [])).toEqual(payload);
  });

  test('a header that came twice as both in one, which is no signature, and cookies as well', async () => {
    const { server, asked } = await buildServer();
    const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
    try {
      const call = request({ method: 'POST', port: address.port, path: '/webhooks/jira' });
      call.setHeader('x-hub-signature', ['sha256=aa', 'sha256=bb']);
      call.setHeader('set-cookie', ['a=1', 'b=2']);
      call.end('{}');
      await once(call, 'response');
    } finally {
      await server.close();
    }
    const [one] = asked;
    expect(one?.request.headers).toMatchObject({
      'x-hub-signature': 'sha256=aa, sha256=bb',
      'set-cookie': 'a=1, b=2',
    });
  });

  test.each([
    ['application/json', '{ "a" : 1 }'],
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', 'a=1&b=2'],
    ['application/vnd.example+json;version=2', '[]'],
    ['multipart/form-data', '--x'],
  ])('whatever type it claims: %s', async (type, payload) => {
    const { server, asked } = await buildServer();
    await server.inject({
      method: 'POST',
      url: '/webhooks/linear',
      payload,
      headers: { 'content-type': type },
    });
    expect(asked.map(({ tracker }) => tracker)).toEqual(['linear']);
    expect(Buffer.from(asked[0]?.request.rawBody ?? []).toString()).toBe(payload);
  });

  test('headers by lower-case name', async () => {
    const { server, asked } = await buildServer();
    await server.inject({
      method: 'POST',
      url: '/webhooks/jira',
      payload: '{}',
      headers: { 'X-Hub-Signature': 'sha256=00' },
    });
    expect(asked[0]?.request.headers['x-hub-signature']).toBe('sha256=00');
  });

  test('an empty body as no bytes', async () => {
    const { server, asked } = await buildServer({
      answer: { outcome: 'rejected', reason: 'unreadable', detail: 'empty' },
    });
    const response = await server.inject({ method: 'POST', url: '/webhooks/jira' });
    expect(response.statusCode).toBe(400);
    expect(asked[0]?.request.rawBody.byteLength).toBe(0);
  });
});

describe('what never reaches the workflow', () => {
  test.each([
    ['jira', 25 * megabyte],
    ['linear', 5 * megabyte],
  ])('a body over the limit of %s', async (tracker, limit) => {
    const { server, asked } = await buildServer();
    const send = (bytes: number) =>
      server.inject({ method: 'POST', url: `/webhooks/${tracker}`, payload: Buffer.alloc(bytes, 32) });
    expect((await send(limit)).statusCode).toBe(200);
    const refused = await send(limit + 1);
    expect(refused.statusCode).toBe(413);
    expect(refused.json()).toMatchObject({ status: 413, title: 'Payload Too Large' });
    expect(asked).toHaveLength(1);
  });

  test.each(['/webhooks', '/webhooks/', '/webhooks/github', '/webhooks/jira/x', '/webhooks/__proto__'])(
    'a call to %s',
    async (url) => {
      const { server, asked } = await buildServer();
      expect((await server.inject({ method: 'POST', url, payload: '{}' })).statusCode).toBe(404);
      expect(asked).toEqual([]);
    },
  );

  test('any call where no deliveries are taken in', async () => {
    const { server } = await buildServer({ receive: null });
    expect((await server.inject({ method: 'POST', url: '/webhooks/jira', payload: '{}' })).statusCode).toBe(
      404,
    );
  });

  test('another method', async () => {
    const { server, asked } = await buildServer();
    expect((await server.inject({ method: 'GET', url: '/webhooks/jira' })).statusCode).toBe(404);
    expect((await server.inject({ method: 'PUT', url: '/webhooks/jira', payload: '{}' })).statusCode).toBe(
      404,
    );
    expect(asked).toEqual([]);
  });

  test('a content type that is none', async () => {
    const { server } = await buildServer();
    const response = await server.inject({
      method: 'POST',
      url: '/webhooks/jira',
      payload: '{}',
      headers: { 'content-type': '\u00ff;;;==' },
    });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
  });
});
