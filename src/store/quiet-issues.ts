import type { QuietIssues } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';

/** Issues that a backfill read first and left without a comment. */
export function createQuietIssues({ sql: db }: Pick<Database, 'sql'>): QuietIssues {
  return {
    async add(issues) {
      if (issues.length === 0) return;
      await db
        .insertInto('quiet_issues')
        .values(
          issues.map(({ ref, fingerprint }) => ({
            tracker: ref.tracker,
            issue_id: cleanKey(ref.id),
            fingerprint,
          })),
        )
        .onConflict((conflict) => conflict.columns(['tracker', 'issue_id']).doNothing())
        .execute();
    },
    async find(ref) {
      const row = await db
        .selectFrom('quiet_issues')
        .select('fingerprint')
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .executeTakeFirst();
      return row?.fingerprint ?? null;
    },
    async drop(ref) {
      await db
        .deleteFrom('quiet_issues')
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .execute();
    },
  };
}
