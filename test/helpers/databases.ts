import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openQueue, type QueueSettings, type Queues } from '../../src/queue/bullmq.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createRedisDatabase } from './redis.ts';
import { silentLog } from './silent-log.ts';

/** A place for one suite's data: nobody else writes there, and `drop` removes it. */
export interface TestPlace {
  /** What the service's settings would be; exactly one of `dataDir` and `databaseUrl` is set. */
  readonly dataDir: string | null;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Opens the store of this place; with PGlite it is opened by one at a time. */
  openDatabase(): Promise<Database>;
  openQueue(database: Database, settings?: QueueTuning): Promise<Queues>;
  /** Removes every job and all that the queue remembers; nothing may have it open. */
  emptyQueue(database: Database): Promise<void>;
  drop(): Promise<void>;
}

export type QueueTuning = Pick<QueueSettings, 'trackers' | 'settleMs' | 'timings' | 'schedules'>;

export interface Binding {
  readonly name: 'PGlite' | 'PostgreSQL' | 'PostgreSQL + Redis';
  create(): Promise<TestPlace>;
}

/** The ways in which the parts are put together in earnest, as far as this machine has them. */
export function bindings(): readonly Binding[] {
  const { postgresUrl, redisUrl } = inject('services');
  const all: (Binding | false)[] = [
    { name: 'PGlite', create: () => createPlace({ postgresUrl: null, redisUrl: null }) },
    postgresUrl !== null && {
      name: 'PostgreSQL',
      create: () => createPlace({ postgresUrl, redisUrl: null }),
    },
    postgresUrl !== null &&
      redisUrl !== null && {
        name: 'PostgreSQL + Redis',
        create: () => createPlace({ postgresUrl, redisUrl }),
      },
  ];
  return all.filter((binding) => binding !== false);
}

export interface StoreBinding {
  readonly name: 'PGlite' | 'PostgreSQL';
  create(): Promise<{ database: Database; drop(): Promise<void> }>;
}

/** The kinds of store alone. */
export function storeBindings(): readonly StoreBinding[] {
  const { postgresUrl } = inject('services');
  const place = (create: () => Promise<Pick<TestPlace, 'openDatabase' | 'drop'>>) => async () => {
    const created = await create();
    const database = await created.openDatabase();
    return {
      database,
      async drop() {
        await database.close();
        await created.drop();
      },
    };
  };
  const all: (StoreBinding | false)[] = [
    { name: 'PGlite', create: place(async () => createEmbeddedPlace()) },
    postgresUrl !== null && {
      name: 'PostgreSQL',
      create: place(() => createPlace({ postgresUrl, redisUrl: null })),
    },
  ];
  return all.filter((binding) => binding !== false);
}

/** An embedded store that is gone when it is closed: the quickest one for a test that needs any. */
export async function openScratchDatabase(): Promise<Database> {
  const place = createEmbeddedPlace();
  const database = await place.openDatabase();
  return {
    ...database,
    async close() {
      await database.close();
      await place.drop();
    },
  };
}

/** A place of the embedded store: a folder with a copy of a new one, which opens in a tenth of the time. */
export function createEmbeddedPlace() {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-data-'));
  cpSync(inject('services').newStore, dataDir, { recursive: true });
  return {
    ...{ dataDir, databaseUrl: null },
    openDatabase: () => openDatabase({ kind: 'pglite', dataDir }, { log: silentLog() }),
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function createServerPlace(server: string) {
  const { url, drop } = await createPostgresDatabase(server);
  return {
    ...{ dataDir: null, databaseUrl: url, drop },
    openDatabase: () => openDatabase({ kind: 'postgres', url }, { log: silentLog() }),
  };
}

async function createPlace(urls: {
  postgresUrl: string | null;
  redisUrl: string | null;
}): Promise<TestPlace> {
  const store = urls.postgresUrl === null ? createEmbeddedPlace() : await createServerPlace(urls.postgresUrl);
  const redis = urls.redisUrl === null ? null : await createRedisDatabase(urls.redisUrl);
  return {
    ...store,
    redisUrl: redis?.url ?? null,
    openQueue(database, tuning = {}) {
      const where = redis ? { redisUrl: redis.url } : { pool: database.pool };
      return openQueue({ ...tuning, ...where }, { log: silentLog() });
    },
    async emptyQueue(database) {
      if (redis) return redis.empty();
      const { rows } = await database.pool.query(
        `select tablename from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
      );
      if (rows.length === 0) return;
      const tables = rows.map((row) => `bullmq."${row.tablename}"`).join(', ');
      await database.pool.query(`truncate ${tables} cascade`);
    },
    async drop() {
      await redis?.empty();
      await store.drop();
    },
  };
}

/** A new database on the server at `url`. */
export async function createPostgresDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `waymark_test_${randomUUID().replaceAll('-', '')}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  await asAdmin(url, `create database ${name}`);
  return { url: own.href, drop: () => asAdmin(url, `drop database ${name} with (force)`) };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
