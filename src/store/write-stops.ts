import type { WriteLog } from '../domain/ports.ts';
import { cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** What keeps Waymark from writing on an issue: one stop an issue, the last one. */
export function createWriteStops({ sql: db }: Pick<Database, 'sql'>): Pick<WriteLog, 'findStop' | 'putStop'> {
  return {
    async findStop(ref) {
      const row = await db
        .selectFrom('write_stops')
        .selectAll()
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .executeTakeFirst();
      if (!row) return null;
      const { issue_key: key, project, reason, detail, fingerprint } = row;
      return {
        ...{ ref, key, project, reason, detail, fingerprint },
        at: row.at.toISOString(),
        until: row.until?.toISOString() ?? null,
        liftedAt: row.lifted_at?.toISOString() ?? null,
      };
    },
    async putStop({ ref, key, project, reason, detail, fingerprint, at, until, liftedAt }, events) {
      const values = {
        issue_key: cleanKey(key),
        project: cleanText(project),
        detail: cleanText(detail),
        ...{ reason, fingerprint, at, until, lifted_at: liftedAt },
      };
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('write_stops')
          .values({ tracker: ref.tracker, issue_id: cleanKey(ref.id), ...values })
          .onConflict((conflict) => conflict.columns(['tracker', 'issue_id']).doUpdateSet(values))
          .execute();
        await insertEvents(transaction, events);
      });
    },
  };
}
