import type { Sessions } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** Who is signed in at the pages. */
export function createSessions({ sql: db }: Pick<Database, 'sql'>): Sessions {
  return {
    async open(idHash, { who, role, openedAt, endsAt }, events) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('sessions').where('ends_at', '<=', new Date(openedAt)).execute();
        await transaction
          .insertInto('sessions')
          .values({ id_hash: idHash, who: cleanKey(who), role, opened_at: openedAt, ends_at: endsAt })
          .execute();
        await insertEvents(transaction, events);
      });
    },
    async find(idHash, now) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('id_hash', '=', idHash)
        .where('ends_at', '>', now)
        .executeTakeFirst();
      if (!row) return null;
      const { who, role } = row;
      return { who, role, openedAt: row.opened_at.toISOString(), endsAt: row.ends_at.toISOString() };
    },
    async close(idHash) {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },
  };
}
