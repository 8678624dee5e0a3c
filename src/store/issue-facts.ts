import { type Selectable, sql } from 'kysely';
import { type Sight, seesEverything } from '../domain/access.ts';
import type { IssueRef, StatusCategory, TrackerName } from '../domain/issue.ts';
import type { LinkedIssue } from '../domain/okr/evidence.ts';
import { type KeyResult, workOf } from '../domain/okr/goal.ts';
import { type IssueFacts, linkKey, linkKeysOf } from '../domain/okr/issue-links.ts';
import { type IssueSums, issueWeight } from '../domain/okr/measure.ts';
import type { IssueFactsStore, IssueRecord } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import type { IssueFactsTable } from './okr-tables.ts';
import { withinSight } from './within-sight.ts';

/** What somebody fills into fields must not make a row without end. */
const mostKeys = 500;
/** Far above any estimate, and sums of it stay exact. */
const largestWeight = 1e9;

/** The issues as the goals see them. Rules and issues meet at equal link keys, through an index. */
export function createIssueFacts(database: Pick<Database, 'sql'>): IssueFactsStore {
  const db = database.sql;
  const at = (ref: IssueRef) =>
    db
      .selectFrom('issue_facts')
      .selectAll()
      .where('tracker', '=', ref.tracker)
      .where('issue_id', '=', cleanKey(ref.id));

  return {
    async find(ref) {
      const row = await at(ref).executeTakeFirst();
      return row ? toRecord(row) : null;
    },

    async findByKey(tracker, key) {
      const row = await db
        .selectFrom('issue_facts')
        .selectAll()
        .where('tracker', '=', tracker)
        .where('issue_key', '=', cleanKey(key))
        .orderBy('updated_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toRecord(row) : null;
    },

    async put(record) {
      const { ref } = record.issue;
      const values = toRow(record);
      const saved = await db
        .insertInto('issue_facts')
        .values({ tracker: ref.tracker, issue_id: cleanKey(ref.id), ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['tracker', 'issue_id'])
            .doUpdateSet(values)
            .whereRef('issue_facts.updated_at', '<=', sql.ref('excluded.updated_at')),
        )
        .returning('issue_id')
        .executeTakeFirst();
      return saved ? 'saved' : 'stale';
    },

    async remove(ref) {
      await db
        .deleteFrom('issue_facts')
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .execute();
    },

    async sums(keyResults) {
      const { rows } = await sql<{ goal: string } & IssueSums>`
        select rule.goal,
          coalesce(sum(w.amount) filter (where category = 'done'), 0)::float8 as done,
          sum(w.amount)::float8 as total,
          count(*) filter (where category = 'done')::int as "doneIssues",
          count(*)::int as issues
        from ${linksTo(keyResults)}
        cross join lateral (select case rule.weight
          when 'estimate' then f.weight_estimate when 'mission-size' then f.weight_size else 1000 end as amount) w
        where category <> 'cancelled'
        group by rule.goal`.execute(db);
      return new Map(rows.map(({ goal, ...sums }) => [goal, sums]));
    },

    async linked(keyResults, { doneSince, limit, sight } = {}) {
      const { rows } = await sql<LinkedRow>`
        select * from (
          select rule.goal, tracker, issue_id, issue_key, url, title, status_name, category, started_on, done_on,
            row_number() over (partition by rule.goal order by done_on desc nulls last, issue_key) as place
          from ${linksTo(keyResults, sight)}
          ${doneSince === undefined ? sql`` : sql`where done_on >= ${doneSince}`}
        ) linked
        ${limit === undefined ? sql`` : sql`where place <= ${limit}`}
        order by goal, place`.execute(db);
      const found = new Map<string, LinkedIssue[]>();
      for (const row of rows) {
        const list = found.get(row.goal);
        if (list) list.push(toLinked(row));
        else found.set(row.goal, [toLinked(row)]);
      }
      return found;
    },

    async factsOf(keyResult, sight = seesEverything) {
      const rule = workOf(keyResult);
      if (rule === null) return [];
      const rows = await db
        .selectFrom('issue_facts')
        .select(['facts', 'found_by'])
        .where('link_keys', '@>', sql<string[]>`array[${cleanKey(linkKey(rule))}::text]`)
        .where(withinSight(sight, 'issue_facts'))
        .execute();
      return rows.map(toFacts);
    },

    async setFoundBy(ruleKey, refs) {
      const key = cleanKey(ruleKey);
      const wanted = refs.map(({ tracker, id }) => ({ tracker, issue_id: cleanKey(id) }));
      const among = sql`jsonb_to_recordset(${cleanJson(wanted)}::jsonb) as one(tracker text, issue_id text)`;
      const isWanted = sql`exists (select from ${among} where one.tracker = f.tracker and one.issue_id = f.issue_id)`;
      return db.transaction().execute(async (transaction) => {
        const gone = await sql<RefRow>`
          update waymark.issue_facts f set found_by = array_remove(found_by, ${key}::text)
          where link_keys @> array[${key}::text] and found_by @> array[${key}::text] and not ${isWanted}
          returning tracker, issue_id`.execute(transaction);
        const come = await sql<RefRow>`
          update waymark.issue_facts f set found_by = array_append(found_by, ${key}::text)
          where ${isWanted} and not found_by @> array[${key}::text]
          returning tracker, issue_id`.execute(transaction);
        const unknown = await sql<RefRow>`
          select distinct tracker, issue_id from ${among}
          where not exists (select from waymark.issue_facts f
            where f.tracker = one.tracker and f.issue_id = one.issue_id)`.execute(transaction);
        return { changed: [...gone.rows, ...come.rows].map(toRef), unknown: unknown.rows.map(toRef) };
      });
    },
  };
}

/**
 * Each rule with each issue that it links, as `rule` and `f`; key results without a rule are left out. The index finds
 * the issues with any of the keys, and a hash join their rules: the cost grows with the links, not with their product.
 */
function linksTo(keyResults: readonly KeyResult[], sight: Sight = seesEverything) {
  const rules = keyResults.flatMap((one) => {
    const rule = workOf(one);
    const weight = one.source.kind === 'issues' ? (one.source.weight ?? 'one') : 'one';
    return rule === null ? [] : [{ goal: one.id, link: cleanKey(linkKey(rule)), weight }];
  });
  const keys = [...new Set(rules.map(({ link }) => link))];
  return sql`(select * from waymark.issue_facts facts
      where link_keys && ${keys}::text[] and ${withinSight(sight, 'facts')}) f
    cross join lateral unnest(f.link_keys) as own(link)
    join jsonb_to_recordset(${cleanJson(rules)}::jsonb) as rule(goal text, link text, weight text)
      on rule.link = own.link`;
}

interface RefRow {
  readonly tracker: TrackerName;
  readonly issue_id: string;
}

interface LinkedRow extends RefRow {
  readonly goal: string;
  readonly issue_key: string;
  readonly url: string;
  readonly title: string;
  readonly status_name: string;
  readonly category: StatusCategory;
  readonly started_on: string | null;
  readonly done_on: string | null;
}

const toRef = ({ tracker, issue_id }: RefRow): IssueRef => ({ tracker, id: issue_id });

function toLinked(row: Omit<LinkedRow, 'goal'>): LinkedIssue {
  return {
    ref: toRef(row),
    key: row.issue_key,
    url: row.url,
    title: row.title,
    status: { name: row.status_name, category: row.category },
    startedOn: row.started_on,
    doneOn: row.done_on,
  };
}

const toFacts = (row: Pick<Selectable<IssueFactsTable>, 'facts' | 'found_by'>): IssueFacts => ({
  ...row.facts,
  foundBy: row.found_by,
});

function toRecord(row: Selectable<IssueFactsTable>): IssueRecord {
  return {
    issue: toLinked(row),
    project: row.project,
    facts: toFacts(row),
    startedMission: row.started_mission,
    updatedAt: row.updated_at.toISOString(),
  };
}

const thousandths = (weight: number) => Math.round(Math.min(weight, largestWeight) * 1000);

function toRow({ issue, project, facts: { foundBy: _, ...facts }, startedMission, updatedAt }: IssueRecord) {
  const ownKeys = new Set(linkKeysOf({ ...facts, foundBy: [] }).map(cleanKey));
  return {
    issue_key: cleanKey(issue.key),
    project: cleanText(project),
    url: cleanText(issue.url),
    title: cleanText(issue.title),
    status_name: cleanText(issue.status.name),
    category: issue.status.category,
    started_on: issue.startedOn,
    done_on: issue.doneOn,
    facts: cleanJson(facts),
    started_mission: startedMission === null ? null : cleanJson(startedMission),
    weight_estimate: thousandths(issueWeight(facts, 'estimate')),
    weight_size: thousandths(issueWeight(facts, 'mission-size')),
    own_keys: [...ownKeys].slice(0, mostKeys),
    updated_at: updatedAt,
  };
}
