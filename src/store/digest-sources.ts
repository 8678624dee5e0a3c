import { sql } from 'kysely';
import { seesEverything } from '../domain/access.ts';
import type { Assessment } from '../domain/assessment/assessment.ts';
import type { Issue } from '../domain/issue.ts';
import type { OutcomeVerdict } from '../domain/mission/outcome.ts';
import type { DigestSources } from '../domain/ports.ts';
import type { Database } from './database.ts';
import { withinSight } from './within-sight.ts';

interface IssueRow {
  readonly issue: Issue;
  readonly assessment: Assessment;
  readonly done_on: string | null;
  readonly has_facts: boolean;
  readonly verdict: OutcomeVerdict | null;
  readonly note: string | null;
  readonly noted_by: string | null;
  readonly noted_at: Date | null;
}

type OutcomeRow = Pick<IssueRow, 'verdict' | 'note' | 'noted_by' | 'noted_at'>;

interface WriteRow {
  readonly kind: 'comment' | 'field';
  readonly state: 'written' | 'undone';
  readonly writes: number;
}

/** What the digest's sections are built from, read out of reviews, issue facts and the log of writes. */
export function createDigestSources({ sql: db }: Pick<Database, 'sql'>): DigestSources {
  return {
    async issues(projects, sight = seesEverything) {
      const { rows } = await sql<IssueRow>`
        select r.issue, r.assessment, f.done_on, f.issue_id is not null as has_facts,
          o.verdict, o.note, o.noted_by, o.noted_at
        from waymark.reviews r
        left join waymark.issue_facts f on f.tracker = r.tracker and f.issue_id = r.issue_id
        left join (
          select distinct on (tracker, issue_id) * from waymark.outcome_notes order by tracker, issue_id, seq desc
        ) o on o.tracker = r.tracker and o.issue_id = r.issue_id
        where r.gone_at is null ${inProjects('r', projects)} and ${withinSight(sight, 'r')}
        order by r.tracker, r.issue_key`.execute(db);
      return rows.map(({ issue, assessment, done_on, has_facts, ...row }) => ({
        issue,
        assessment,
        // Without facts the last change is the nearest there is.
        doneOn: has_facts ? done_on : issue.status.category === 'done' ? issue.updatedAt.slice(0, 10) : null,
        isLinked: false,
        outcome: toOutcome(row),
      }));
    },

    async writes(since, until, projects, sight = seesEverything) {
      const told = sql`${inProjects('w', projects)} and ${withinSight(sight, 'w')}`;
      const { rows: written } = await sql<WriteRow>`
        select kind, state, count(*)::int as writes from waymark.writes w
        where at > ${since} and at <= ${until} and state in ('written', 'undone') ${told}
        group by kind, state`.execute(db);
      const { rows: touched } = await sql<{ issues: number }>`
        select count(distinct (tracker, issue_id))::int as issues from waymark.writes w
        where at > ${since} and at <= ${until} and state = 'written' ${told}`.execute(db);
      const { rows: held } = await sql<{ reason: string; count: number }>`
        select coalesce(reason, 'no reason on record') as reason, count(*)::int as count from waymark.writes w
        where state = 'held' ${told}
        group by 1 order by 2 desc, 1 limit 20`.execute(db);
      const count = (test: (row: WriteRow) => boolean) =>
        written.filter(test).reduce((sum, { writes }) => sum + writes, 0);
      return {
        comments: count(({ kind, state }) => kind === 'comment' && state === 'written'),
        fields: count(({ kind, state }) => kind === 'field' && state === 'written'),
        undone: count(({ state }) => state === 'undone'),
        issues: touched[0]?.issues ?? 0,
        held,
      };
    },
  };
}

function toOutcome({ verdict, note, noted_by: by, noted_at: at }: OutcomeRow) {
  if (verdict === null || note === null || by === null || at === null) return null;
  return { verdict, note, by, at: at.toISOString() };
}

/** `jira:SHOP` as trackers have their keys: case makes no difference. */
function inProjects(table: 'r' | 'w', projects: readonly string[] | null) {
  if (projects === null) return sql``;
  const keys = projects.map((one) => one.toLowerCase());
  return sql`and lower(${sql.ref(table)}.tracker || ':' || ${sql.ref(table)}.project) = any(${sql.val(keys)}::text[])`;
}
