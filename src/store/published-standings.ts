import type { PublishedStandings } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** What was last told of each goal, place by place. */
export function createPublishedStandings(database: Pick<Database, 'sql'>): PublishedStandings {
  const db = database.sql;
  return {
    async of(goals) {
      if (goals.length === 0) return [];
      return db
        .selectFrom('published_standings')
        .selectAll()
        .where('goal', 'in', [...goals])
        .orderBy('goal')
        .orderBy('place')
        .execute();
    },

    async put(rows, events) {
      await db.transaction().execute(async (transaction) => {
        for (const { goal, place, ...told } of rows) {
          await transaction
            .insertInto('published_standings')
            .values({ goal: cleanKey(goal), place: cleanKey(place), ...told })
            .onConflict((conflict) => conflict.columns(['goal', 'place']).doUpdateSet(told))
            .execute();
        }
        await insertEvents(transaction, events);
      });
    },
  };
}
