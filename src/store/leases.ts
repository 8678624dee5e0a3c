import { randomUUID } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { Leases } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';

/** A lease of another life of this process: an embedded database is opened by one process at a time. */
const life = randomUUID();

/** One row a lease. The database's clock decides, so that processes need not agree on the time. */
export function createLeases({ sql: db, kind }: Pick<Database, 'sql' | 'kind'>): Leases {
  return {
    async take(name, forMs, as = '') {
      const [key, holder] = [cleanKey(name), `${as}:${life}:${randomUUID()}`];
      const until = sql<Date>`clock_timestamp() + ${forMs} * interval '1 millisecond'`;
      const taken = await db
        .insertInto('leases')
        .values({ name: key, holder, until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, until })
            .where((e) =>
              e.or([
                e('leases.until', '<', sql<Date>`clock_timestamp()`),
                ...(kind === 'pglite' ? [sql<SqlBool>`position(${life} in leases.holder) = 0`] : []),
                ...(as ? [sql<SqlBool>`starts_with(leases.holder, ${`${as}:`})`] : []),
              ]),
            ),
        )
        .returning('name')
        .executeTakeFirst();
      if (!taken) return null;
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
