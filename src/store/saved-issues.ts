import type { Issue } from '../domain/issue.ts';
import type { SavedIssues } from '../domain/ports.ts';
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
