import { setTimeout as delay } from 'node:timers/promises';
import { openQueue, type QueueSettings } from '../../../src/queue/bullmq.ts';
import { type DatabaseSettings, openDatabase } from '../../../src/store/database.ts';
import { print, quietLog } from './common.ts';

interface Work {
  readonly database: DatabaseSettings;
  readonly redisUrl: string | null;
  readonly timings: NonNullable<QueueSettings['timings']>;
  /** Asked for by the process itself before it works. */
  readonly ask: readonly string[];
  /** Asked for while the first visit is under way. */
  readonly askMeanwhile: readonly string[];
  readonly visitMs: number;
}

/** Visits issues, says `start <id>` and `end <id>`, and works on until it is killed. */
const work = JSON.parse(process.argv[2] ?? '') as Work;
const database = await openDatabase(work.database, { log: quietLog });
const where = work.redisUrl === null ? { pool: database.pool } : { redisUrl: work.redisUrl };
const queues = await openQueue({ ...where, settleMs: 0, timings: work.timings }, { log: quietLog });
const ask = (ids: readonly string[]) =>
  queues.reviews.request(ids.map((id) => ({ ref: { tracker: 'jira', id }, cause: 'test' })));

await ask(work.ask);
let first = true;
const handlers = {
  'review-issue': async ({ id }: { id: string }) => {
    print(`start ${id}`);
    if (first) {
      first = false;
      await ask(work.askMeanwhile);
      print('asked');
    }
    await delay(work.visitMs);
    print(`end ${id}`);
  },
};
await queues.work(handlers, { concurrency: 1 });
