import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type SqlBool, sql } from 'kysely';
import type { Leases } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';

/** This life of this process, as others can tell whether it still goes on. */
const life = JSON.stringify({ host: hostname(), pid: process.pid, nonce: randomUUID() });

/**
 * One row a lease. The database's clock decides, so that processes need not agree on the time. A lease of a process
 * that has died on this machine is free at once; of one elsewhere, when it runs out.
 */
export function createLeases({ sql: db, kind }: Pick<Database, 'sql' | 'kind'>): Leases {
  return {
    async take(name, forMs, as = '') {
      const [key, holder] = [cleanKey(name), `${as}:${randomUUID()} ${life}`];
      const until = sql<Date>`clock_timestamp() + ${forMs} * interval '1 millisecond'`;
      const take = (isFree: SqlCondition) =>
        db
          .insertInto('leases')
          .values({ name: key, holder, until })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ holder, until }).where(isFree))
          .returning('name')
          .executeTakeFirst();
      const isOver = sql<SqlBool>`leases.until < clock_timestamp()`;
      const isKindred = sql<SqlBool>`(${as} <> '' and starts_with(leases.holder, ${`${as}:`}))`;
      const taken = await take(sql<SqlBool>`(${isOver} or ${isKindred})`);
      if (!taken) {
        const present = await db
          .selectFrom('leases')
          .select('holder')
          .where('name', '=', key)
          .executeTakeFirst();
        const isFree =
          present && isDead(present.holder, kind) && (await take(sql`leases.holder = ${present.holder}`));
        if (!isFree) return null;
      }
      return {
        async renew() {
          const kept = await db
            .updateTable('leases')
            .set({ until })
            .where('name', '=', key)
            .where('holder', '=', holder)
            .returning('name')
            .executeTakeFirst();
          return kept !== undefined;
        },
        async release() {
          await db.deleteFrom('leases').where('name', '=', key).where('holder', '=', holder).execute();
        },
      };
    },
  };
}

type SqlCondition = ReturnType<typeof sql<SqlBool>>;

function isDead(holder: string, kind: Database['kind']): boolean {
  const its = holder.slice(holder.indexOf(' ') + 1);
  if (its === life) return false;
  // An embedded database is opened by one process at a time, and that is this one.
  if (kind === 'pglite') return true;
  const { host, pid } = JSON.parse(its) as { readonly host: string; readonly pid: number };
  if (host !== hostname()) return false;
  // Another life under the number of this one.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
