import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createStores } from '../../../src/app/stores.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import type { Database } from '../../../src/store/database.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import type { StreamLimits } from '../../../src/web/sse.ts';
import { createFollowEvents } from '../../../src/workflows/follow-events.ts';
import { createReadEvents } from '../../../src/workflows/read-events.ts';
import { createStreamEvents } from '../../../src/workflows/stream-events.ts';
import { anEvent, aRef, aReview } from '../../contract/store/samples.ts';
import { openScratchDatabase } from '../../helpers/databases.ts';
import { asAdmin, createTestGate } from '../../helpers/gate.ts';
import { anIssue } from '../../helpers/issue.ts';
import { createOkrWorld } from '../../helpers/okr-world.ts';
import { createFakeCaller, createOpsWorld } from '../../helpers/ops.ts';
import { silentLog } from '../../helpers/silent-log.ts';
import { buildServer } from '../../helpers/web.ts';

interface Frame {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly position: number; readonly data: { readonly reason?: string } };
}

/** Reads frames as a browser does, on a connection of its own. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const request = get(url, { headers: { ...asAdmin, ...headers }, agent: false });
  onTestFinished(() => void request.destroy());
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const frames: Frame[] = [];
  const state = { isOver: false, comments: 0 };
  let text = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? '';
      if (part.startsWith(':')) state.comments += 1;
      if (field('data') === '') continue;
      frames.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) });
    }
  });
  answer.on('error', () => {});
  answer.on('close', () => {
    state.isOver = true;
  });
  return {
    ...{ answer, frames, state },
    close: () => void request.destroy(),
    reasons: () => frames.map((one) => one.data.data.reason),
  };
}

describe('the stream of events', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openScratchDatabase();
  });
  afterAll(() => database.close());

  async function open(options: { streams?: Partial<StreamLimits>; mostWaiting?: number } = {}) {
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const stores = createStores(database);
    const { events, eventStream } = stores;
    const followEvents = createFollowEvents({
      eventStream,
      log: silentLog(),
      signal: stop.signal,
      everyMs: 30,
    });
    const { gate, bearer, tokens } = createTestGate({ confidential: { 'jira:HR': ['people'] } });
    const { mostWaiting } = options;
    const streamEvents = createStreamEvents({
      eventStream,
      followEvents,
      ...(mostWaiting && { mostWaiting }),
    });
    const { server, log } = await buildServer({
      gate,
      streams: { maxConnections: 12, heartbeatMs: 1_000, ...options.streams },
      api: {
        okrs: (await createOkrWorld({}, '2026-11-20')).desk,
        lint: defaultSettings.okr.lint,
        today: () => '2026-11-20',
        events: {
          readEvents: createReadEvents({ eventStream }),
          streamEvents,
          subscribers: createOpsWorld(stores, {
            queue: { request: async () => {} },
            clock: { now: () => new Date() },
          }).subscriberDesk,
        },
      },
    });
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    return {
      ...{ server, address, log, bearer, tokens, events, eventStream, followEvents },
      add: (...reasons: readonly string[]) =>
        events.append(
          reasons.map((reason) =>
            anEvent(aRef(), {
              topic: 'finding.dismissed',
              subject: 'goal:orders',
              data: { check: 'recipe', reason },
            }),
          ),
        ),
    };
  }

  test('begins with what happens from now on, in order', async () => {
    const { address, add } = await open();
    await add('before');
    const { answer, frames, reasons } = await listen(`${address}/api/v1/events/stream?topic=finding.*`);
    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(answer.headers['cache-control']).toBe('no-store');
    await add('1', '2');
    await add('3');
    await vi.waitFor(() => expect(reasons()).toEqual(['1', '2', '3']));
    expect(frames[0]).toMatchObject({ event: 'finding.dismissed', id: String(frames[0]?.data.position) });
  });

  test('begins with what happens now for an id of another log, such as one from before a backup came back', async () => {
    const { address, add, eventStream } = await open();
    await add('before');
    const beyond = String((await eventStream.head()) + 5_000);
    const { reasons } = await listen(`${address}/api/v1/events/stream?topic=finding.*`, {
      'last-event-id': beyond,
    });
    await add('1');
    await vi.waitFor(() => expect(reasons()).toEqual(['1']));
  });

  test('goes on behind the last id that was seen, without a gap and without a repetition', async () => {
    const { address, add, eventStream } = await open();
    const begin = await eventStream.head();
    await add(...Array.from({ length: 450 }, (_, index) => String(index)));
    const url = `${address}/api/v1/events/stream?topic=finding.*`;
    const first = await listen(url, { 'last-event-id': String(begin) });
    // More happens while it reads what happened.
    const more = (async () => {
      for (let index = 450; index < 500; index++) await add(String(index));
    })();
    await vi.waitFor(() => expect(first.frames.length).toBeGreaterThan(100));
    first.close();
    const last = first.frames.at(-1)?.id ?? '';
    const second = await listen(url, { 'last-event-id': last });
    await more;
    await vi.waitFor(
      () =>
        expect([...first.reasons(), ...second.reasons()]).toEqual(
          Array.from({ length: 500 }, (_, index) => String(index)),
        ),
      { timeout: 10_000 },
    );
  });

  test('tells only the topics that were asked for, and nothing that is hidden from the reader', async () => {
    const { address, add, bearer, events } = await open();
    const ref = aRef();
    const issue = anIssue({ ref, key: 'HR-1', project: 'HR' });
    await createReviews(database).save({ ...aReview(ref), issue }, []);
    const url = `${address}/api/v1/events/stream`;
    const reader = await listen(url, await bearer('read'));
    const member = await listen(url, await bearer('read', ['people']));
    const okr = await listen(`${url}?topic=okr.*`);
    await events.append([
      anEvent(ref, { topic: 'finding.opened', data: { check: 'recipe', severity: 'info' } }),
    ]);
    await events.append([
      anEvent(ref, { topic: 'checkin.recorded', subject: 'goal:x', data: { day: '2026-11-20' } }),
    ]);
    await add('last');
    await vi.waitFor(() => expect(reader.reasons()).toContain('last'));
    expect(reader.frames.map(({ event }) => event)).toEqual(['checkin.recorded', 'finding.dismissed']);
    await vi.waitFor(() => expect(member.frames).toHaveLength(3));
    expect(okr.frames.map(({ event }) => event)).toEqual(['checkin.recorded']);
  });

  test('shows signs of life, and ends when the token is revoked or the server stops', async () => {
    const { address, server, tokens } = await open({ streams: { heartbeatMs: 20 } });
    const by = { who: 'test', from: null };
    const made = await tokens.create({ name: 'a reader', scope: 'read', groups: [], days: 1 }, by);
    const reader = await listen(`${address}/api/v1/events/stream`, { authorization: `Bearer ${made.text}` });
    const { state } = await listen(`${address}/api/v1/events/stream`);
    await vi.waitFor(() => expect(state.comments).toBeGreaterThan(2));
    expect(server.openStreams()).toBe(2);
    await tokens.revoke(made.token.prefix, by);
    await vi.waitFor(() => expect(reader.state.isOver).toBe(true));
    expect(state.isOver).toBe(false);
    await server.close();
    await vi.waitFor(() => expect(state.isOver).toBe(true));
    expect(server.openStreams()).toBe(0);
  });

  test('keeps no more connections than it may', async () => {
    const { address, server } = await open({ streams: { maxConnections: 1 } });
    const url = `${address}/api/v1/events/stream`;
    const first = await listen(url);
    const second = await fetch(url, { headers: asAdmin });
    expect(second.status).toBe(503);
    expect(second.headers.get('retry-after')).toBe('30');
    await second.text();
    first.close();
    await vi.waitFor(() => expect(server.openStreams()).toBe(0));
    expect((await listen(url)).answer.statusCode).toBe(200);
  });

  test('keeps a quarter of them for one person at most', async () => {
    const { address, server, bearer } = await open({ streams: { maxConnections: 8 } });
    const url = `${address}/api/v1/events/stream`;
    await Promise.all([listen(url), listen(url)]);
    expect((await listen(url)).answer.statusCode).toBe(503);
    expect((await listen(url, await bearer('read'))).answer.statusCode).toBe(200);
    expect(server.openStreams()).toBe(3);
  });

  test('sends a reader away that takes nothing, and holds up neither the others nor whoever appends', async () => {
    const { address, add, server, log } = await open({ mostWaiting: 100 });
    const quick = await listen(`${address}/api/v1/events/stream?topic=finding.*`);
    const { port, hostname } = new URL(address);
    // Asks, and never reads.
    const slow = connect({ port: Number(port), host: hostname });
    onTestFinished(() => void slow.destroy());
    slow.pause();
    slow.write(
      `GET /api/v1/events/stream?topic=finding.* HTTP/1.1\r\nHost: x\r\nAuthorization: ${asAdmin.authorization}\r\n\r\n`,
    );
    await vi.waitFor(() => expect(server.openStreams()).toBe(2));
    const reason = 'x'.repeat(20_000);
    let count = 0;
    while (server.openStreams() === 2 && count < 5_000) {
      await add(...Array.from({ length: 50 }, () => reason));
      count += 50;
      await vi.waitFor(() => expect(quick.frames.length).toBe(count));
    }
    expect(server.openStreams()).toBe(1);
    expect(log.lines.some(({ message }) => message.includes('too slow'))).toBe(true);
  });

  test('is for those who may, and says which topics there are', async () => {
    const { address, bearer } = await open();
    const url = `${address}/api/v1/events/stream`;
    const status = async (headers: Record<string, string>, query = '') =>
      (await fetch(url + query, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status(await bearer('metrics'))).toBe(403);
    expect(await status(asAdmin, '?topic=nothing.*')).toBe(400);
    const head = await fetch(url, { method: 'HEAD', headers: asAdmin });
    expect(head.status).toBe(200);
  });

  describe('in pages', () => {
    test('goes on at next, also behind the last page', async () => {
      const { server, add, eventStream } = await open();
      const get = async (query: string) =>
        (await server.inject({ url: `/api/v1/events?${query}`, headers: asAdmin })).json();
      const after = await eventStream.head();
      await add('1', '2', '3');
      const first = await get(`topic=finding.*&after=${after}&limit=2`);
      expect(first).toMatchObject({ hasMore: true });
      const second = await get(`topic=finding.*&after=${first.next}&limit=2`);
      expect(second).toMatchObject({ hasMore: false, next: await eventStream.head() });
      const reasons = [...first.events, ...second.events].map(
        (event: { data: { reason: string } }) => event.data.reason,
      );
      expect(reasons).toEqual(['1', '2', '3']);
      expect(await get(`topic=finding.*&after=${second.next}`)).toEqual({
        ...{ events: [], hasMore: false, next: second.next },
      });
      const okr = await get(`topic=okr.*&after=${after}`);
      expect(okr.events).toEqual([]);
    });

    test('is described, each topic with its fields', async () => {
      const { server } = await open();
      const described = (await server.inject({ url: '/api/docs/json', headers: asAdmin })).json();
      const text = JSON.stringify(described.paths['/api/v1/events']);
      expect(text).toContain('checkin.recorded');
      expect(text).toContain('okr.*');
      expect(Object.keys(described.paths)).toContain('/api/v1/events/stream');
    });
  });
});

describe('subscribers by the API', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openScratchDatabase();
  });
  afterAll(() => database.close());

  test('are added with a secret that is told once, listed, replayed, tested and removed', async () => {
    const caller = createFakeCaller();
    expect(caller.calls).toEqual([]);
    const { gate, bearer } = createTestGate();
    const stores = createStores(database);
    const world = createOpsWorld(stores, {
      queue: { request: async () => {} },
      clock: { now: () => new Date('2026-11-20T12:00:00Z') },
    });
    const { server } = await buildServer({
      gate,
      api: {
        okrs: (await createOkrWorld({}, '2026-11-20')).desk,
        lint: defaultSettings.okr.lint,
        today: () => '2026-11-20',
        events: {
          readEvents: world.readEvents,
          streamEvents: world.streamEvents,
          subscribers: world.subscriberDesk,
        },
      },
    });
    const send = async (
      method: 'GET' | 'POST' | 'DELETE',
      url: string,
      payload?: object,
      headers: Record<string, string> = asAdmin,
    ) => server.inject({ method, url: `/api/v1/subscribers${url}`, headers, ...(payload && { payload }) });

    const wish = { name: 'the warehouse', url: 'https://warehouse.example/hook', topics: 'okr.*' };
    expect((await send('POST', '', wish, await bearer('write'))).statusCode).toBe(403);
    const added = await send('POST', '', wish);
    expect(added.statusCode).toBe(201);
    const { id, secret, behind } = added.json();
    expect(secret).toMatch(/^whsec_/);
    expect((await send('POST', '', { ...wish, url: 'http://inside/' })).statusCode).toBe(422);
    expect((await send('POST', '', { ...wish, topics: 'x.*' })).json().detail).toContain('okr.*');
    const listed = await send('GET', '');
    expect(listed.json()).toMatchObject([{ id, name: 'the warehouse', state: 'enabled', behind }]);
    expect(listed.body).not.toContain(secret);
    expect((await send('POST', `/${id}/replay`, { from: 0 })).statusCode).toBe(204);
    expect(world.subscribersAsked).toEqual([id]);
    expect((await send('POST', `/${id}/enable`)).statusCode).toBe(204);
    expect((await send('POST', `/${id}/test`)).json()).toEqual({ outcome: 'taken' });
    expect((await send('POST', '/unknown/test')).statusCode).toBe(404);
    const fromTheStart = (await send('POST', '', { ...wish, from: 0 })).json();
    const head = await world.eventStream.head();
    expect(fromTheStart).toMatchObject({ position: 0, behind: head });
    expect(head).toBeGreaterThan(0);
    expect((await send('DELETE', `/${id}`)).statusCode).toBe(204);
    expect((await send('DELETE', `/${id}`)).statusCode).toBe(404);
    const audit = await stores.events.read({ subject: `subscriber:${id}`, limit: 10 });
    expect(audit.map(({ topic, actor }) => [topic, actor])).toEqual([
      ['subscriber.added', 'admin-token'],
      ['subscriber.replayed', 'admin-token'],
      ['subscriber.enabled', 'admin-token'],
      ['subscriber.removed', 'admin-token'],
    ]);
  });
});
