import type { EventLog } from '../domain/ports.ts';
import { cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents, toEvent } from './event-rows.ts';

/** The append-only log. Positions become visible in their order, so `after` the last one read misses nothing. */
export function createEventLog(database: Pick<Database, 'sql'>): EventLog {
  const db = database.sql;
  return {
    append: (events) => insertEvents(db, events),
    async read({ topic, after, subject, limit }) {
      let query = db.selectFrom('events').selectAll().orderBy('position').limit(limit);
      if (after !== undefined) query = query.where('position', '>', after);
      if (subject !== undefined) query = query.where('subject', '=', cleanKey(subject));
      if (topic?.endsWith('.*')) query = query.where('topic', 'like', `${escapeLike(topic.slice(0, -1))}%`);
      else if (topic !== undefined) query = query.where('topic', '=', topic);
      const rows = await query.execute();
      return rows.map((row) => ({ position: row.position, ...toEvent(row) }));
    },
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
