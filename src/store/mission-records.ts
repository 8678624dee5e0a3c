import type { CheckId } from '../domain/assessment/finding.ts';
import type { MissionRecords } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import { isOf, keyOf } from './wish-changes.ts';

/** What is on record about one mission besides its review. */
export function createMissionRecords({ sql: db }: Pick<Database, 'sql'>): MissionRecords {
  return {
    async put(ref, { desired, actual, problems, at }) {
      const look = {
        desired: cleanJson(desired),
        actual: cleanJson(actual),
        problems: cleanJson(problems),
        looked_at: at,
      };
      await db
        .insertInto('field_looks')
        .values({ ...keyOf(ref), ...look })
        .onConflict((conflict) => conflict.columns(['tracker', 'issue_id']).doUpdateSet(look))
        .execute();
    },

    async fieldLook(ref) {
      const row = await db.selectFrom('field_looks').selectAll().where(isOf(ref)).executeTakeFirst();
      if (!row) return null;
      const { desired, actual, problems, looked_at } = row;
      return { desired, actual, problems, at: looked_at.toISOString() };
    },

    async dismissals(ref) {
      const rows = await db
        .selectFrom('dismissals')
        .selectAll()
        .where(isOf(ref))
        .orderBy('dismissed_at', 'desc')
        .execute();
      return rows.map((row) => ({
        check: row.check_id as CheckId,
        ...{ reason: row.reason, note: row.note, by: row.dismissed_by },
        at: row.dismissed_at.toISOString(),
      }));
    },

    async outcomes(ref, limit) {
      const rows = await db
        .selectFrom('outcome_notes')
        .selectAll()
        .where(isOf(ref))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ verdict, note, noted_by, noted_at }) => ({
        ...{ verdict, note, by: noted_by },
        at: noted_at.toISOString(),
      }));
    },

    async noteOutcome(ref, { verdict, note, by, at }, events) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('outcome_notes')
          .values({
            ...keyOf(ref),
            ...{ verdict, note: cleanText(note), noted_at: at },
            noted_by: cleanKey(by.who),
            noted_from: by.from === null ? null : cleanKey(by.from),
          })
          .execute();
        await insertEvents(transaction, events);
      });
    },
  };
}
