import { type SqlBool, sql } from 'kysely';
import type { ProjectRef } from '../domain/access.ts';
import type { AuthorsOfMonth } from '../domain/audit/privacy.ts';
import type { Author } from '../domain/audit/roles.ts';
import { wordFindings } from '../domain/comment/drafted-rewrite.ts';
import type { TrackerName } from '../domain/issue.ts';
import { missionPriorities } from '../domain/mission/mission.ts';
import type { AuditSources, AuditStory, GapCount, StoryCount, WrittenStories } from '../domain/ports.ts';
import { cleanJson, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { linkedBy, linkedIssues } from './linked-by.ts';
import { withinSight } from './within-sight.ts';

interface StoryRow {
  readonly tracker: TrackerName;
  readonly issue_id: string;
  readonly issue_key: string;
  readonly title: string;
  readonly url: string;
}

const isStory = sql<SqlBool>`type in ('epic', 'story', 'task')`;
const month = sql<string>`to_char(created_at at time zone 'UTC', 'YYYY-MM')`;
/** The same key as in the domain: one person with accounts in two trackers is one, as far as the name tells. */
const author = sql<string>`coalesce(nullif(lower(btrim(author_name)), ''), author_id)`;

/** What the audit counts, from the narrow table of the board. */
export function createAuditSources({ sql: db }: Pick<Database, 'sql'>): AuditSources {
  return {
    async teams(sight) {
      const { rows } = await sql<ProjectRef>`
        select tracker, project from waymark.mission_cards
        where ${isStory} and ${withinSight(sight, 'mission_cards')}
        group by 1, 2 order by 2, 1`.execute(db);
      return rows;
    },

    async authorsByMonth({ from, to, sight }) {
      const { rows } = await sql<AuthorsOfMonth>`
        select tracker, project, month, coalesce(array_agg(author) filter (where author is not null), '{}') as authors
        from (
          select distinct tracker, project, ${month} as month, ${author} as author from waymark.mission_cards
          where ${isStory} and ${writtenOn(from, to)} and ${withinSight(sight, 'mission_cards')}) written
        group by 1, 2, 3`.execute(db);
      return rows;
    },

    async authors(of) {
      const { rows } = await sql<Author>`
        select coalesce(author_id, '') as id, coalesce(author_name, '') as name, count(*)::int as stories
        from waymark.mission_cards
        where ${isWritten(of)} and ${author} is not null group by 1, 2`.execute(db);
      return rows;
    },

    async counts(of) {
      const { rows } = await sql<StoryCount>`
        select ${month} as month, framing, value, count(*)::int as stories,
          (count(*) filter (where has_benefit))::int as "withBenefit",
          (count(*) filter (where has_target))::int as "withTarget",
          (count(*) filter (where size is distinct from 'micro'))::int as "notMicro"
        from waymark.mission_cards where ${isWritten(of)} group by 1, 2, 3`.execute(db);
      return rows;
    },

    async gaps(of) {
      const { rows } = await sql<GapCount>`
        select ${month} as month, field, count(*)::int as stories
        from waymark.mission_cards cross join lateral unnest(missing) field
        where ${isWritten(of)} group by 1, 2`.execute(db);
      return rows;
    },

    async unlinked(of, keys, limit) {
      const { rows } = await sql<StoryRow & { count: number }>`
        select tracker, issue_id, issue_key, title, url, (count(*) over ())::int as count
        from waymark.mission_cards where ${isWritten(of)} and not ${linkedBy(keys)}
        order by created_at desc, tracker, issue_id limit ${limit}`.execute(db);
      return { count: rows[0]?.count ?? 0, stories: rows.map(toStory) };
    },

    async worthRewriting(teams, keys, limit) {
      const place = sql`array_position(${[...missionPriorities]}::text[], priority)`;
      const { rows } = await sql<StoryRow>`
        select mission_cards.tracker, mission_cards.issue_id, issue_key, title, url
        from waymark.mission_cards
        left join ${linkedIssues(keys)} linked
          on linked.tracker = mission_cards.tracker and linked.issue_id = mission_cards.issue_id
        where ${isStory} and is_open and stage is not null and ${isOfTeams(teams)}
          and gaps && ${[...wordFindings]}::text[]
        order by ('recipe' = any(gaps)) desc, (linked.issue_id is not null) desc,
          (has_benefit or not missing @> '{persona,problem}') desc,
          (stage in ('spotted', 'defined', 'assigned')) desc, ${place} nulls last,
          cardinality(gaps) desc, confidence desc, issue_key limit ${limit}`.execute(db);
      return rows.map(toStory);
    },
  };
}

const isWritten = ({ teams, from, to }: WrittenStories) =>
  sql<SqlBool>`${isStory} and ${writtenOn(from, to)} and ${isOfTeams(teams)}`;

/** Bounds on the column itself, so that an index meets them. */
const writtenOn = (from: string, to: string) =>
  sql<SqlBool>`created_at >= (${from}::date)::timestamp at time zone 'UTC'
    and created_at < (${to}::date + 1)::timestamp at time zone 'UTC'`;

function isOfTeams(teams: readonly ProjectRef[]) {
  const rows = teams.map(({ tracker, project }) => ({ tracker, project: cleanText(project) }));
  return sql<SqlBool>`(mission_cards.tracker, mission_cards.project) in (
    select tracker, project from jsonb_to_recordset(${cleanJson(rows)}::jsonb) as t(tracker text, project text))`;
}

const toStory = (row: StoryRow): AuditStory => ({
  ref: { tracker: row.tracker, id: row.issue_id },
  key: row.issue_key,
  title: row.title,
  url: row.url,
});
