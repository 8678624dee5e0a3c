import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Queues } from '../../../src/queue/bullmq.ts';
import type { Database } from '../../../src/store/database.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { spawnHelper, type TestProcess } from '../../helpers/spawn.ts';
import { createReviewDesk } from './review-desk.ts';

const timings = { lockMs: 1_500, stalledCheckMs: 500, reconnectMs: 200 };
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe.each(bindings())('a worker that is killed on $name', ({ create }) => {
  let place: TestPlace;
  let database: Database | null;
  let queues: Queues | null;
  let child: TestProcess | null;
  beforeEach(async () => {
    place = await create();
    database = null;
    queues = null;
    child = null;
  });
  afterEach(async () => {
    await child?.kill();
    await queues?.close(0);
    await database?.close();
    await place.drop();
  });

  function spawnWorker(over: { ask: string[]; askMeanwhile?: string[]; visitMs?: number }): TestProcess {
    const { dataDir, databaseUrl, redisUrl } = place;
    const settings =
      databaseUrl === null ? { kind: 'pglite', dataDir } : { kind: 'postgres', url: databaseUrl };
    const rest = { redisUrl, timings, askMeanwhile: [], visitMs: 60_000 };
    child = spawnHelper('work-reviews', { database: settings, ...rest, ...over });
    return child;
  }
  async function takeOver(desk: ReturnType<typeof createReviewDesk>): Promise<void> {
    database = await place.openDatabase();
    queues = await place.openQueue(database, { settleMs: 0, timings });
    await queues.work(desk.handlers, { concurrency: 2 });
  }

  test('in the middle of a visit: another takes the visit up', async () => {
    const worker = spawnWorker({ ask: ['1'] });
    await worker.line('start 1');
    await worker.kill();
    const desk = createReviewDesk();
    await takeOver(desk);
    await eventually(() => expect(desk.visits).toMatchObject([{ issue: 'jira:1' }]));
  });

  test('with a request that came in during the visit: it is not lost, nor visited at the same time', async () => {
    const worker = spawnWorker({ ask: ['1'], askMeanwhile: ['1', '2'] });
    await worker.line('asked');
    await worker.kill();
    const desk = createReviewDesk(() => delay(300));
    await takeOver(desk);
    // The visit that was cut off, and the one that was asked for meanwhile.
    await eventually(() => expect(desk.countOf('jira:1')).toBe(2));
    await eventually(() => expect(desk.countOf('jira:2')).toBe(1));
    expect(desk.overlaps()).toEqual([]);
  });

  test('again and again: every issue is visited in the end, and none is given up', async () => {
    const ids = ['1', '2', '3', '4', '5'];
    const ended = new Set<string>();
    for (let round = 0; ended.size < ids.length; round++) {
      const worker = spawnWorker({ ask: round === 0 ? ids : [], visitMs: 30 });
      // A busy machine takes its time to start a process; only one that visits nothing at all is given up.
      await Promise.race([worker.line('end'), delay(60_000)]);
      // Each round lives a little longer, so the end of a visit is met at different points.
      await delay(round * 7);
      await worker.kill();
      for (const line of worker.lines) if (line.startsWith('end ')) ended.add(line.slice(4));
      expect(round).toBeLessThan(20);
    }
    const desk = createReviewDesk();
    await takeOver(desk);
    await eventually(async () => {
      const jira = (await queues?.depth())?.find((depth) => depth.queue === 'reviews-jira');
      expect(jira).toMatchObject({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });
  });
});
