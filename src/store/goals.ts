import { type Selectable, sql } from 'kysely';
import type { GoalStore, GoalsVersion } from '../domain/ports.ts';
import { cleanJson, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import type { GoalTreesTable } from './okr-tables.ts';

const none: GoalsVersion = { version: 0, goals: [], since: new Map(), importedAt: null, importedBy: null };

/** The goal trees of all imports, one row a version. */
export function createGoalStore(database: Pick<Database, 'sql'>): GoalStore {
  const db = database.sql;
  // A version never changes, so the newest one is read once in each process.
  let known = none;

  const newest = () =>
    db.selectFrom('goal_trees').select((e) => e.fn.coalesce(e.fn.max('version'), e.lit(0)).as('version'));

  async function load(version: number): Promise<GoalsVersion | null> {
    const row = await db
      .selectFrom('goal_trees')
      .selectAll()
      .where('version', '=', version)
      .executeTakeFirst();
    return row ? toVersion(row) : null;
  }

  return {
    async current() {
      const { version } = await newest().executeTakeFirstOrThrow();
      if (version !== known.version) known = (await load(version)) ?? none;
      return known;
    },

    version: load,

    async history(limit) {
      const rows = await db
        .selectFrom('goal_trees')
        .select(['version', 'imported_by', 'imported_at'])
        .orderBy('version', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        version: row.version,
        importedAt: row.imported_at.toISOString(),
        importedBy: row.imported_by,
      }));
    },

    async put({ goals, basedOn, by, at }, events) {
      const before = basedOn === 0 ? none : await load(basedOn);
      if (before === null) return { outcome: 'conflict' };
      const day = at.slice(0, 10);
      const since = Object.fromEntries(goals.map(({ id }) => [id, before.since.get(id) ?? day]));
      return db.transaction().execute(async (transaction) => {
        const saved = await transaction
          .insertInto('goal_trees')
          .columns(['version', 'goals', 'since', 'imported_by', 'imported_at'])
          .expression(
            transaction
              .selectNoFrom([
                sql<number>`${basedOn + 1}::int`.as('version'),
                sql<string>`${cleanJson(goals)}::jsonb`.as('goals'),
                sql<string>`${cleanJson(since)}::jsonb`.as('since'),
                sql<string>`${cleanText(by)}::text`.as('imported_by'),
                sql<string>`${at}::timestamptz`.as('imported_at'),
              ])
              .where(newest(), '=', basedOn),
          )
          // Two that are based on the same version meet here.
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst();
        if (!saved) return { outcome: 'conflict' };
        await insertEvents(transaction, events);
        return { outcome: 'saved', version: saved.version };
      });
    },
  };
}

function toVersion(row: Selectable<GoalTreesTable>): GoalsVersion {
  return {
    version: row.version,
    goals: row.goals,
    since: new Map(Object.entries(row.since)),
    importedAt: row.imported_at.toISOString(),
    importedBy: row.imported_by,
  };
}
