import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/domain/issue.ts';
import { aDelivery, aRef } from './samples.ts';
import type { StoreWorld } from './store-world.ts';

/** What every `Deliveries` must do. */
export function deliveriesContract(create: () => Promise<StoreWorld>): void {
  let world: StoreWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.drop());

  const record = (...args: Parameters<typeof aDelivery>) => world.deliveries.record(aDelivery(...args));
  const lastWaiting = async (ref: IssueRef) => (await world.deliveries.waiting(ref))[0]?.seq ?? null;
  const about = (ref: { id: string }) => ({ issue: { id: ref.id, key: 'SHOP-1' } });

  describe('recording', () => {
    test('accepts a delivery once', async () => {
      const delivery = aDelivery();
      expect(await world.deliveries.record(delivery)).toBe('accepted');
      expect(await world.deliveries.record(delivery)).toBe('duplicate');
    });

    test('keeps the same delivery key of two trackers apart', async () => {
      const delivery = aDelivery();
      expect(await world.deliveries.record(delivery)).toBe('accepted');
      expect(await world.deliveries.record({ ...delivery, tracker: 'linear' })).toBe('accepted');
    });

    test('knows the same content under a new delivery key', async () => {
      const contentKey = `Issue ${aRef().id} update`;
      expect(await record({ contentKey })).toBe('accepted');
      expect(await record({ contentKey })).toBe('duplicate');
    });

    test('takes any number of deliveries without a content key', async () => {
      expect(await record({ contentKey: null })).toBe('accepted');
      expect(await record({ contentKey: null })).toBe('accepted');
    });

    test('answers each of many concurrent calls, copies among them', async () => {
      const deliveries = Array.from({ length: 60 }, () => aDelivery());
      const copies = [...deliveries, ...deliveries, ...deliveries.slice(0, 20)];
      const outcomes = await Promise.all(copies.map((delivery) => world.deliveries.record(delivery)));
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(60);
      expect(outcomes.slice(0, 60)).toEqual(Array(60).fill('accepted'));
    });

    test('counts one of two concurrent calls with the same content as a duplicate', async () => {
      const contentKey = `Issue ${aRef().id} update`;
      const outcomes = await Promise.all([record({ contentKey }), record({ contentKey })]);
      expect(outcomes.toSorted()).toEqual(['accepted', 'duplicate']);
    });

    test('stores an event that needs no review as ignored, with the reason', async () => {
      const ref = aRef();
      await record(about(ref), { ignoredBecause: 'written by Waymark' });
      expect(await lastWaiting(ref)).toBeNull();
      const [latest] = await world.deliveries.list({ limit: 1 });
      expect(latest).toMatchObject({ status: 'ignored', reason: 'written by Waymark' });
    });

    test('stores an event about no issue as ignored', async () => {
      await record({ issue: null });
      const [latest] = await world.deliveries.list({ limit: 1 });
      expect(latest).toMatchObject({ status: 'ignored', issue: null, reason: 'not about an issue' });
    });

    test('logs what was received, and a duplicate not again', async () => {
      const ref = aRef();
      const delivery = aDelivery({ ...about(ref), deliveryKey: `key of ${ref.id}` });
      await world.deliveries.record(delivery);
      await world.deliveries.record(delivery);
      const events = await world.events.read({ subject: `jira:${ref.id}`, limit: 10 });
      expect(events).toMatchObject([
        {
          topic: 'delivery.received',
          at: '2026-03-02T10:00:00.000Z',
          data: { type: 'jira:issue_updated', deliveryKey: `key of ${ref.id}` },
        },
      ]);
    });
  });

  describe('waiting', () => {
    test('no delivery of an issue waits before one came in', async () => {
      expect(await lastWaiting(aRef())).toBeNull();
    });

    test('the last waiting delivery is the one stored last', async () => {
      const ref = aRef();
      await record(about(ref));
      const first = await lastWaiting(ref);
      await record(about(ref));
      expect(await lastWaiting(ref)).toBeGreaterThan(first ?? Number.NaN);
    });

    test('names the waiting deliveries, the newest first', async () => {
      const ref = aRef();
      await record({ ...about(ref), deliveryKey: `first ${ref.id}` });
      await record({ ...about(ref), deliveryKey: `second ${ref.id}` });
      await record(about(ref), { ignoredBecause: 'a comment' });
      const waiting = await world.deliveries.waiting(ref);
      expect(waiting).toEqual([
        { seq: expect.any(Number), deliveryKey: `second ${ref.id}`, receivedAt: '2026-03-02T10:00:00.000Z' },
        { seq: expect.any(Number), deliveryKey: `first ${ref.id}`, receivedAt: '2026-03-02T10:00:00.000Z' },
      ]);
    });

    test('what came in after the review began still waits when the review is done', async () => {
      const ref = aRef();
      await record(about(ref));
      const upTo = (await lastWaiting(ref)) ?? Number.NaN;
      await record(about(ref));
      await world.deliveries.finish(ref, upTo);
      expect(await lastWaiting(ref)).toBeGreaterThan(upTo);
    });

    test('finishing one issue leaves the others waiting', async () => {
      const [mine, other] = [aRef(), aRef()];
      await record(about(mine));
      await record(about(other));
      await world.deliveries.finish(mine, (await lastWaiting(other)) ?? Number.NaN);
      expect(await lastWaiting(mine)).toBeNull();
      expect(await lastWaiting(other)).not.toBeNull();
    });

    test('issues that have waited for long are named once each, the oldest first', async () => {
      const [old, older, recent, done] = [aRef(), aRef(), aRef(), aRef()];
      const at = (time: string) => ({ receivedAt: new Date(time) });
      await record(about(old), at('2020-01-01T00:02:00Z'));
      await record(about(old), at('2020-01-01T00:03:00Z'));
      await record(about(older), at('2020-01-01T00:01:00Z'));
      await record(about(recent), at('2020-01-01T00:10:00Z'));
      await record(about(done), at('2020-01-01T00:00:00Z'));
      await world.deliveries.finish(done, Number.MAX_SAFE_INTEGER);
      const before = new Date('2020-01-01T00:10:00Z');
      expect(await world.deliveries.waitingSince(before, 10)).toEqual([older, old]);
      expect(await world.deliveries.waitingSince(before, 1)).toEqual([older]);
      expect(await world.deliveries.waitingSince(before, 10, 1)).toEqual([old]);
      expect(await world.deliveries.waitingSince(before, 10, 2)).toEqual([]);
    });
  });

  describe('looking back', () => {
    test('lists the newest first, with what is asked for', async () => {
      const ref = aRef();
      const key = `OPS-${ref.id.slice(0, 8)}`;
      const issue = { id: ref.id, key };
      await record({ issue, deliveryKey: `first ${ref.id}` });
      await record({ issue, deliveryKey: `second ${ref.id}` }, { tracker: 'linear' });
      await record({ issue, deliveryKey: `third ${ref.id}` }, { ignoredBecause: 'comment' });

      const keys = async (filter: object) =>
        (await world.deliveries.list({ issueKey: key, limit: 10, ...filter })).map((d) => d.deliveryKey);
      expect(await keys({})).toEqual([`third ${ref.id}`, `second ${ref.id}`, `first ${ref.id}`]);
      expect(await keys({ tracker: 'linear' })).toEqual([`second ${ref.id}`]);
      expect(await keys({ status: 'ignored' })).toEqual([`third ${ref.id}`]);
      expect(await keys({ limit: 1 })).toEqual([`third ${ref.id}`]);
    });

    test('shows a delivery as it stands', async () => {
      const ref = aRef();
      const delivery = aDelivery({ issue: { id: ref.id, key: null } });
      await world.deliveries.record(delivery);
      await world.deliveries.finish(ref, Number.MAX_SAFE_INTEGER);
      const [shown] = await world.deliveries.list({ limit: 1 });
      expect(shown).toEqual({
        seq: expect.any(Number),
        tracker: 'jira',
        deliveryKey: delivery.event.deliveryKey,
        type: 'jira:issue_updated',
        issue: { id: ref.id, key: null },
        status: 'done',
        reason: null,
        receivedAt: '2026-03-02T10:00:00.000Z',
        finishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      });
    });

    test('reopens a finished delivery', async () => {
      const ref = aRef();
      await record(about(ref), { ignoredBecause: 'switched off' });
      const [{ seq } = { seq: 0 }] = await world.deliveries.list({ limit: 1 });
      expect(await world.deliveries.reopen(seq)).toEqual(ref);
      expect(await lastWaiting(ref)).toBe(seq);
    });

    test('reopens nothing that is not there or names no issue', async () => {
      await record({ issue: null });
      const [{ seq } = { seq: 0 }] = await world.deliveries.list({ limit: 1 });
      expect(await world.deliveries.reopen(seq)).toBeNull();
      expect(await world.deliveries.reopen(Number.MAX_SAFE_INTEGER)).toBeNull();
    });

    test('counts by tracker and status', async () => {
      const waiting = async () =>
        (await world.deliveries.counts()).find((c) => c.tracker === 'linear' && c.status === 'waiting');
      const before = (await waiting())?.count ?? 0;
      await record({}, { tracker: 'linear' });
      expect((await waiting())?.count).toBe(before + 1);
    });
  });
}
