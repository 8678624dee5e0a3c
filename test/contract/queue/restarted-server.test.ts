import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { openQueue, type Queues } from '../../../src/queue/bullmq.ts';
import type { JobReport } from '../../../src/queue/process-job.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { createDeliveries } from '../../../src/store/deliveries.ts';
import { createPostgresServer, createRedisServer, type TestServer } from '../../helpers/services.ts';
import { silentLog } from '../../helpers/silent-log.ts';
import { aDelivery } from '../store/samples.ts';
import { createReviewDesk } from './review-desk.ts';

const log = silentLog();
const timings = { lockMs: 3_000, stalledCheckMs: 1_000, reconnectMs: 200 };
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 40_000, interval: 50 });
const services = inject('services');

/** Calls one after the other until told to stop; keeps the numbers of those that succeeded and the errors of others. */
function keepCalling(call: (number: number) => Promise<unknown>) {
  const succeeded: number[] = [];
  const errors: Error[] = [];
  let slowestMs = 0;
  let stopped = false;
  const done = (async () => {
    for (let number = 0; !stopped; number++) {
      const started = performance.now();
      await call(number).then(
        () => succeeded.push(number),
        (error: Error) => errors.push(error),
      );
      slowestMs = Math.max(slowestMs, performance.now() - started);
      await delay(5);
    }
  })();
  return {
    succeeded,
    errors,
    slowestMs: () => slowestMs,
    async stop() {
      stopped = true;
      await done;
    },
  };
}

/** Stops and starts the server in the midst of the calls and waits until calls succeed again. */
async function restartUnder(
  calls: ReturnType<typeof keepCalling>,
  server: TestServer,
  how: 'gently' | 'kill',
): Promise<void> {
  await eventually(() => expect(calls.succeeded.length).toBeGreaterThan(20));
  await server.stop(how);
  await eventually(() => expect(calls.errors.length).toBeGreaterThan(3));
  await server.start();
  const before = calls.succeeded.length;
  await eventually(() => expect(calls.succeeded.length).toBeGreaterThan(before + 20));
}

const ask = (queues: Queues) => (number: number) =>
  queues.reviews.request([{ ref: { tracker: 'jira', id: `${number}` }, cause: 'load' }]);

describe.skipIf(services.redisUrl === null || services.postgresUrl === null)('Redis', () => {
  let server: TestServer;
  let queues: Queues;
  beforeEach(async () => {
    const created = await createRedisServer();
    if (!created) throw new Error('redis-server is not installed');
    server = created;
    queues = await openQueue({ redisUrl: server.url, settleMs: 0, timings }, { log });
  });
  afterEach(async () => {
    await queues.close(0);
    await server.remove();
  });

  test.each(['gently', 'kill'] as const)(
    'restarted (%s) under load: requests fail fast, and every one that was taken is worked off',
    async (how) => {
      const desk = createReviewDesk(() => delay(2));
      await queues.work(desk.handlers, { concurrency: 4 });
      const calls = keepCalling(ask(queues));
      await restartUnder(calls, server, how);
      await calls.stop();
      await queues.ping();
      await eventually(() => {
        const visited = new Set(desk.visits.map((visit) => visit.issue));
        expect(calls.succeeded.filter((number) => !visited.has(`jira:${number}`))).toEqual([]);
      });
      expect(desk.overlaps()).toEqual([]);
      expect(calls.slowestMs()).toBeLessThan(15_000);
    },
  );

  test('away: a request fails, and so does the ping', async () => {
    await server.stop();
    await eventually(() => expect(queues.ping()).rejects.toThrow());
    await expect(ask(queues)(1)).rejects.toThrow();
  });

  test('set up carelessly is told to the doctor', async () => {
    const { Redis } = await import('ioredis');
    const admin = new Redis(server.url);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await admin.config('SET', 'appendonly', 'no');
    admin.disconnect();
    const { problems } = await queues.inspect();
    expect(problems).toEqual([expect.stringContaining('noeviction'), expect.stringContaining('appendonly')]);
  });

  test('that is not there at the start is an error then', async () => {
    await server.stop();
    await expect(openQueue({ redisUrl: server.url }, { log })).rejects.toThrow();
  });
});

describe.skipIf(services.postgresUrl === null)('PostgreSQL', () => {
  let server: TestServer;
  let database: Database;
  beforeEach(async () => {
    const created = await createPostgresServer();
    if (!created) throw new Error('PostgreSQL is not installed');
    server = created;
    database = await openDatabase({ kind: 'postgres', url: server.url }, { log });
  });
  afterEach(async () => {
    await database.close();
    await server.remove();
  });

  test.each(['gently', 'kill'] as const)(
    'restarted (%s) under load: record rejects meanwhile, works again, and what it took is there',
    async (how) => {
      const deliveries = createDeliveries(database);
      const calls = keepCalling((number) => deliveries.record(aDelivery({ deliveryKey: `key ${number}` })));
      await restartUnder(calls, server, how);
      await calls.stop();
      await database.ping();
      const rows = await database.sql.selectFrom('deliveries').select('delivery_key').execute();
      const stored = new Set(rows.map((row) => row.delivery_key));
      expect(calls.succeeded.filter((number) => !stored.has(`key ${number}`))).toEqual([]);
    },
  );

  test.each(['gently', 'kill'] as const)(
    'restarted (%s) under load: the queue goes on, and every request that was taken is worked off',
    async (how) => {
      const reports: JobReport[] = [];
      const queues = await openQueue({ pool: database.pool, settleMs: 0, timings }, { log });
      const desk = createReviewDesk(() => delay(2));
      await queues.work(desk.handlers, { concurrency: 4, report: (report) => reports.push(report) });
      const calls = keepCalling(ask(queues));
      await restartUnder(calls, server, how);
      await calls.stop();
      await queues.ping();
      await eventually(() => {
        const visited = new Set(desk.visits.map((visit) => visit.issue));
        expect(calls.succeeded.filter((number) => !visited.has(`jira:${number}`))).toEqual([]);
      });
      expect(desk.overlaps()).toEqual([]);
      // The server's absence is nobody's failure.
      expect(reports.filter((report) => report.outcome !== 'done')).toEqual([]);
      await queues.close(1_000);
    },
  );
});
