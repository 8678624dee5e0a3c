import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { Queues } from '../../../src/queue/bullmq.ts';
import type { Database } from '../../../src/store/database.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';

const timings = { lockMs: 5_000, stalledCheckMs: 1_000, reconnectMs: 200 };
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe.each(bindings())('failed jobs on $name', ({ create }) => {
  let place: TestPlace;
  let database: Database;
  let queues: Queues;
  beforeEach(async () => {
    place = await create();
    database = await place.openDatabase();
    queues = await place.openQueue(database, { settleMs: 0, timings });
  });
  afterEach(async () => {
    await queues.close(0);
    await database.close();
    await place.drop();
  });

  /** Reviews and calls that fail for good until they are told not to. */
  async function work() {
    const state = { fails: true, done: [] as string[], underWay: 0, atOnce: 0 };
    const turn = async (about: string) => {
      state.underWay += 1;
      state.atOnce = Math.max(state.atOnce, state.underWay);
      try {
        if (state.fails) {
          throw new TrackerError('invalid', `nothing to be done about ${about}`);
        }
        state.done.push(about);
      } finally {
        state.underWay -= 1;
      }
    };
    await queues.work(
      {
        'review-issue': ({ id }) => turn(id),
        'measure-key-results': ({ goal }) => turn(goal),
        'call-subscriber': ({ subscriber }) => turn(subscriber),
      },
      { concurrency: 1 },
    );
    return state;
  }

  test('are told with what they were about, and asked for anew one by one or all', async () => {
    const state = await work();
    await queues.reviews.request(
      ['1', '2', '3'].map((id) => ({ ref: { tracker: 'jira', id }, cause: 'test' })),
    );
    await queues.goals('measure-key-results').request(['orders'], 'test');
    await queues.subscribers.request(['sub_1'], 'test');
    await eventually(async () => expect(await queues.keeper.failed({ limit: 10 })).toHaveLength(5));
    const all = await queues.keeper.failed({ limit: 10 });
    expect(all.map(({ about }) => about).toSorted()).toEqual([
      ...['goal:orders', 'jira:1', 'jira:2', 'jira:3', 'sub_1'],
    ]);
    const first = all.find(({ about }) => about === 'jira:1');
    expect(first).toMatchObject({
      ...{ queue: 'reviews-jira', name: 'review-issue', ref: { tracker: 'jira', id: '1' } },
      error: expect.stringContaining('nothing to be done about 1'),
      failedAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(await queues.keeper.failed({ queue: 'goals', limit: 10 })).toHaveLength(1);

    state.fails = false;
    expect(await queues.keeper.retry('reviews-jira', first?.id ?? '')).toMatchObject({ about: 'jira:1' });
    await eventually(() => expect(state.done).toEqual(['1']));
    expect(await queues.keeper.retry('reviews-jira', first?.id ?? '')).toBeNull();
    expect(await queues.keeper.retry('nothing', '1')).toBeNull();
    expect(await queues.keeper.retryAll('reviews-jira')).toBe(2);
    expect(await queues.keeper.retryAll('goals')).toBe(1);
    expect(await queues.keeper.retryAll('subscribers')).toBe(1);
    expect(await queues.keeper.retryAll('nothing')).toBe(0);
    await eventually(() => expect(state.done.toSorted()).toEqual(['1', '2', '3', 'orders', 'sub_1']));
    expect(await queues.keeper.failed({ limit: 10 })).toEqual([]);
  });

  test('of an issue that waits for its turn anyway make no second one', async () => {
    const state = await work();
    await queues.reviews.request([{ ref: { tracker: 'jira', id: '1' }, cause: 'test' }]);
    await eventually(async () => expect(await queues.keeper.failed({ limit: 10 })).toHaveLength(1));
    const [job] = await queues.keeper.failed({ limit: 10 });
    state.fails = false;
    await Promise.all([
      queues.reviews.request([{ ref: { tracker: 'jira', id: '1' }, cause: 'test' }]),
      queues.keeper.retry('reviews-jira', job?.id ?? ''),
    ]);
    await eventually(async () => {
      const jira = (await queues.depth()).find(({ queue }) => queue === 'reviews-jira');
      expect(jira).toMatchObject({ waiting: 0, active: 0, delayed: 0, failed: 0 });
      expect(state.done.length).toBeGreaterThan(0);
    });
    expect(state.atOnce).toBe(1);
  });

  test('a queue that is only busy waits for nobody', async () => {
    const pauses: unknown[] = [];
    await queues.work(
      { 'review-issue': async () => void pauses.push(await queues.keeper.pauses()) },
      { concurrency: 1 },
    );
    const refs = ['1', '2', '3'].map((id) => ({ ref: { tracker: 'jira' as const, id }, cause: 'test' }));
    await queues.reviews.request(refs);
    await eventually(() => expect(pauses).toEqual([[], [], []]));
  });

  test('a queue whose tracker asked for patience says for how long', async () => {
    expect(await queues.keeper.pauses()).toEqual([]);
    await queues.work(
      {
        'review-issue': async () => {
          throw new TrackerError('rate-limited', 'slow down', { retryAfterMs: 30_000 });
        },
      },
      { concurrency: 1 },
    );
    await queues.reviews.request([{ ref: { tracker: 'linear', id: '1' }, cause: 'test' }]);
    await eventually(async () => {
      const [pause] = await queues.keeper.pauses();
      expect(pause?.queue).toBe('reviews-linear');
      expect(pause?.ms).toBeGreaterThan(10_000);
    });
  });
});
