import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openQueue, type QueueSettings, type Queues } from '../../src/queue/bullmq.ts';
import { type Database, type DatabaseSettings, openDatabase } from '../../src/store/database.ts';
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

export type QueueTuning = Pick<QueueSettings, 'trackers' | 'settleMs' | 'timings'>;

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
  readonly name: 'PGlite in memory' | 'PGlite on disk' | 'PostgreSQL';
  create(): Promise<{ database: Database; drop(): Promise<void> }>;
}

/** The kinds of store alone. */
export function storeBindings(): readonly StoreBinding[] {
  const { postgresUrl } = inject('services');
  const place = (create: () => Promise<TestPlace>) => async () => {
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
    { name: 'PGlite in memory', create: createMemoryStore },
    {
      name: 'PGlite on disk',
      create: place(() => createPlace({ postgresUrl: null, redisUrl: null })),
    },
    postgresUrl !== null && {
      name: 'PostgreSQL',
      create: place(() => createPlace({ postgresUrl, redisUrl: null })),
    },
  ];
  return all.filter((binding) => binding !== false);
}

async function createMemoryStore() {
  const database = await openMemoryDatabase();
  return { database, drop: () => database.close() };
}

/** An embedded store that leaves nothing behind: the quickest one for a test that needs any. */
export function openMemoryDatabase(): Promise<Database> {
  return openDatabase({ kind: 'pglite', dataDir: null, snapshot: snapshot() }, { log: silentLog() });
}

/** A place of the embedded store, on disk. */
export function createEmbeddedPlace() {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-data-'));
  return {
    dataDir,
    openDatabase: () => openDatabase({ kind: 'pglite', dataDir, snapshot: snapshot() }, { log: silentLog() }),
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function createPlace(urls: {
  postgresUrl: string | null;
  redisUrl: string | null;
}): Promise<TestPlace> {
  const dataDir = urls.postgresUrl === null ? mkdtempSync(join(tmpdir(), 'waymark-data-')) : null;
  const postgres = urls.postgresUrl === null ? null : await createPostgresDatabase(urls.postgresUrl);
  const redis = urls.redisUrl === null ? null : await createRedisDatabase(urls.redisUrl);
  const log = silentLog();
  return {
    dataDir,
    databaseUrl: postgres?.url ?? null,
    redisUrl: redis?.url ?? null,
    openDatabase() {
      const settings: DatabaseSettings = postgres
        ? { kind: 'postgres', url: postgres.url }
        : { kind: 'pglite', dataDir, snapshot: snapshot() };
      return openDatabase(settings, { log });
    },
    openQueue(database, tuning = {}) {
      const where = redis ? { redisUrl: redis.url } : { pool: database.pool };
      return openQueue({ ...tuning, ...where }, { log });
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
      await postgres?.drop();
      await redis?.empty();
      if (dataDir !== null) rmSync(dataDir, { recursive: true, force: true });
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

function snapshot(): Blob {
  return new Blob([new Uint8Array(readFileSync(inject('services').pgliteSnapshot))]);
}
