import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Subscriber, Subscribers } from '../domain/ports.ts';
import { cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import { keptKey } from './kept-key.ts';
import type { SubscribersTable } from './subscriber-tables.ts';
import type { Tables } from './tables.ts';

const isWell = { failures: 0, failing_since: null, waited_ms: 0, next_try_at: null, problem: null } as const;

/** Who is called with what happens. */
export function createSubscribers({ sql: db }: Pick<Database, 'sql'>): Subscribers {
  /** Changes one subscriber and tells of it; false, and nothing told, when there is none. */
  function change(
    events: readonly WaymarkEvent[],
    run: (transaction: Kysely<Tables>) => Promise<{ id: string } | undefined>,
  ): Promise<boolean> {
    return db.transaction().execute(async (transaction) => {
      const changed = (await run(transaction)) !== undefined;
      if (changed) await insertEvents(transaction, events);
      return changed;
    });
  }

  return {
    async add({ createdBy, createdAt, sealedSecret, groups, name, ...rest }, events) {
      await db.transaction().execute(async (transaction) => {
        const row = { ...rest, name: cleanText(name), groups: [...groups], state: 'enabled' as const };
        await transaction
          .insertInto('subscribers')
          .values({
            ...row,
            ...isWell,
            sealed_secret: sealedSecret,
            created_by: createdBy,
            created_at: createdAt,
          })
          .execute();
        await insertEvents(transaction, events);
      });
    },
    async find(id) {
      const row = await db.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toSubscriber(row) : null;
    },
    async list() {
      const rows = await db.selectFrom('subscribers').selectAll().orderBy('name').orderBy('id').execute();
      return rows.map(toSubscriber);
    },
    async sealedSecret(id) {
      const row = await db
        .selectFrom('subscribers')
        .select('sealed_secret')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.sealed_secret ?? null;
    },
    remove: (id, events) =>
      change(events, (transaction) =>
        transaction.deleteFrom('subscribers').where('id', '=', id).returning('id').executeTakeFirst(),
      ),
    async advance(id, from, to, takenAt) {
      const moved = await db
        .updateTable('subscribers')
        .set({ position: to, ...(takenAt && { ...isWell, taken_at: takenAt }) })
        .where('id', '=', id)
        .where('position', '=', from)
        .returning('id')
        .executeTakeFirst();
      return moved !== undefined;
    },
    async fail(id, position, { problem, at, waitMs }) {
      await db
        .updateTable('subscribers')
        .set((e) => ({
          failures: e('failures', '+', 1),
          failing_since: e.fn.coalesce('failing_since', e.val(at)),
          waited_ms: e('waited_ms', '+', waitMs),
          next_try_at: new Date(at.getTime() + waitMs),
          problem: cleanText(problem.slice(0, 300)),
        }))
        .where('id', '=', id)
        .where('position', '=', position)
        .execute();
    },
    async disable(id, because, events) {
      await change(events, (transaction) =>
        transaction
          .updateTable('subscribers')
          .set({ state: 'disabled', because: cleanText(because), next_try_at: null })
          .where('id', '=', id)
          .where('state', '=', 'enabled')
          .returning('id')
          .executeTakeFirst(),
      );
    },
    enable: (id, position, events) =>
      change(events, (transaction) =>
        transaction
          .updateTable('subscribers')
          .set({ state: 'enabled', because: null, ...isWell, ...(position !== null && { position }) })
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst(),
      ),
    async due(now) {
      const rows = await db
        .selectFrom('subscribers')
        .select('id')
        .where('state', '=', 'enabled')
        .where((e) => e.or([e('next_try_at', 'is', null), e('next_try_at', '<=', now)]))
        .where(sql<SqlBool>`position < (select max(position) from waymark.events)`)
        .execute();
      return rows.map(({ id }) => id);
    },
    sealingKey: () => keptKey(db, 'subscriber_keys', 'secrets'),
  };
}

function toSubscriber(row: Selectable<SubscribersTable>): Subscriber {
  const { id, name, url, topics, groups, position, state, because, failures, problem } = row;
  return {
    ...{ id, name, url, topics, groups, position, state, because, failures, problem },
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    waitedMs: row.waited_ms,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    takenAt: row.taken_at?.toISOString() ?? null,
  };
}
