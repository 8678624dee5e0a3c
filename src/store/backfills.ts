import { createHash } from 'node:crypto';
import type { BackfillOptions, Backfills } from '../domain/ports.ts';
import { cleanJson, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** How far backfills have come that were begun and not ended, one for each set of options. */
export function createBackfills({ sql: db }: Pick<Database, 'sql'>): Backfills {
  return {
    async find(options) {
      const row = await db
        .selectFrom('backfills')
        .selectAll()
        .where('tracker', '=', options.tracker)
        .where('options_hash', '=', hashOf(options))
        .executeTakeFirst();
      if (!row) return null;
      const { cursor, total, tally, deferred, started_at } = row;
      return { options, cursor, total, tally, deferred, startedAt: started_at.toISOString() };
    },
    async save({ options, cursor, total, tally, deferred, startedAt }) {
      const values = {
        options: cleanJson(options),
        cursor: cursor === null ? null : cleanText(cursor),
        total,
        tally: cleanJson(tally),
        deferred: cleanJson(deferred),
        started_at: startedAt,
        saved_at: new Date(),
      };
      await db
        .insertInto('backfills')
        .values({ tracker: options.tracker, options_hash: hashOf(options), ...values })
        .onConflict((conflict) => conflict.columns(['tracker', 'options_hash']).doUpdateSet(values))
        .execute();
    },
    async end(options, events) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('backfills')
          .where('tracker', '=', options.tracker)
          .where('options_hash', '=', hashOf(options))
          .execute();
        await insertEvents(transaction, events);
      });
    },
  };
}

/** A query may be longer than an index takes. */
function hashOf({ tracker, query, comment }: BackfillOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([tracker, query, comment]))
    .digest('hex');
}
