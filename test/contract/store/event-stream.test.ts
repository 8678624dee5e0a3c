import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seesEverything } from '../../../src/domain/access.ts';
import type { EventLog, EventStreamLog, Subscribers } from '../../../src/domain/ports.ts';
import type { Database } from '../../../src/store/database.ts';
import { createEventStreamLog } from '../../../src/store/event-stream.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { createSubscribers } from '../../../src/store/subscribers.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { anIssue } from '../../helpers/issue.ts';
import { anEvent, aRef, aReview } from './samples.ts';

const topics = ['issue.reviewed', 'finding.opened', 'check.silenced', 'checkin.recorded'];

describe.each(storeBindings())('events for readers outside in $name', ({ create }) => {
  let database: Database;
  let events: EventLog;
  let stream: EventStreamLog;
  let subscribers: Subscribers;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, drop } = await create());
    events = createEventLog(database);
    stream = createEventStreamLog(database);
    subscribers = createSubscribers(database);
  });
  afterAll(() => drop());

  /** An issue of this project that was reviewed. */
  async function reviewed(project: string) {
    const ref = aRef();
    const review = aReview(ref);
    const issue = anIssue({ ref, key: `${project}-1`, project });
    await createReviews(database).save({ ...review, issue }, []);
    return ref;
  }

  test('come in order with the issue they are about, as far as one was asked for', async () => {
    const after = await stream.head();
    const ref = await reviewed('SHOP');
    await events.append([
      anEvent(ref, { data: { number: 1 } }),
      anEvent(ref, { topic: 'delivery.received' }),
      anEvent(aRef(), { topic: 'finding.opened', data: { number: 2 } }),
      anEvent(ref, { topic: 'checkin.recorded', subject: 'goal:orders', data: { number: 3 } }),
    ]);
    const page = await stream.page({ topics, after, limit: 10, sight: seesEverything });
    expect(page.events.map(({ data, issue }) => [data.number, issue?.key ?? null])).toEqual([
      [1, 'SHOP-1'],
      [2, null],
      [3, null],
    ]);
    expect(page.events[0]?.issue).toEqual({ tracker: 'jira', id: ref.id, key: 'SHOP-1', project: 'SHOP' });
    expect(page.upTo).toBe(await stream.head());
  });

  test('of a page that is full go on behind its last one, else behind all that was looked at', async () => {
    const after = await stream.head();
    const ref = aRef();
    await events.append([1, 2, 3].map((number) => anEvent(ref, { data: { number } })));
    await events.append([anEvent(ref, { topic: 'session.opened' })]);
    const first = await stream.page({ topics, after, limit: 2, sight: seesEverything });
    expect(first.upTo).toBe(first.events.at(-1)?.position);
    const rest = await stream.page({ topics, after: first.upTo, limit: 2, sight: seesEverything });
    expect(rest.events.map(({ data }) => data.number)).toEqual([3]);
    expect(rest.upTo).toBe(await stream.head());
    const none = await stream.page({ topics, after: rest.upTo, limit: 2, sight: seesEverything });
    expect(none).toEqual({ events: [], upTo: rest.upTo });
  });

  test('of a hidden project are left out, and those whose project is not known', async () => {
    const after = await stream.head();
    const [open, secret, unknown] = [await reviewed('SHOP'), await reviewed('HR'), aRef()];
    await events.append([
      ...[open, secret, unknown].map((ref) => anEvent(ref)),
      anEvent(open, { topic: 'check.silenced', subject: 'jira:project:HR', data: { check: 'recipe' } }),
      anEvent(open, { topic: 'check.silenced', subject: 'jira:project:SHOP', data: { check: 'recipe' } }),
      anEvent(open, { topic: 'checkin.recorded', subject: 'goal:orders' }),
    ]);
    const read = async (hidden: readonly { tracker: 'jira' | 'linear'; project: string }[]) =>
      (await stream.page({ topics, after, limit: 10, sight: { hidden } })).events.map(
        ({ subject }) => subject,
      );
    expect(await read([{ tracker: 'jira', project: 'hr' }])).toEqual([
      `jira:${open.id}`,
      'jira:project:SHOP',
      'goal:orders',
    ]);
    expect(await read([{ tracker: 'linear', project: 'HR' }])).toEqual([
      `jira:${open.id}`,
      `jira:${secret.id}`,
      'jira:project:HR',
      'jira:project:SHOP',
      'goal:orders',
    ]);
    expect(await read([])).toHaveLength(6);
  });

  describe('a subscriber', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    const later = new Date('2026-11-20T12:10:00Z');

    async function aSubscriber(position: number): Promise<string> {
      const id = `sub_${randomUUID()}`;
      const times = { createdAt: now.toISOString(), createdBy: 'admin-token' };
      await subscribers.add(
        {
          ...{ id, name: 'the warehouse', url: 'https://warehouse.example/hook', topics: 'okr.*' },
          ...{ groups: ['finance'], position, sealedSecret: 'store.sealed', ...times },
        },
        [anEvent(aRef(), { topic: 'subscriber.added', subject: `subscriber:${id}` })],
      );
      return id;
    }

    test('comes back as it was added, without its secret', async () => {
      const id = await aSubscriber(3);
      expect(await subscribers.find(id)).toEqual({
        ...{ id, name: 'the warehouse', url: 'https://warehouse.example/hook', topics: 'okr.*' },
        ...{ groups: ['finance'], position: 3, state: 'enabled', because: null },
        ...{ createdBy: 'admin-token', createdAt: now.toISOString() },
        ...{ failures: 0, failingSince: null, waitedMs: 0, nextTryAt: null, problem: null, takenAt: null },
      });
      expect(await subscribers.sealedSecret(id)).toBe('store.sealed');
      expect(
        (await events.read({ subject: `subscriber:${id}`, limit: 5 })).map(({ topic }) => topic),
      ).toEqual(['subscriber.added']);
      expect(await subscribers.find('sub_unknown')).toBeNull();
    });

    test('moves on from where it is, and not from where it was', async () => {
      const id = await aSubscriber(3);
      expect(await subscribers.advance(id, 3, 5, now)).toBe(true);
      expect(await subscribers.advance(id, 3, 9, now)).toBe(false);
      expect(await subscribers.find(id)).toMatchObject({ position: 5, takenAt: now.toISOString() });
      expect(await subscribers.advance(id, 5, 8, null)).toBe(true);
      expect(await subscribers.find(id)).toMatchObject({ position: 8, takenAt: now.toISOString() });
    });

    test('fails since the first of its failures, until it takes something', async () => {
      const id = await aSubscriber(0);
      await subscribers.fail(id, 0, { problem: 'It answered 500.', at: now, waitMs: 5_000 });
      await subscribers.fail(id, 0, { problem: 'It answered 502.', at: later, waitMs: 10_000 });
      expect(await subscribers.find(id)).toMatchObject({
        ...{ failures: 2, failingSince: now.toISOString(), problem: 'It answered 502.' },
        ...{ waitedMs: 15_000, nextTryAt: new Date(later.getTime() + 10_000).toISOString() },
      });
      await subscribers.advance(id, 0, 1, later);
      expect(await subscribers.find(id)).toMatchObject({
        ...{ failures: 0, failingSince: null, waitedMs: 0, problem: null },
      });
    });

    test('is due when there is something new, its time has come and it is enabled', async () => {
      await events.append([anEvent(aRef())]);
      const id = await aSubscriber(0);
      const isDue = async (at: Date) => (await subscribers.due(at)).includes(id);
      expect(await isDue(now)).toBe(true);
      await subscribers.fail(id, 0, { problem: 'It answered 500.', at: now, waitMs: 600_000 });
      expect(await isDue(now)).toBe(false);
      expect(await isDue(later)).toBe(true);
      await subscribers.disable(id, 'It answered 410.', []);
      expect(await isDue(later)).toBe(false);
      expect(await subscribers.enable(id, null, [])).toBe(true);
      expect(await subscribers.find(id)).toMatchObject({ state: 'enabled', because: null, failures: 0 });
      expect(await isDue(now)).toBe(true);
      await subscribers.enable(id, (await stream.head()) + 1, []);
      expect(await isDue(later)).toBe(false);
    });

    test('is gone when it is removed; one that is not there is told of nowhere', async () => {
      const id = await aSubscriber(0);
      const removed = anEvent(aRef(), { topic: 'subscriber.removed', subject: `subscriber:${id}` });
      expect(await subscribers.remove(id, [removed])).toBe(true);
      expect(await subscribers.remove(id, [removed])).toBe(false);
      expect(
        await events.read({ topic: 'subscriber.removed', subject: removed.subject, limit: 5 }),
      ).toHaveLength(1);
      expect(await subscribers.sealedSecret(id)).toBeNull();
    });

    test('has its secret sealed by a key that stays the same', async () => {
      const key = await subscribers.sealingKey();
      expect(key).toHaveLength(32);
      expect(await subscribers.sealingKey()).toEqual(key);
    });
  });
});
