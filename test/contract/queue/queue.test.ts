import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { Queues } from '../../../src/queue/bullmq.ts';
import type { JobReport } from '../../../src/queue/process-job.ts';
import type { Database } from '../../../src/store/database.ts';
import { bindings, type QueueTuning, type TestPlace } from '../../helpers/databases.ts';
import { createGate, createReviewDesk } from './review-desk.ts';

const shop1: IssueRef = { tracker: 'jira', id: '10001' };
const ask = (queues: Queues, ref: IssueRef, cause = 'test') => queues.reviews.request([{ ref, cause }]);
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
/** Long enough for a wrong job to have started. */
const aWhile = () => delay(400);
const timings = { lockMs: 3_000, stalledCheckMs: 1_000, reconnectMs: 200 };

describe.each(bindings())('the queue on $name', ({ create }) => {
  let place: TestPlace;
  let database: Database;
  let open: Queues[];
  let reports: JobReport[];
  beforeAll(async () => {
    place = await create();
    database = await place.openDatabase();
  });
  beforeEach(() => {
    open = [];
    reports = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((queues) => queues.close(0)));
    await place.emptyQueue(database);
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  async function openQueues(tuning: QueueTuning = {}): Promise<Queues> {
    const queues = await place.openQueue(database, { settleMs: 0, timings, ...tuning });
    open.push(queues);
    return queues;
  }
  const report = (entry: JobReport) => void reports.push(entry);
  async function isIdle(queues: Queues): Promise<void> {
    const depths = await queues.depth();
    const busy = depths.filter((depth) => depth.queue !== 'housekeeping');
    expect(busy.map(({ waiting, active, delayed }) => waiting + active + delayed)).toEqual(busy.map(() => 0));
  }

  test('a request leads to one visit with its cause', async () => {
    const queues = await openQueues();
    const desk = createReviewDesk();
    await queues.work(desk.handlers, { concurrency: 2, report });
    await ask(queues, shop1, 'delivery 7');
    await eventually(() => expect(desk.visits).toMatchObject([{ issue: 'jira:10001', cause: 'delivery 7' }]));
    await eventually(() => isIdle(queues));
    expect(reports).toMatchObject([{ queue: 'reviews-jira', job: 'review-issue', outcome: 'done' }]);
  });

  test('requests for work about a goal fold into one run, and one during a run leads to one more', async () => {
    const queues = await openQueues({ settleMs: 100 });
    const gate = createGate();
    gate.close();
    const runs: string[] = [];
    await queues.work(
      {
        'measure-key-results': async ({ goal, cause }) => {
          runs.push(`${goal} because of ${cause}`);
          if (runs.length === 1) await gate.pass();
        },
      },
      { concurrency: 2, report },
    );
    const measures = queues.goals('measure-key-results');
    for (const cause of ['one issue', 'another']) await measures.request(['kr-1', 'kr-1'], cause);
    await eventually(() => expect(runs).toHaveLength(1));
    await measures.request(['kr-1', 'kr-2'], 'a third');
    await measures.request(['kr-1'], 'a fourth');
    gate.open();
    await eventually(() => expect(runs).toHaveLength(3));
    await eventually(() => isIdle(queues));
    await aWhile();
    expect(runs.filter((run) => run.startsWith('kr-1'))).toEqual([
      expect.stringContaining('kr-1 because of'),
      'kr-1 because of a fourth',
    ]);
    expect(reports.map(({ queue, outcome }) => [queue, outcome])).toEqual(runs.map(() => ['goals', 'done']));
  });

  test('a request waits until somebody works', async () => {
    const queues = await openQueues();
    await ask(queues, shop1);
    await eventually(async () => {
      const jira = (await queues.depth()).find((depth) => depth.queue === 'reviews-jira');
      expect(jira).toEqual({ queue: 'reviews-jira', waiting: 1, active: 0, delayed: 0, failed: 0 });
    });
    const desk = createReviewDesk();
    await queues.work(desk.handlers, { concurrency: 2 });
    await eventually(() => expect(desk.visits).toHaveLength(1));
  });

  test('requests while an issue settles fold into one visit', async () => {
    // Nobody works yet, so that the time to settle is not over before the last request, however slow the machine.
    const queues = await openQueues({ settleMs: 500 });
    for (let count = 0; count < 50; count++) await ask(queues, shop1, `edit ${count}`);
    const desk = createReviewDesk();
    await queues.work(desk.handlers, { concurrency: 4 });
    await eventually(() => expect(desk.visits).toHaveLength(1));
    await aWhile();
    await eventually(() => isIdle(queues));
    expect(desk.visits).toHaveLength(1);
  });

  test('several requests at once reach every issue, each once', async () => {
    const queues = await openQueues();
    const desk = createReviewDesk();
    await queues.work(desk.handlers, { concurrency: 4 });
    const refs = Array.from({ length: 30 }, (_, index): IssueRef => {
      return { tracker: index % 2 === 0 ? 'jira' : 'linear', id: `issue ${index}` };
    });
    await queues.reviews.request([...refs, ...refs].map((ref) => ({ ref, cause: 'sweep' })));
    await queues.reviews.request([]);
    await eventually(() => expect(desk.visits).toHaveLength(30));
    expect(new Set(desk.visits.map((visit) => visit.issue)).size).toBe(30);
  });

  test('requests during a visit lead to exactly one more after it', async () => {
    const queues = await openQueues();
    const gate = createGate();
    const desk = createReviewDesk(() => gate.pass());
    await queues.work(desk.handlers, { concurrency: 4 });
    gate.close();
    await ask(queues, shop1, 'first');
    await eventually(() => expect(desk.visits).toHaveLength(1));
    for (let count = 0; count < 10; count++) await ask(queues, shop1, `more ${count}`);
    await aWhile();
    expect(desk.visits).toHaveLength(1);
    gate.open();
    await eventually(() => expect(desk.visits).toHaveLength(2));
    await aWhile();
    await eventually(() => isIdle(queues));
    expect(desk.visits.map((visit) => visit.cause)).toEqual(['first', 'more 9']);
    expect(desk.overlaps()).toEqual([]);
  });

  test('issues are visited side by side', async () => {
    const queues = await openQueues();
    const gate = createGate();
    gate.close();
    const desk = createReviewDesk(() => gate.pass());
    await queues.work(desk.handlers, { concurrency: 3 });
    await queues.reviews.request(['1', '2', '3'].map((id) => ({ ref: { tracker: 'jira', id }, cause: 'x' })));
    await eventually(() => expect(desk.visits).toHaveLength(3));
    gate.open();
    await eventually(() => isIdle(queues));
  });

  test('an issue id may be long and strange', async () => {
    const queues = await openQueues();
    const desk = createReviewDesk();
    await queues.work(desk.handlers, { concurrency: 1 });
    const ref: IssueRef = { tracker: 'linear', id: `a:b/🙂 '"${'x'.repeat(5_000)}` };
    await ask(queues, ref);
    await eventually(() => expect(desk.visits).toMatchObject([{ issue: `linear:${ref.id}` }]));
  });

  describe('when a visit fails', () => {
    test('it is tried again, and requests meanwhile fold into that try', async () => {
      const [first, queues] = [await openQueues(), await openQueues()];
      let closed: Promise<void> | undefined;
      const desk = createReviewDesk((_ref, count) => {
        if (count > 1) return;
        // Nobody works until the second request is there, however slow the machine.
        closed = first.close();
        throw new TrackerError('unavailable', 'down');
      });
      await first.work(desk.handlers, { concurrency: 2, report });
      await ask(queues, shop1, 'first');
      await eventually(() => expect(reports).toMatchObject([{ outcome: 'retry', because: 'unavailable' }]));
      await closed;
      await ask(queues, shop1, 'second');
      await queues.work(desk.handlers, { concurrency: 2, report });
      await eventually(() => expect(desk.visits).toHaveLength(2));
      await eventually(() => isIdle(queues));
      expect(desk.visits).toHaveLength(2);
    });

    test('a request during the failing visit is not lost', async () => {
      const queues = await openQueues();
      const gate = createGate();
      gate.close();
      const desk = createReviewDesk(async (_ref, count) => {
        await gate.pass();
        if (count === 1) throw new TrackerError('unavailable', 'down', { retryAfterMs: 1 });
      });
      await queues.work(desk.handlers, { concurrency: 2 });
      await ask(queues, shop1);
      await eventually(() => expect(desk.visits).toHaveLength(1));
      await ask(queues, shop1, 'during');
      gate.open();
      // The try that was due, and the one that was asked for.
      await eventually(() => expect(desk.visits).toHaveLength(3));
      await eventually(() => isIdle(queues));
      expect(desk.overlaps()).toEqual([]);
    });

    test('for good, it is kept as failed, and a later request works', async () => {
      const queues = await openQueues();
      const desk = createReviewDesk((_ref, count) => {
        if (count === 1) throw new TrackerError('invalid', 'no such field');
      });
      await queues.work(desk.handlers, { concurrency: 2, report });
      await ask(queues, shop1);
      await eventually(async () => {
        const jira = (await queues.depth()).find((depth) => depth.queue === 'reviews-jira');
        expect(jira).toMatchObject({ failed: 1, waiting: 0, active: 0, delayed: 0 });
      });
      expect(reports).toMatchObject([{ outcome: 'failed', because: 'invalid' }]);
      await ask(queues, shop1);
      await eventually(() => expect(desk.visits).toHaveLength(2));
    });

    test('for good while a request came in, that request is visited', async () => {
      const queues = await openQueues();
      const gate = createGate();
      gate.close();
      const desk = createReviewDesk(async (_ref, count) => {
        await gate.pass();
        if (count === 1) throw new TrackerError('invalid', 'no such field');
      });
      await queues.work(desk.handlers, { concurrency: 2 });
      await ask(queues, shop1);
      await eventually(() => expect(desk.visits).toHaveLength(1));
      await ask(queues, shop1);
      gate.open();
      await eventually(() => expect(desk.visits).toHaveLength(2));
    });

    test('because the issue is not there, it is done', async () => {
      const queues = await openQueues();
      const desk = createReviewDesk(() => {
        throw new TrackerError('not-found', 'gone');
      });
      await queues.work(desk.handlers, { concurrency: 2, report });
      await ask(queues, shop1);
      await eventually(() => expect(reports).toMatchObject([{ outcome: 'done', because: 'not-found' }]));
      await eventually(() => isIdle(queues));
      for (const { failed } of await queues.depth()) expect(failed).toBe(0);
    });
  });

  describe('when the tracker limits', () => {
    test.each(['account', 'endpoint'] as const)(
      'the %s, every worker of that tracker waits, no other',
      async (scope) => {
        const [one, two] = [await openQueues(), await openQueues()];
        let limitedAt: number | null = null;
        const startedAt: number[] = [];
        const desk = createReviewDesk(({ tracker }) => {
          if (tracker === 'linear') return;
          startedAt.push(Date.now());
          if (limitedAt !== null) return;
          limitedAt = Date.now();
          throw new TrackerError('rate-limited', 'slow down', { scope, retryAfterMs: 1_500 });
        });
        await one.work(desk.handlers, { concurrency: 1, report });
        await two.work(desk.handlers, { concurrency: 1, report });
        await ask(one, shop1);
        await eventually(() => expect(reports).toMatchObject([{ outcome: 'held', waitMs: 1_500 }]));
        const others = ['2', '3', '4', '5'].map((id): IssueRef => ({ tracker: 'jira', id }));
        await one.reviews.request(others.map((ref) => ({ ref, cause: 'x' })));
        await ask(one, { tracker: 'linear', id: 'free' });
        await eventually(() => expect(desk.countOf('linear:free')).toBe(1));
        expect(startedAt).toHaveLength(1);
        await eventually(() => expect(startedAt).toHaveLength(6));
        // The server's clock decides, so a hair's breadth is allowed.
        expect(Math.min(...startedAt.slice(1)) - (limitedAt ?? 0)).toBeGreaterThanOrEqual(1_450);
        await eventually(() => isIdle(one));
      },
    );

    test('for ever so often, no try is lost', async () => {
      const queues = await openQueues();
      const desk = createReviewDesk((_ref, count) => {
        if (count <= 25)
          throw new TrackerError('rate-limited', 'slow down', { scope: 'account', retryAfterMs: 1 });
      });
      await queues.work(desk.handlers, { concurrency: 1, report });
      await ask(queues, shop1);
      await eventually(() => expect(reports.at(-1)).toMatchObject({ outcome: 'done' }));
      expect(desk.visits).toHaveLength(26);
    });

    test('writes to one issue, that issue alone waits', async () => {
      const queues = await openQueues();
      const desk = createReviewDesk(({ id }, count) => {
        if (id === shop1.id && count === 1) {
          throw new TrackerError('rate-limited', 'slow down', { scope: 'issue', retryAfterMs: 1_000 });
        }
      });
      await queues.work(desk.handlers, { concurrency: 1, report });
      await ask(queues, shop1);
      await eventually(() => expect(reports).toMatchObject([{ outcome: 'held' }]));
      await ask(queues, { tracker: 'jira', id: '2' });
      await ask(queues, shop1, 'folds into the waiting one');
      await eventually(() => expect(desk.countOf('jira:2')).toBe(1));
      expect(desk.countOf('jira:10001')).toBe(1);
      await eventually(() => expect(desk.countOf('jira:10001')).toBe(2));
      await eventually(() => isIdle(queues));
      expect(desk.countOf('jira:10001')).toBe(2);
    });

    test('because it does not know us, the queue waits and says so', async () => {
      const queues = await openQueues();
      const desk = createReviewDesk(() => {
        throw new TrackerError('auth', 'token revoked');
      });
      await queues.work(desk.handlers, { concurrency: 1, report });
      await ask(queues, shop1);
      await eventually(() => expect(reports).toMatchObject([{ outcome: 'held', because: 'auth' }]));
      await ask(queues, { tracker: 'jira', id: '2' });
      await aWhile();
      expect(desk.visits).toHaveLength(1);
    });
  });

  describe('schedules', () => {
    test('a scheduled job with a handler runs, once for all processes', async () => {
      // Seldom enough that its second turn does not fall into this test.
      const schedules = { 'sweep-deliveries': { everyMs: 24 * 3_600_000 } };
      const [one, two] = [await openQueues({ schedules }), await openQueues({ schedules })];
      let runs = 0;
      const handlers = {
        'sweep-deliveries': async () => {
          runs += 1;
        },
      };
      await one.work(handlers, { concurrency: 1 });
      await two.work(handlers, { concurrency: 1 });
      await eventually(() => expect(runs).toBe(1));
      await aWhile();
      expect(runs).toBe(1);
      const housekeeping = (await one.depth()).find((depth) => depth.queue === 'housekeeping');
      expect(housekeeping).toMatchObject({ delayed: 0, waiting: 0 });
    });
  });

  describe('closing', () => {
    test('lets the visit under way finish', async () => {
      const queues = await openQueues();
      const gate = createGate();
      gate.close();
      const desk = createReviewDesk(() => gate.pass());
      await queues.work(desk.handlers, { concurrency: 1, report });
      await ask(queues, shop1);
      await eventually(() => expect(desk.visits).toHaveLength(1));
      const closed = queues.close(10_000);
      await aWhile();
      gate.open();
      await closed;
      expect(reports).toMatchObject([{ outcome: 'done' }]);
      await isIdle(await openQueues());
    });

    test('gives a visit that hangs back to the queue, where another process takes it up', async () => {
      const hanging = await openQueues();
      const gate = createGate();
      gate.close();
      const stuck = createReviewDesk(() => gate.pass());
      await hanging.work(stuck.handlers, { concurrency: 1 });
      await ask(hanging, shop1);
      await eventually(() => expect(stuck.visits).toHaveLength(1));
      await hanging.close(100);

      const other = await openQueues();
      const desk = createReviewDesk();
      await other.work(desk.handlers, { concurrency: 1 });
      await eventually(() => expect(desk.visits).toHaveLength(1));
      gate.open();
    });

    test('takes nothing new', async () => {
      const queues = await openQueues();
      const desk = createReviewDesk();
      await queues.work(desk.handlers, { concurrency: 1 });
      const asking = await openQueues();
      await queues.close();
      await ask(asking, shop1);
      await aWhile();
      expect(desk.visits).toEqual([]);
    });
  });

  test('says what it runs on', async () => {
    const queues = await openQueues();
    await queues.ping();
    const { backend, version, problems } = await queues.inspect();
    expect(backend).toBe(place.redisUrl === null ? 'postgres' : 'redis');
    expect(version).toMatch(/^(Redis|PostgreSQL) \d+\.\d+/);
    expect(problems).toEqual([]);
    expect(await queues.version()).toBe(version);
  });
});
