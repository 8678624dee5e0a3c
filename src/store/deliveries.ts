import { type SqlBool, sql } from 'kysely';
import type { IssueRef } from '../domain/issue.ts';
import type { Deliveries } from '../domain/ports.ts';
import { createBatcher } from './batcher.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { deliveryColumns, insertDeliveries, isRowTrouble, toDelivery, toRow } from './delivery-rows.ts';

/** Every webhook call that was let in. Concurrent `record` calls share commits. */
export function createDeliveries(database: Pick<Database, 'sql' | 'kind'>): Deliveries {
  const db = database.sql;
  const batcher = createBatcher({
    write: (rows: readonly ReturnType<typeof toRow>[]) => insertDeliveries(db, rows),
    worthSingly: isRowTrouble,
    maxBatch: 200,
    maxWaiting: 5_000,
    // While one batch waits for its commit to reach the disk, a server can take the next.
    lanes: database.kind === 'postgres' ? 2 : 1,
  });

  const waitingOf = (ref: IssueRef) => sql<SqlBool>`
    tracker = ${ref.tracker} and issue_id = ${cleanKey(ref.id)} and status = 'waiting'`;

  return {
    async record(delivery) {
      return batcher.add(toRow(delivery));
    },
    async waiting(ref) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['seq', 'delivery_key', 'received_at'])
        .where(waitingOf(ref))
        .orderBy('seq', 'desc')
        .limit(100)
        .execute();
      return rows.map(({ seq, delivery_key, received_at }) => ({
        seq,
        deliveryKey: delivery_key,
        receivedAt: received_at.toISOString(),
      }));
    },
    async waitingComments(ref, upTo) {
      const rows = await db
        .selectFrom('deliveries')
        .select('comment_id')
        .where(waitingOf(ref))
        .where('seq', '<=', upTo)
        .where('comment_id', 'is not', null)
        .groupBy('comment_id')
        .orderBy(sql`min(seq)`)
        .execute();
      return rows.flatMap(({ comment_id }) => comment_id ?? []);
    },
    async finish(ref, upTo) {
      await db
        .updateTable('deliveries')
        .set({ status: 'done', finished_at: sql<Date>`now()` })
        .where(waitingOf(ref))
        .where('seq', '<=', upTo)
        .execute();
    },
    async waitingSince(receivedBefore, limit, skip = 0) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['tracker', sql<string>`issue_id`.as('id')])
        .where('status', '=', 'waiting')
        .where('issue_id', 'is not', null)
        .where('received_at', '<', receivedBefore)
        .groupBy(['tracker', 'issue_id'])
        .orderBy(sql`min(received_at)`)
        .orderBy('tracker')
        .orderBy('issue_id')
        .limit(limit)
        .offset(skip)
        .execute();
      return rows;
    },
    async list(filter) {
      let query = db
        .selectFrom('deliveries')
        .select(deliveryColumns)
        .orderBy('seq', 'desc')
        .limit(filter.limit);
      if (filter.tracker) query = query.where('tracker', '=', filter.tracker);
      if (filter.status) query = query.where('status', '=', filter.status);
      if (filter.issueKey) query = query.where('issue_key', '=', cleanKey(filter.issueKey));
      const rows = await query.execute();
      return rows.map(toDelivery);
    },
    async reopen(seq) {
      const row = await db
        .updateTable('deliveries')
        .set({ status: 'waiting', reason: null, finished_at: null })
        .where('seq', '=', seq)
        .where('issue_id', 'is not', null)
        .returning(['tracker', sql<string>`issue_id`.as('id')])
        .executeTakeFirst();
      return row ?? null;
    },
    async counts() {
      return db
        .selectFrom('deliveries')
        .select(['tracker', 'status', (e) => e.fn.countAll<number>().as('count')])
        .groupBy(['tracker', 'status'])
        .orderBy('tracker')
        .orderBy('status')
        .execute();
    },
  };
}
