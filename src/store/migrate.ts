import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import { migrations } from './migrations/registry.ts';
import type { SqlPool } from './pglite-pool.ts';

/** Spells `WAYM`; the lock under which processes that start together take turns. */
const lockKey = 0x5741594d;

/**
 * Brings the tables up to this version, once: of several processes that start together one does the work and the
 * others wait for it. Throws the failed migration's error; a failed run leaves nothing behind.
 */
export async function migrate(pool: SqlPool): Promise<void> {
  const guard = await pool.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [lockKey]);
    try {
      await run(pool);
    } finally {
      await guard.query('select pg_advisory_unlock($1)', [lockKey]);
    }
  } finally {
    guard.release();
  }
}

async function run(pool: SqlPool): Promise<void> {
  // Not destroyed: that would end the pool.
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: asKyselyPool(pool) }) });
  await sql`create schema if not exists waymark`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: 'waymark',
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Kysely asks for `pg`'s exact types; it calls no more of a pool than ours has. */
export function asKyselyPool(pool: SqlPool) {
  return pool as unknown as ConstructorParameters<typeof PostgresDialect>[0]['pool'] & object;
}
