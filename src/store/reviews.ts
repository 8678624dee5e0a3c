import { sql } from 'kysely';
import type { Assessment } from '../domain/assessment/assessment.ts';
import type { Issue } from '../domain/issue.ts';
import type { Reviews } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import { dropCard, putCard } from './mission-card-rows.ts';

/** What Waymark last made of each issue: the issue, its mission and its findings. */
export function createReviews(database: Pick<Database, 'sql'>): Reviews {
  const db = database.sql;
  return {
    async find(ref) {
      const row = await db
        .selectFrom('reviews')
        .select(['issue', 'assessment', 'reviewed_at'])
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .where('gone_at', 'is', null)
        .executeTakeFirst();
      if (!row) return null;
      return {
        // Written by `save` below and by nothing else.
        issue: row.issue as Issue,
        assessment: row.assessment as Assessment,
        reviewedAt: row.reviewed_at.toISOString(),
      };
    },
    async openFindings(ref) {
      return (await this.find(ref))?.assessment.findings ?? [];
    },
    async save({ issue, assessment, reviewedAt }, events) {
      const values = {
        issue_key: cleanKey(issue.key),
        project: cleanText(issue.project),
        framing: assessment.reading.framing,
        updated_at: issue.updatedAt,
        reviewed_at: reviewedAt,
        gone_at: null,
        issue: cleanJson(issue),
        assessment: cleanJson(assessment),
      };
      return db.transaction().execute(async (transaction) => {
        const saved = await transaction
          .insertInto('reviews')
          .values({ tracker: issue.ref.tracker, issue_id: cleanKey(issue.ref.id), ...values })
          .onConflict((conflict) =>
            conflict
              .columns(['tracker', 'issue_id'])
              .doUpdateSet(values)
              .whereRef('reviews.updated_at', '<=', sql.ref('excluded.updated_at')),
          )
          .returning('issue_id')
          .executeTakeFirst();
        if (!saved) return 'stale';
        await putCard(transaction, { issue, assessment, reviewedAt });
        await insertEvents(transaction, events);
        return 'saved';
      });
    },
    async markGone(ref, at, events) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('reviews')
          .set({ gone_at: at })
          .where('tracker', '=', ref.tracker)
          .where('issue_id', '=', cleanKey(ref.id))
          .execute();
        await dropCard(transaction, ref);
        await insertEvents(transaction, events);
      });
    },
    async counts() {
      const rows = await db
        .selectFrom('reviews')
        .select(['tracker', 'framing', (e) => e.fn.countAll<number>().as('issues')])
        .where('gone_at', 'is', null)
        .groupBy(['tracker', 'framing'])
        .orderBy('tracker')
        .orderBy('framing')
        .execute();
      return rows;
    },
  };
}
