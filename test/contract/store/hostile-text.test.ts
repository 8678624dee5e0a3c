import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCommentLedger } from '../../../src/store/comments.ts';
import type { Database } from '../../../src/store/database.ts';
import { createDeliveries } from '../../../src/store/deliveries.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { aDelivery, anEvent, aRef, aReview } from './samples.ts';

const nasty = `NUL \0, half a pair \ud83d and \udc00, a whole one \u{1F600}, quotes ' " \\ and \${x}`;
const stored = nasty.replace('\0', '\ufffd').replace('\ud83d ', '\ufffd ').replace('\udc00', '\ufffd');

function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`);
}

describe.each(storeBindings())('hostile text in $name', ({ create }) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, drop } = await create());
  });
  afterAll(() => drop());

  test('is stored in a delivery, with what the database cannot hold replaced', async () => {
    const deliveries = createDeliveries(database);
    const issue = { id: nasty, key: nasty };
    const body = { [nasty]: [nasty, { deep: nasty }], __proto__: null, n: 1e308 };
    const event = { deliveryKey: nasty, contentKey: nasty, type: nasty, occurredAt: nasty, issue, body };
    expect(await deliveries.record(aDelivery(event, { ignoredBecause: null }))).toBe('accepted');
    expect(await deliveries.record(aDelivery(event))).toBe('duplicate');
    expect(await deliveries.list({ issueKey: nasty, limit: 1 })).toMatchObject([
      { deliveryKey: stored, type: stored, issue: { id: stored, key: stored } },
    ]);
    expect(await deliveries.waiting({ tracker: 'jira', id: nasty })).toHaveLength(1);
    const row = await database.sql
      .selectFrom('deliveries')
      .select('body')
      .where('delivery_key', '=', stored)
      .executeTakeFirst();
    expect(row?.body).toEqual({ [stored]: [stored, { deep: stored }], n: 1e308 });
  });

  test('of any depth and length fits', async () => {
    const deliveries = createDeliveries(database);
    const long = 'é'.repeat(100_000);
    const event = { type: long, issue: { id: long, key: long }, contentKey: long, deliveryKey: long };
    expect(await deliveries.record(aDelivery({ ...event, body: nested(20_000) }))).toBe('accepted');
    expect(await deliveries.record(aDelivery({ ...event, deliveryKey: `${long}!` }))).toBe('duplicate');
    const otherKeys = { ...event, deliveryKey: `${long}!`, contentKey: `${long}!` };
    expect(await deliveries.record(aDelivery(otherKeys))).toBe('accepted');
    expect(await deliveries.waiting({ tracker: 'jira', id: long })).toHaveLength(2);
  });

  test('is stored in reviews, comments and events', async () => {
    const ref = { ...aRef(), id: `${aRef().id} ${nasty}` };
    const review = aReview(ref, { title: nasty });
    const reviews = createReviews(database);
    expect(await reviews.save(review, [anEvent(ref, { data: { [nasty]: nasty }, actor: nasty })])).toBe(
      'saved',
    );
    expect((await reviews.find(ref))?.issue.title).toBe(stored);

    const comments = createCommentLedger(database);
    const record = { ref, state: 'published', commentId: '1', bodyHash: 'a', generation: 1 } as const;
    await comments.put(record, []);
    expect(await comments.find(ref)).toEqual(record);

    const [event] = await createEventLog(database).read({ subject: `jira:${ref.id}`, limit: 1 });
    expect(event).toMatchObject({ data: { [stored]: stored }, actor: stored });
  });

  test('that only looks like SQL is text', async () => {
    const deliveries = createDeliveries(database);
    const deliveryKey = `'); drop schema waymark cascade; --`;
    expect(await deliveries.record(aDelivery({ deliveryKey }))).toBe('accepted');
    expect(await deliveries.record(aDelivery({ deliveryKey }))).toBe('duplicate');
  });
});
