import type { CommentLedger, CommentRecord } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** What Waymark knows of its living comment on each issue. */
export function createCommentLedger(database: Pick<Database, 'sql'>): CommentLedger {
  const db = database.sql;
  return {
    async find(ref) {
      const row = await db
        .selectFrom('comments')
        .selectAll()
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .executeTakeFirst();
      if (!row) return null;
      const { state, comment_id: commentId, body_hash: bodyHash, generation } = row;
      // The table's check lets no other pairs of state and comment id in.
      return { ref, state, commentId, bodyHash, generation } as CommentRecord;
    },
    async put(record, events) {
      const state = {
        state: record.state,
        comment_id: record.commentId,
        body_hash: record.bodyHash,
        generation: record.generation,
        changed_at: new Date(),
      };
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('comments')
          .values({ tracker: record.ref.tracker, issue_id: cleanKey(record.ref.id), ...state })
          .onConflict((conflict) => conflict.columns(['tracker', 'issue_id']).doUpdateSet(state))
          .execute();
        await insertEvents(transaction, events);
      });
    },
    async counts() {
      return db
        .selectFrom('comments')
        .select(['tracker', 'state', (e) => e.fn.countAll<number>().as('count')])
        .groupBy(['tracker', 'state'])
        .orderBy('tracker')
        .orderBy('state')
        .execute();
    },
  };
}
