import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { quickTimings } from '../../helpers/dying.ts';
import { openIssue } from '../../helpers/people.ts';
import { rightComment } from '../../helpers/right-comment.ts';
import { startFleet, startSandbox } from '../../helpers/service.ts';
import { createPostgresServer, createRedisServer, type TestServer } from '../../helpers/services.ts';

const has = inject('services');

/** A sweeper that does not let a test wait a minute. */
const sweep = { everyMs: 500, patienceMs: 500 };

describe.skipIf(has.postgresUrl === null || has.redisUrl === null).each([
  ['PostgreSQL', false],
  ['PostgreSQL + Redis', true],
])('servers that go away, on %s', (_, onRedis) => {
  let postgres: TestServer | null;
  let redis: TestServer | null;
  let sandbox: Sandbox;
  let fleet: Awaited<ReturnType<typeof startFleet>>;

  beforeAll(async () => {
    [postgres, redis] = await Promise.all([createPostgresServer(), onRedis ? createRedisServer() : null]);
    const place = { dataDir: null, databaseUrl: postgres?.url ?? null, redisUrl: redis?.url ?? null };
    sandbox = await startSandbox({ backlog: 'empty' });
    fleet = await startFleet(place, sandbox, { queueTimings: quickTimings, sweep });
  });
  afterAll(async () => {
    await fleet?.stop();
    await sandbox?.close();
    await Promise.all([postgres?.remove(), redis?.remove()]);
  });

  const readiness = async () => {
    const { status, text } = await fleet.web.get('/readyz');
    return { status, down: JSON.parse(text).down as string[] };
  };
  /** Readiness looks anew every second at most. */
  const untilReady = async (isReady: boolean) => {
    for (;;) {
      const now = await readiness();
      if ((now.status === 200) === isReady) return now;
      await delay(100);
    }
  };
  const answersOf = (tracker: TrackerName, id: string | undefined) =>
    sandbox[tracker]
      .deliveries()
      .filter((delivery) => delivery.id === id)
      .flatMap(({ attempts }) => attempts.map(({ status, error }) => status ?? error));
  const newest = (tracker: TrackerName) => sandbox[tracker].deliveries().at(-1)?.id;

  async function expectAllDone(issues: readonly { tracker: TrackerName; key: string }[]): Promise<void> {
    const rows = new Map(
      (await fleet.web.app.deliveries.list({ limit: 100_000 })).map((row) => [row.deliveryKey, row.status]),
    );
    for (const name of trackerNames) {
      const fates = sandbox[name]
        .deliveries()
        .map(({ id, event, state }) => ({ event, state, row: rows.get(id) ?? 'lost' }));
      expect(
        fates.filter(({ state, row }) => state !== 'delivered' || row === 'waiting' || row === 'lost'),
      ).toEqual([]);
    }
    for (const { tracker, key } of issues) {
      const review = await fleet.web.app.reviews.find({ tracker, id: sandbox[tracker].issue(key).id });
      const bodies = sandbox[tracker].comments(key).map(({ body }) => body);
      expect(bodies).toEqual([review && rightComment(review, tracker)]);
    }
  }

  const withoutRedis = async () => {
    await redis?.stop();
    expect((await untilReady(false)).down).toEqual(['queue']);
    const { key } = openIssue(sandbox, 'jira');
    const delivery = newest('jira');
    await sandbox.jira.idle();
    expect(answersOf('jira', delivery)).toEqual([200]);
    expect(sandbox.jira.comments(key)).toEqual([]);

    await redis?.start();
    // Until its connections are back, nobody can be asked how much is left to do.
    await untilReady(true);
    await fleet.web.quiet();
    await expectAllDone([{ tracker: 'jira', key }]);
    expect((await untilReady(true)).down).toEqual([]);
  };
  if (onRedis) test('without Redis deliveries are taken in, and dealt with once it is back', withoutRedis);

  test('without PostgreSQL deliveries are refused with 503, and taken when they come again', async () => {
    await postgres?.stop();
    expect((await untilReady(false)).down).toEqual(onRedis ? ['store'] : ['store', 'queue']);
    expect((await fleet.web.get('/healthz')).status).toBe(200);
    const { key } = openIssue(sandbox, 'linear');
    const delivery = newest('linear');
    while (answersOf('linear', delivery).length < 2) await delay(20);
    expect(new Set(answersOf('linear', delivery))).toEqual(new Set([503]));

    await postgres?.start();
    await fleet.web.quiet();
    expect(answersOf('linear', delivery).at(-1)).toBe(200);
    await expectAllDone([{ tracker: 'linear', key }]);
    expect((await untilReady(true)).down).toEqual([]);
  });

  const servers = onRedis ? ['PostgreSQL', 'Redis'] : ['PostgreSQL'];
  const ends = servers.flatMap((server) =>
    (['gently', 'kill'] as const).map((how) => [server, how] as const),
  );
  test.each(ends)(
    '%s ended %s under load: nothing is lost or doubled, and the service goes on by itself',
    { timeout: 180_000 },
    async (name, how) => {
      const server = name === 'Redis' ? redis : postgres;
      const issues: { tracker: TrackerName; key: string }[] = [];
      let isOver = false;
      const people = (async () => {
        while (!isOver) {
          for (const tracker of trackerNames) issues.push({ tracker, key: openIssue(sandbox, tracker).key });
          await delay(15);
        }
      })();
      for (let round = 0; round < 2; round += 1) {
        await delay(400);
        await server?.stop(how);
        await delay(300);
        await server?.start();
      }
      await delay(400);
      isOver = true;
      await people;
      await fleet.web.quiet();
      await expectAllDone(issues);
      expect(issues.length).toBeGreaterThan(20);
    },
  );
});
