import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { BackfillOptions, Backfills } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** How far backfills have come that were begun and not ended, one for each set of options. */
export function createBackfills({ sql: db }: Pick<Database, 'sql'>): Backfills {
  const deferredOf = (options: BackfillOptions) =>
    db
      .selectFrom('deferred_writes')
      .select(['write'])
      .where('tracker', '=', options.tracker)
      .where('options_hash', '=', hashOf(options));

  return {
    async find(options) {
      const row = await db
        .selectFrom('backfills')
        .selectAll()
        .where('tracker', '=', options.tracker)
        .where('options_hash', '=', hashOf(options))
        .executeTakeFirst();
      if (!row) return null;
      const { cursor, is_read: isRead, total, tally, started_at } = row;
      return { options, cursor, isRead, total, tally, startedAt: started_at.toISOString() };
    },

    async save({ options, cursor, isRead, total, tally, startedAt }, deferred) {
      const { tracker } = options;
      const hash = hashOf(options);
      const values = {
        options: cleanJson(options),
        cursor: cursor === null ? null : cleanText(cursor),
        is_read: isRead,
        total,
        tally: cleanJson(tally),
        started_at: startedAt,
        saved_at: new Date(),
      };
      const rows = deferred.map((write) => ({
        tracker,
        options_hash: hash,
        issue_id: cleanKey(write.id),
        field: write.field,
        write: cleanJson(write),
      }));
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('backfills')
          .values({ tracker, options_hash: hash, ...values })
          .onConflict((conflict) => conflict.columns(['tracker', 'options_hash']).doUpdateSet(values))
          .execute();
        if (rows.length === 0) return;
        await transaction
          .insertInto('deferred_writes')
          .values(rows)
          // Seen again on a page that was read twice: the later look counts.
          .onConflict((conflict) =>
            conflict
              .columns(['tracker', 'options_hash', 'issue_id', 'field'])
              .doUpdateSet({ write: sql`excluded.write` }),
          )
          .execute();
      });
    },

    async deferred(options) {
      const rows = await deferredOf(options).orderBy('seq').execute();
      return rows.map(({ write }) => write);
    },

    async endDeferred(options, ended) {
      if (ended.length === 0) return;
      await db
        .deleteFrom('deferred_writes')
        .where('tracker', '=', options.tracker)
        .where('options_hash', '=', hashOf(options))
        .where(
          sql`(issue_id, field)`,
          'in',
          sql`(select id, field from jsonb_to_recordset(${JSON.stringify(
            ended.map(({ id, field }) => ({ id: cleanKey(id), field })),
          )}::jsonb) as row (id text, field text))`,
        )
        .execute();
    },

    async end(options, events) {
      const hash = hashOf(options);
      await db.transaction().execute(async (transaction) => {
        for (const table of ['backfills', 'deferred_writes'] as const) {
          await transaction
            .deleteFrom(table)
            .where('tracker', '=', options.tracker)
            .where('options_hash', '=', hash)
            .execute();
        }
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
