import { type SqlBool, sql } from 'kysely';
import type { AuditLog } from '../domain/ports.ts';
import type { Database } from './database.ts';
import { toEvent } from './event-rows.ts';

/** The events that say from where somebody did something, by an index of their own. */
export function createAuditLog({ sql: db }: Pick<Database, 'sql'>): AuditLog {
  return {
    async read({ before, topics, limit }) {
      let query = db
        .selectFrom('events')
        .selectAll()
        .where(sql<SqlBool>`data ? 'from' and actor <> 'waymark'`)
        .orderBy('position', 'desc')
        .limit(limit);
      if (before !== undefined) query = query.where('position', '<', before);
      if (topics !== undefined) query = query.where('topic', 'in', [...topics]);
      const rows = await query.execute();
      return rows.map((row) => ({ position: row.position, ...toEvent(row) }));
    },
  };
}
