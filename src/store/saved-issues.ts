import type { Issue } from '../domain/issue.ts';
import type { SavedIssues } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';

/** The issues of the saved reviews, those that are gone left out. */
export function createSavedIssues({ sql: db }: Pick<Database, 'sql'>): SavedIssues {
  return {
    async page(tracker, after, limit) {
      let query = db
        .selectFrom('reviews')
        .select('issue')
        .where('tracker', '=', tracker)
        .where('gone_at', 'is', null)
        .orderBy('issue_id')
        .limit(limit);
      if (after !== null) query = query.where('issue_id', '>', after);
      return (await query.execute()).map(({ issue }) => issue as Issue);
    },
    async updatedAt(tracker, ids) {
      if (ids.length === 0) return new Map();
      const byKey = new Map(ids.map((id) => [cleanKey(id), id]));
      const rows = await db
        .selectFrom('reviews')
        .select(['issue_id', 'updated_at'])
        .where('tracker', '=', tracker)
        .where('issue_id', 'in', [...byKey.keys()])
        .where('gone_at', 'is', null)
        .execute();
      return new Map(
        rows.map((row) => [byKey.get(row.issue_id) ?? row.issue_id, row.updated_at.toISOString()]),
      );
    },
    async projects(tracker) {
      const rows = await db
        .selectFrom('reviews')
        .select('project')
        .distinct()
        .where('tracker', '=', tracker)
        .execute();
      return new Set(rows.map(({ project }) => project));
    },
  };
}
