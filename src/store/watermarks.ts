import type { Watermarks } from '../domain/ports.ts';
import { cleanJson } from './clean.ts';
import type { Database } from './database.ts';

/** Up to when changes have been dealt with, one row a tracker. */
export function createWatermarks({ sql: db }: Pick<Database, 'sql'>): Watermarks {
  return {
    async find(tracker) {
      const row = await db
        .selectFrom('watermarks')
        .selectAll()
        .where('tracker', '=', tracker)
        .executeTakeFirst();
      return {
        dealtWithUntil: row?.dealt_with_until?.toISOString() ?? null,
        lookedAt: row?.looked_at?.toISOString() ?? null,
        look: row?.look ?? null,
        existsAfter: row?.exists_after ?? null,
      };
    },
    async save(tracker, { dealtWithUntil, lookedAt, look, existsAfter }) {
      const values = {
        dealt_with_until: dealtWithUntil,
        looked_at: lookedAt,
        look: look === null ? null : cleanJson(look),
        exists_after: existsAfter,
      };
      await db
        .insertInto('watermarks')
        .values({ tracker, ...values })
        .onConflict((conflict) => conflict.column('tracker').doUpdateSet(values))
        .execute();
    },
  };
}
