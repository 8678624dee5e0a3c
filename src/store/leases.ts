import { randomUUID } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { Leases } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';

/** One row a lease. The database's clock decides, so that processes need not agree on the time. */
export function createLeases({ sql: db }: Pick<Database, 'sql'>): Leases {
  return {
    async take(name, forMs, as = '') {
      const [key, holder] = [cleanKey(name), `${as}:${randomUUID()}`];
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
