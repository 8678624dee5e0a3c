import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Log } from '../domain/ports.ts';
import { lockFolder } from './folder-lock.ts';
import { asKyselyPool, migrate } from './migrate.ts';
import { createPglitePool, type SqlPool } from './pglite-pool.ts';
import { sqlTypes } from './sql-types.ts';
import type { Tables } from './tables.ts';

export type DatabaseSettings =
  /** Embedded, in this folder. */
  | { readonly kind: 'pglite'; readonly dataDir: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number };

export interface Database {
  readonly kind: DatabaseSettings['kind'];
  /** The one query interface. Every table is in the schema `waymark`. */
  readonly sql: Kysely<Tables>;
  /** A pool with the shape of `pg.Pool` whose search path is the queue's schema, `bullmq`. */
  readonly pool: SqlPool;
  /** The server's version, e.g. `PostgreSQL 15.8` or `PGlite (PostgreSQL 18.6)`. */
  version(): Promise<string>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Calls back when this process appends to the events log, just before that is committed. */
  onAppended(listener: () => void): void;
  close(): Promise<void>;
}

type EmbeddedSettings = Extract<DatabaseSettings, { kind: 'pglite' }>;
type ServerSettings = Extract<DatabaseSettings, { kind: 'postgres' }>;

const queueSchema = 'bullmq';
/** Beside the lock, in the data folder. */
const storeFolder = 'store';
const connectTimeoutMs = 10_000;

/**
 * Opens the store and brings its tables up to date. Throws `SetupError` when another process has the data folder.
 * A lost connection is logged and mended by the next call; it never ends the process.
 */
export async function openDatabase(settings: DatabaseSettings, deps: { log: Log }): Promise<Database> {
  return settings.kind === 'pglite' ? openEmbedded(settings) : openServer(settings, deps.log);
}

async function openEmbedded({ dataDir }: EmbeddedSettings): Promise<Database> {
  const lock = await lockFolder(dataDir);
  try {
    const db = await PGlite.create({ dataDir: join(dataDir, storeFolder) });
    const pool = createPglitePool(db);
    // Our own statements name their schema, so the path can be the queue's.
    await pool.query(`set search_path = ${queueSchema}, public`);
    const close = async () => {
      await pool.end();
      await db.close();
      await lock.release();
    };
    return await finish('pglite', pool, pool, close);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openServer(settings: ServerSettings, log: Log): Promise<Database> {
  const shared = {
    connectionString: settings.url,
    max: settings.connections ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: sqlTypes(),
  };
  const store = new Pool({ ...shared, application_name: 'waymark' });
  // A pool of its own: the queue's workers hold connections for LISTEN, which must never starve the store.
  const queue = new Pool({
    ...shared,
    application_name: 'waymark-queue',
    options: `-c search_path=${queueSchema},public`,
  });
  for (const pool of [store, queue]) {
    pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'));
    // A connection may also be lost while a caller holds it between two statements.
    pool.on('connect', (client) => client.on('error', () => {}));
  }
  const close = async () => {
    await Promise.all([store.end(), queue.end()]);
  };
  try {
    return await finish('postgres', store, queue, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function finish(
  kind: Database['kind'],
  store: SqlPool,
  pool: SqlPool,
  close: () => Promise<void>,
): Promise<Database> {
  await migrate(store);
  const dialect = new PostgresDialect({ pool: asKyselyPool(store) });
  const listeners: (() => void)[] = [];
  const sql = new Kysely<Tables>({
    dialect,
    log({ level, query }) {
      if (level === 'query' && query.sql.includes('insert into waymark.events')) {
        for (const listener of listeners) listener();
      }
    },
  }).withSchema('waymark');
  let closing: Promise<void> | null = null;
  return {
    kind,
    sql,
    pool,
    async version() {
      const { rows } = await store.query('show server_version');
      const server = `PostgreSQL ${String(rows[0]?.server_version)}`;
      return kind === 'pglite' ? `PGlite (${server})` : server;
    },
    async ping() {
      await store.query('select 1');
    },
    onAppended(listener) {
      listeners.push(listener);
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
