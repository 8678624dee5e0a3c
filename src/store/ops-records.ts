import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Sight } from '../domain/access.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { OpsRecords, ProcessReport } from '../domain/ports.ts';
import { cleanJson, cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { deliveryColumns, toDelivery } from './delivery-rows.ts';
import type { Tables } from './tables.ts';
import { isVisible, projectOf, withinSight } from './within-sight.ts';
import { toEntry } from './write-log.ts';

const dayMs = 24 * 3_600_000;

/** What the control room asks for. */
export function createOpsRecords({ sql: db }: Pick<Database, 'sql'>): OpsRecords {
  return {
    async deliveries({ tracker, status, search, before, limit }, sight) {
      let query = visibleDeliveries(db.selectFrom('deliveries'), sight)
        .select(deliveryColumns)
        .orderBy('seq', 'desc')
        .limit(limit);
      if (tracker) query = query.where('tracker', '=', tracker);
      if (status) query = query.where('status', '=', status);
      if (before !== undefined) query = query.where('seq', '<', before);
      if (search !== undefined) query = query.where(isFound(search));
      return (await query.execute()).map(toDelivery);
    },

    async delivery(seq, sight) {
      const row = await visibleDeliveries(db.selectFrom('deliveries'), sight)
        .select(deliveryColumns)
        .select(['comment_id', 'occurred_at', 'body'])
        .where('seq', '=', seq)
        .executeTakeFirst();
      if (!row) return null;
      const { comment_id: commentId, occurred_at: occurredAt, body } = row;
      return { ...toDelivery(row), commentId, occurredAt, body };
    },

    async deliveryCounts(sight) {
      return visibleDeliveries(db.selectFrom('deliveries'), sight)
        .select(['tracker', 'status', (e) => e.fn.countAll<number>().as('count')])
        .groupBy(['tracker', 'status'])
        .orderBy('tracker')
        .orderBy('status')
        .execute();
    },

    async waitingSince(sight) {
      const row = await visibleDeliveries(db.selectFrom('deliveries'), sight)
        .select('received_at')
        .where('status', '=', 'waiting')
        .orderBy('received_at')
        .limit(1)
        .executeTakeFirst();
      return row?.received_at.toISOString() ?? null;
    },

    async writes({ tracker, state, kind, project, key, before, limit }, sight) {
      let query = db
        .selectFrom('writes')
        .selectAll()
        .where(withinSight(sight, 'writes'))
        .orderBy('seq', 'desc')
        .limit(limit);
      if (tracker) query = query.where('tracker', '=', tracker);
      if (state) query = query.where('state', '=', state);
      if (kind) query = query.where('kind', '=', kind);
      if (project !== undefined) query = query.where(sql<SqlBool>`upper(project) = upper(${project})`);
      if (key !== undefined) query = query.where('issue_key', '=', cleanKey(key));
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.execute()).map(toEntry);
    },

    async writeCounts(sight) {
      return db
        .selectFrom('writes')
        .select(['state', (e) => e.fn.countAll<number>().as('count')])
        .where(withinSight(sight, 'writes'))
        .groupBy('state')
        .orderBy('state')
        .execute();
    },

    async stops(now, limit, sight) {
      const rows = await db
        .selectFrom('write_stops')
        .selectAll()
        .where('lifted_at', 'is', null)
        .where((e) => e.or([e('until', 'is', null), e('until', '>', now)]))
        .where(withinSight(sight, 'write_stops'))
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

    async missedByDay(since, sight) {
      const { rows } = await sql<{ tracker: TrackerName; day: string; count: number }>`
        select split_part(subject, ':', 1) as tracker, to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day,
          count(*) as count
        from waymark.events
        where topic = 'webhook.missed' and at >= ${since} and ${visibleEvents(sight)}
        group by 1, 2 order by 2 desc, 1`.execute(db);
      return rows;
    },

    async lastMissed(limit, sight) {
      const { rows } = await sql<{ tracker: TrackerName; id: string; key: string | null; at: Date }>`
        select split_part(subject, ':', 1) as tracker, substr(subject, strpos(subject, ':') + 1) as id,
          data->>'key' as key, at
        from waymark.events where topic = 'webhook.missed' and ${visibleEvents(sight)}
        order by position desc limit ${limit}`.execute(db);
      return rows.map(({ tracker, id, key, at }) => ({
        ref: { tracker, id },
        key: key ?? id,
        at: at.toISOString(),
      }));
    },

    async projects(sight) {
      return db
        .selectFrom('mission_cards')
        .select(['tracker', 'project', (e) => e.fn.countAll<number>().as('missions')])
        .where(withinSight(sight, 'mission_cards'))
        .groupBy(['tracker', 'project'])
        .orderBy('tracker')
        .orderBy('project')
        .execute();
    },

    async keysOf(refs, sight) {
      if (refs.length === 0) return new Map();
      const wanted = refs.map(({ tracker, id }) => ({ tracker, issue_id: cleanKey(id) }));
      const rows = await db
        .selectFrom('reviews')
        .select(['tracker', 'issue_id', 'issue_key'])
        .where(
          sql<SqlBool>`(tracker, issue_id) in (
            select tracker, issue_id from jsonb_to_recordset(${cleanJson(wanted)}::jsonb)
              as one(tracker text, issue_id text))`,
        )
        .where(withinSight(sight, 'reviews'))
        .execute();
      return new Map(rows.map((row) => [`${row.tracker}:${row.issue_id}`, row.issue_key]));
    },

    async putReport(report) {
      const row = { at: report.at, report: cleanJson(report) };
      await db
        .insertInto('process_reports')
        .values({ process: cleanKey(report.process), ...row })
        .onConflict((conflict) => conflict.column('process').doUpdateSet(row))
        .execute();
      // A process that has been gone for a day is no news.
      const yesterday = new Date(Date.parse(report.at) - dayMs);
      await db.deleteFrom('process_reports').where('at', '<', yesterday).execute();
    },

    async reports(since) {
      const rows = await db
        .selectFrom('process_reports')
        .select('report')
        .where('at', '>=', since)
        .orderBy('process')
        .execute();
      return rows.map(({ report }): ProcessReport => report);
    },
  };
}

type DeliveryQuery<Chosen> = SelectQueryBuilder<Tables, 'deliveries', Chosen>;

function visibleDeliveries<Chosen>(query: DeliveryQuery<Chosen>, sight: Sight): DeliveryQuery<Chosen> {
  if (sight.hidden.length === 0) return query;
  const tracker = sql<string>`deliveries.tracker`;
  const project = projectOf(tracker, sql`deliveries.issue_id`, sql`deliveries.issue_key`);
  return query.where(isVisible(sight, tracker, project));
}

function visibleEvents(sight: Sight) {
  const tracker = sql<string>`split_part(subject, ':', 1)`;
  const id = sql<string>`substr(subject, strpos(subject, ':') + 1)`;
  return isVisible(sight, tracker, projectOf(tracker, id, sql<string>`data->>'key'`));
}

function isFound(search: string) {
  const words = cleanKey(search);
  const seq = /^\d{1,15}$/.test(words) ? Number(words) : -1;
  return sql<SqlBool>`(
    issue_key = ${words} or issue_key = ${words.toUpperCase()} or issue_id = ${words}
    or delivery_key = ${words} or seq = ${seq})`;
}
