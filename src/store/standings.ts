import { sql } from 'kysely';
import type { CheckId } from '../domain/assessment/finding.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { CheckStanding, Standings } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

interface CountRow {
  readonly check_id: CheckId;
  readonly commented: number;
  readonly dismissed: number;
}

/** Which findings were spoken of in comments, and how the checks stand after what people said about them. */
export function createStandings(database: Pick<Database, 'sql'>): Standings {
  const db = database.sql;
  return {
    async noteCommented({ tracker, id }, project, checks, at) {
      if (checks.length === 0) return;
      await db
        .insertInto('commented_findings')
        .values(
          checks.map((check) => ({
            tracker,
            issue_id: cleanKey(id),
            check_id: check,
            project: cleanKey(project),
            commented_at: at,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async projects() {
      const { rows } = await sql<{ tracker: TrackerName; project: string }>`
        select tracker, project from waymark.commented_findings
        union select tracker, project from waymark.check_standings
        order by tracker, project`.execute(db);
      return rows;
    },

    async count(tracker, project, since) {
      const { rows } = await sql<CountRow>`
        select check_id, count(*)::int as commented, count(*) filter (where exists (
          select from waymark.dismissals d
          where d.tracker = c.tracker and d.issue_id = c.issue_id and d.check_id = c.check_id
            and d.reason = 'false'))::int as dismissed
        from waymark.commented_findings c
        where tracker = ${tracker} and project = ${cleanKey(project)} and commented_at >= ${since}
        group by check_id order by check_id`.execute(db);
      return rows.map(({ check_id: check, ...counts }) => ({ check, ...counts }));
    },

    async list(of) {
      let query = db.selectFrom('check_standings').selectAll();
      if (of) query = query.where('tracker', '=', of.tracker).where('project', '=', cleanKey(of.project));
      const rows = await query.orderBy('tracker').orderBy('project').orderBy('check_id').execute();
      return rows.map(
        ({ check_id, changed_at: _, ...row }): CheckStanding => ({ ...row, check: check_id as CheckId }),
      );
    },

    async silenced(tracker, project) {
      const rows = await db
        .selectFrom('check_standings')
        .select('check_id')
        .where('tracker', '=', tracker)
        .where('project', '=', cleanKey(project))
        .where('silenced', '=', true)
        .execute();
      return new Set(rows.map(({ check_id }) => check_id as CheckId));
    },

    async put(standings, events) {
      await db.transaction().execute(async (transaction) => {
        for (const { check, project, tracker, ...rest } of standings) {
          const state = { ...rest, changed_at: new Date() };
          await transaction
            .insertInto('check_standings')
            .values({ tracker, project: cleanKey(project), check_id: check, ...state })
            .onConflict((conflict) => conflict.columns(['tracker', 'project', 'check_id']).doUpdateSet(state))
            .execute();
        }
        await insertEvents(transaction, events);
      });
    },
  };
}
