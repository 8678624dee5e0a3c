import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSightOf } from '../../../src/domain/access/sight-of.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import type { Database } from '../../../src/store/database.ts';
import { createEventStreamLog } from '../../../src/store/event-stream.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { createSubscribers } from '../../../src/store/subscribers.ts';
import { createSubscriberCaller } from '../../../src/subscribers/caller.ts';
import { createCallSubscriber } from '../../../src/workflows/call-subscriber.ts';
import { createSubscriberDesk } from '../../../src/workflows/subscriber-desk.ts';
import { anEvent, aRef, aReview } from '../../contract/store/samples.ts';
import { openScratchDatabase } from '../../helpers/databases.ts';
import { anIssue } from '../../helpers/issue.ts';
import { silentLog } from '../../helpers/silent-log.ts';

const by = { who: 'admin-token', from: '127.0.0.1' };

describe('a subscriber is called', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openScratchDatabase();
  });
  afterAll(() => database.close());

  async function open(options: { topics?: string; groups?: readonly string[] } = {}) {
    let now = new Date();
    const clock = { now: () => now };
    /** What each call is answered with; 200 when the list is used up, 0 breaks the connection. */
    const answers: number[] = [];
    const received: { id: string; type: string; data: Record<string, unknown> }[] = [];
    const added: { secret: string } = { secret: '' };
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        const body = new Webhook(added.secret).verify(Buffer.concat(chunks).toString(), headers);
        const { type, data } = body as { type: string; data: { data: Record<string, unknown> } };
        received.push({ id: headers['webhook-id'] ?? '', type, data: data.data });
        const status = answers.shift() ?? 200;
        if (status === 0) request.socket.destroy();
        else response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

    const subscribers = createSubscribers(database);
    const eventStream = createEventStreamLog(database);
    const events = createEventLog(database);
    const requested: string[] = [];
    const queue = { request: async (ids: readonly string[]) => void requested.push(...ids) };
    const caller = createSubscriberCaller({
      rules: { hosts: [], privateHosts: ['127.0.0.1'], timeoutMs: 2_000 },
      environmentKey: null,
      storeKey: () => subscribers.sealingKey(),
      // The receiver looks at the time, too.
      clock: { now: () => new Date() },
    });
    const desk = createSubscriberDesk({ subscribers, eventStream, caller, queue, clock });
    const deps = {
      ...{ subscribers, eventStream, caller, queue, clock, log: silentLog() },
      sightOf: createSightOf({ confidential: { 'jira:HR': ['people'] } }),
      settings: defaultSettings.events.webhooks,
      signal: new AbortController().signal,
    };
    const { topics = 'finding.*', groups = [] } = options;
    const outcome = await desk.add({ name: 'the warehouse', url, topics, groups }, by);
    if (outcome.outcome !== 'added') throw new Error(outcome.message);
    added.secret = outcome.secret;
    const { id } = outcome.subscriber;
    return {
      ...{ id, url, received, answers, desk, deps, events, subscribers, requested, eventStream },
      call: createCallSubscriber(deps),
      add: (numbers: readonly string[]) =>
        events.append(
          numbers.map((reason) =>
            anEvent(aRef(), {
              topic: 'finding.dismissed',
              subject: 'goal:orders',
              data: { check: 'recipe', reason },
            }),
          ),
        ),
      told: () => received.map(({ data }) => data.reason),
      pass: (ms: number) => {
        now = new Date(now.getTime() + ms);
      },
    };
  }

  test('with each event of its topics once, in order, signed, from when it was added', async () => {
    const { id, call, add, told, received, events, subscribers, eventStream } = await open();
    await add(['1', '2']);
    await events.append([anEvent(aRef(), { topic: 'issue.reviewed' })]);
    await add(['3']);
    expect(await call(id)).toEqual({ taken: 3, ended: 'up-to-date' });
    expect(await call(id)).toEqual({ taken: 0, ended: 'up-to-date' });
    expect(told()).toEqual(['1', '2', '3']);
    expect(received.map(({ type }) => type)).toEqual(Array(3).fill('finding.dismissed'));
    expect(new Set(received.map((one) => one.id)).size).toBe(3);
    expect((await subscribers.find(id))?.position).toBe(await eventStream.head());
  });

  test('again later when it does not answer well, and nothing behind that is sent before', async () => {
    const { id, call, add, told, answers, pass, subscribers } = await open();
    await add(['1', '2', '3']);
    answers.push(200, 503);
    expect(await call(id)).toEqual({ taken: 1, ended: 'waits' });
    expect(await call(id)).toEqual({ taken: 0, ended: 'waits' });
    expect(told()).toEqual(['1', '2']);
    expect(await subscribers.find(id)).toMatchObject({ failures: 1, problem: 'It answered 503.' });
    pass(10_000);
    expect(await call(id)).toEqual({ taken: 2, ended: 'up-to-date' });
    expect(told()).toEqual(['1', '2', '2', '3']);
    expect(await subscribers.find(id)).toMatchObject({ failures: 0, problem: null });
  });

  test('under the same id when the process died before the call, or after it and before that was on record', async () => {
    const { id, add, received, deps, told } = await open();
    await add(['1', '2']);
    const dying = (point: 'before' | 'after') =>
      createCallSubscriber({
        ...deps,
        caller: {
          ...deps.caller,
          async call(...args) {
            if (point === 'after') await deps.caller.call(...args);
            throw new Error('the power went');
          },
        },
      });
    await expect(dying('before')(id)).rejects.toThrow('power');
    expect(received).toEqual([]);
    await expect(dying('after')(id)).rejects.toThrow('power');
    expect(await createCallSubscriber(deps)(id)).toMatchObject({ taken: 2 });
    expect(told()).toEqual(['1', '1', '2']);
    expect(received[0]?.id).toBe(received[1]?.id);
    expect(received[2]?.id).not.toBe(received[1]?.id);
  });

  test('no more after it answered 410, until somebody switches it on', async () => {
    const { id, call, add, answers, told, subscribers, events, desk, requested } = await open();
    await add(['1']);
    answers.push(410);
    expect(await call(id)).toEqual({ taken: 0, ended: 'disabled' });
    expect(await call(id)).toEqual({ taken: 0, ended: 'disabled' });
    expect(await subscribers.find(id)).toMatchObject({
      state: 'disabled',
      because: expect.stringContaining('410'),
    });
    const [told410] = await events.read({
      topic: 'subscriber.disabled',
      subject: `subscriber:${id}`,
      limit: 5,
    });
    expect(told410?.data).toMatchObject({ name: 'the warehouse' });
    expect(await desk.enable(id, by)).toBe(true);
    expect(requested).toEqual([id]);
    expect(await call(id)).toMatchObject({ taken: 1 });
    expect(told()).toEqual(['1', '1']);
    const [enabled] = await events.read({
      topic: 'subscriber.enabled',
      subject: `subscriber:${id}`,
      limit: 5,
    });
    expect(enabled).toMatchObject({ actor: 'admin-token', data: { from: '127.0.0.1' } });
  });

  test('no more when it has taken nothing for days', async () => {
    const { id, call, add, answers, pass, subscribers } = await open();
    await add(['1']);
    let hours = 0;
    for (; hours < 200; hours += 1) {
      answers.push(500);
      if ((await call(id)).ended === 'disabled') break;
      pass(3_600_000 * 1.3);
    }
    // Of each hour and a third at most the wait was failed.
    expect(hours).toBeGreaterThan(60);
    expect(hours).toBeLessThan(110);
    expect((await subscribers.find(id))?.because).toMatch(
      /nothing in \d+ tries over 72 hours: It answered 500/,
    );
  });

  test('still when it failed once before Waymark was down for days, and once after', async () => {
    const { id, call, add, answers, pass, subscribers } = await open();
    await add(['1']);
    answers.push(500, 0);
    expect(await call(id)).toMatchObject({ ended: 'waits' });
    pass(100 * 3_600_000);
    expect(await call(id)).toMatchObject({ ended: 'waits' });
    expect(await subscribers.find(id)).toMatchObject({ state: 'enabled', failures: 2 });
    pass(3_600_000);
    expect(await call(id)).toMatchObject({ taken: 1 });
  });

  test('from a position again, under the same ids, also while it is being called', async () => {
    const { id, call, add, received, desk, told, deps } = await open();
    await add(['1', '2', '3']);
    const before = (await deps.subscribers.find(id))?.position ?? 0;
    await call(id);
    const first = received.map((one) => one.id);
    expect(await desk.replay(id, before, by)).toBe(true);
    const interrupted = createCallSubscriber({
      ...deps,
      caller: {
        ...deps.caller,
        async call(...args) {
          await desk.replay(id, before, by);
          return deps.caller.call(...args);
        },
      },
    });
    await deps.subscribers.advance(id, before, before + 1, null);
    expect(await interrupted(id)).toMatchObject({ ended: 'elsewhere' });
    expect(await call(id)).toMatchObject({ taken: 3 });
    expect(told().slice(-3)).toEqual(['1', '2', '3']);
    expect(received.slice(-3).map((one) => one.id)).toEqual(first);
    expect(await desk.replay('sub_unknown', 0, by)).toBe(false);
  });

  test('from the end of the log where it is given a position that there is not yet', async () => {
    const { id, call, add, desk, told, subscribers, eventStream } = await open();
    const head = await eventStream.head();
    expect(await desk.replay(id, head + 5_000, by)).toBe(true);
    await add(['1']);
    await call(id);
    expect(told()).toEqual(['1']);
    const url = 'https://example.com/hook';
    const later = await desk.add({ name: 'later', url, from: head + 5_000 }, by);
    if (later.outcome !== 'added') throw new Error(later.message);
    expect((await subscribers.find(later.subscriber.id))?.position).toBe((await eventStream.head()) - 1);
  });

  test('at an address whose query, which may be a secret, is never in the log', async () => {
    const { desk, events } = await open();
    const added = await desk.add({ name: 'asked', url: 'https://example.com/hook?key=s3cret' }, by);
    if (added.outcome !== 'added') throw new Error(added.message);
    const { id } = added.subscriber;
    expect(await desk.remove(id, by)).toBe(true);
    const told = await events.read({ subject: `subscriber:${id}`, limit: 9 });
    expect(told.map(({ topic }) => topic).sort()).toEqual(['subscriber.added', 'subscriber.removed']);
    expect(JSON.stringify(told)).toContain('https://example.com/hook');
    expect(JSON.stringify(told)).not.toContain('s3cret');
  });

  test('of confidential projects only for the groups that it was given', async () => {
    const ref = aRef();
    const issue = anIssue({ ref, key: 'HR-1', project: 'HR' });
    await createReviews(database).save({ ...aReview(ref), issue }, []);
    const [outside, inside] = [await open(), await open({ groups: ['people'] })];
    await outside.events.append([anEvent(ref, { topic: 'finding.opened', data: { check: 'recipe' } })]);
    await outside.call(outside.id);
    await inside.call(inside.id);
    expect(outside.received).toEqual([]);
    expect(inside.received.map(({ data }) => data)).toEqual([{ check: 'recipe' }]);
  });

  test('in pages, with a request for more', async () => {
    const { id, call, add, requested, told } = await open();
    await add(Array.from({ length: 60 }, (_, index) => String(index)));
    expect(await call(id)).toEqual({ taken: 50, ended: 'more' });
    expect(requested).toEqual([id]);
    expect(await call(id)).toEqual({ taken: 10, ended: 'up-to-date' });
    expect(told()).toHaveLength(60);
  });

  test('to be tested, and that is no event', async () => {
    const { id, desk, received, answers } = await open();
    expect(await desk.test(id)).toEqual({ outcome: 'taken' });
    answers.push(500);
    expect(await desk.test(id)).toMatchObject({ outcome: 'failed' });
    expect(received.map(({ type }) => type)).toEqual(['subscriber.test', 'subscriber.test']);
    expect(await desk.test('sub_unknown')).toBeNull();
  });

  test('nowhere that may not be called, nor for topics that there are not', async () => {
    const { desk } = await open();
    const refused = async (wish: Partial<Parameters<typeof desk.add>[0]>) =>
      desk.add({ name: 'x', url: 'https://example.com/', ...wish }, by);
    expect(await refused({ url: 'http://example.com/' })).toMatchObject({ outcome: 'refused' });
    expect(await refused({ topics: 'nothing.*' })).toMatchObject({ outcome: 'refused' });
    expect(await refused({ name: ' ' })).toMatchObject({ outcome: 'refused' });
  });
});
