import { type SqlBool, sql } from 'kysely';
import type { Sight } from '../domain/access.ts';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { EventStreamLog, LoggedEvent } from '../domain/ports.ts';
import type { Database } from './database.ts';
import { isVisible } from './within-sight.ts';

interface Row {
  readonly head: number;
  /** Null with the rest of the row where the page is empty. */
  readonly position: number | null;
  readonly topic: LoggedEvent['topic'];
  readonly subject: string;
  readonly actor: string;
  readonly at: Date;
  readonly data: Record<string, unknown>;
  readonly tracker: TrackerName | null;
  readonly issue_id: string;
  readonly issue_key: string;
  readonly project: string;
}

/** The events log for readers outside. */
export function createEventStreamLog({ sql: db }: Pick<Database, 'sql'>): EventStreamLog {
  return {
    async page({ topics, after, limit, sight }) {
      // The head is read by the same statement: what came later has a higher position, so nothing between is skipped.
      const { rows } = await sql<Row>`
        with page as (
          select e.*, issue.tracker, issue.issue_id, issue.issue_key, issue.project
          from waymark.events e
          left join lateral (
            select r.tracker, r.issue_id, r.issue_key, r.project from waymark.reviews r
            where r.tracker = split_part(e.subject, ':', 1)
              and r.issue_id = substr(e.subject, strpos(e.subject, ':') + 1)
            limit 1
          ) issue on true
          where e.position > ${after} and ${isOf(topics)} and ${visible(sight)}
          order by e.position limit ${limit}
        )
        select (select coalesce(max(position), 0) from waymark.events) as head, page.*
        from (select) one left join page on true order by page.position`.execute(db);
      const events = rows.flatMap((row) => (row.position === null ? [] : [toEvent(row, row.position)]));
      const head = rows[0]?.head ?? 0;
      const last = events.at(-1)?.position ?? after;
      return { events, upTo: events.length < limit ? Math.max(head, after) : last };
    },

    async head() {
      const { head } = await db
        .selectFrom('events')
        .select((e) => e.fn.max<number | null>('position').as('head'))
        .executeTakeFirstOrThrow();
      return head ?? 0;
    },
  };
}

function isOf(topics: readonly string[] | null) {
  return topics === null ? sql<SqlBool>`true` : sql<SqlBool>`e.topic = any(${[...topics]}::text[])`;
}

/** `jira:project:SHOP` is about a project, `jira:10001` about an issue; what is unknown of them is not told. */
function visible(sight: Sight) {
  if (sight.hidden.length === 0) return sql<SqlBool>`true`;
  const of = trackerNames.map((name) => `${name}:`);
  return sql<SqlBool>`(
    split_part(e.subject, ':', 1) || ':' <> all(${of}::text[])
    or exists (
      select from (values (
        coalesce(issue.tracker, split_part(e.subject, ':', 1)),
        coalesce(issue.project, substring(e.subject from '^[a-z]+:project:(.*)$'))
      )) own(tracker, project)
      where ${isVisible(sight, sql`own.tracker`, sql`own.project`)}))`;
}

function toEvent(row: Row, position: number): LoggedEvent {
  const { topic, subject, actor, data, tracker } = row;
  const issue = tracker && { tracker, id: row.issue_id, key: row.issue_key, project: row.project };
  return { position, topic, subject, actor, at: row.at.toISOString(), data, issue };
}
