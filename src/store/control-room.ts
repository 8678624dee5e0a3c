import type { ControlRoom } from '../domain/ports.ts';
import type { Database } from './database.ts';

/** What the control room asks for besides the logs. */
export function createControlRoom({ sql: db }: Pick<Database, 'sql'>): ControlRoom {
  return {
    async stops(now, limit) {
      const rows = await db
        .selectFrom('write_stops')
        .selectAll()
        .where('lifted_at', 'is', null)
        .where((e) => e.or([e('until', 'is', null), e('until', '>', now)]))
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ tracker, project, reason, detail, fingerprint, ...row }) => ({
        ref: { tracker, id: row.issue_id },
        key: row.issue_key,
        ...{ project, reason, detail, fingerprint },
        at: row.at.toISOString(),
        until: row.until?.toISOString() ?? null,
        liftedAt: null,
      }));
    },
  };
}
