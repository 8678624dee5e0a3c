import type { Sessions } from '../domain/ports.ts';
import { cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** Who is signed in at the pages. */
export function createSessions({ sql: db }: Pick<Database, 'sql'>): Sessions {
  return {
    async open(idHash, { who, name, role, groups, openedAt, endsAt }, events) {
      const row = { who: cleanKey(who), name: cleanText(name), role, groups: groups.map(cleanText) };
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('sessions').where('ends_at', '<=', new Date(openedAt)).execute();
        await transaction
          .insertInto('sessions')
          .values({ id_hash: idHash, ...row, opened_at: openedAt, ends_at: endsAt })
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
      const { who, name, role, groups } = row;
      const [openedAt, endsAt] = [row.opened_at.toISOString(), row.ends_at.toISOString()];
      return { who, name, role, groups, openedAt, endsAt };
    },
    async close(idHash, events) {
      await db.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('sessions')
          .where('id_hash', '=', idHash)
          .executeTakeFirst();
        if (numDeletedRows > 0n) await insertEvents(transaction, events);
      });
    },
  };
}
