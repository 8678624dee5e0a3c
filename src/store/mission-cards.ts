import { type Selectable, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { type CheckId, checkIds } from '../domain/assessment/finding.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import { type Stage, stages } from '../domain/mission/mission.ts';
import type { BoardFilter, MissionCard, MissionCards } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import type { MissionCardsTable } from './page-tables.ts';
import type { Tables } from './tables.ts';

/** The missions as the board asks for them, from a narrow table beside the reviews. */
export function createMissionCards({ sql: db }: Pick<Database, 'sql'>): MissionCards {
  return {
    async counts(filter) {
      const rows = await narrowed(db.selectFrom('mission_cards'), filter)
        .select(['stage', (e) => e.fn.countAll<number>().as('count')])
        .groupBy('stage')
        .execute();
      const counts = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>;
      for (const { stage, count } of rows) if (stage !== null) counts[stage] = Number(count);
      return counts;
    },

    async page(filter, stage, { after, limit }) {
      let query = narrowed(db.selectFrom('mission_cards'), filter)
        .selectAll()
        .where('stage', '=', stage)
        .orderBy('updated_at', 'desc')
        .orderBy('tracker')
        .orderBy('issue_id')
        .limit(limit);
      if (after) {
        const { updatedAt, ref } = after;
        query = query.where(
          sql<SqlBool>`updated_at <= ${updatedAt}::timestamptz
            and (updated_at < ${updatedAt}::timestamptz
              or (tracker, issue_id) > (${ref.tracker}::text, ${cleanKey(ref.id)}::text))`,
        );
      }
      return (await query.execute()).map((row) => toCard(row, stage));
    },

    async choices(limit) {
      const most = async (words: ReturnType<typeof sql<string>>) => {
        const { rows } = await sql<{ words: string }>`
          select ${words} as words from waymark.mission_cards
          where stage is not null and ${words} <> '' group by 1 order by count(*) desc, 1 limit ${limit}`.execute(
          db,
        );
        return rows.map((row) => row.words);
      };
      const { rows: owners } = await sql<{ words: string }>`
        select words from waymark.mission_cards, unnest(owners) words
        where stage is not null group by 1 order by count(*) desc, 1 limit ${limit}`.execute(db);
      return {
        projects: await most(sql<string>`project`),
        personas: await most(sql<string>`persona`),
        owners: owners.map(({ words }) => words),
      };
    },

    async linkKeys(refs) {
      if (refs.length === 0) return new Map();
      const wanted = refs.map(({ tracker, id }) => ({ tracker, issue_id: cleanKey(id) }));
      const { rows } = await sql<{ tracker: string; issue_id: string; link_keys: string[] }>`
        select f.tracker, f.issue_id, f.link_keys
        from jsonb_to_recordset(${cleanJson(wanted)}::jsonb) as one(tracker text, issue_id text)
        join waymark.issue_facts f on f.tracker = one.tracker and f.issue_id = one.issue_id`.execute(db);
      return new Map(rows.map((row) => [`${row.tracker}:${row.issue_id}`, row.link_keys]));
    },

    async history({ tracker, id }, limit) {
      const rows = await db
        .selectFrom('events')
        .selectAll()
        .where('subject', '=', cleanKey(`${tracker}:${id}`))
        .orderBy('position', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ topic, subject, data, actor, at }) => ({
        topic: topic as WaymarkEvent['topic'],
        ...{ subject, data, actor },
        at: at.toISOString(),
      }));
    },
  };
}

function narrowed<Chosen>(
  query: SelectQueryBuilder<Tables, 'mission_cards', Chosen>,
  filter: BoardFilter,
): SelectQueryBuilder<Tables, 'mission_cards', Chosen> {
  const { project, persona, owner, gap, search } = filter;
  let narrow = query.where('stage', 'is not', null);
  for (const column of ['tracker', 'size', 'value', 'priority', 'framing'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) narrow = narrow.where(column, '=', wanted);
  }
  if (project !== undefined) narrow = narrow.where('project', '=', cleanText(project));
  if (persona !== undefined) narrow = narrow.where('persona', '=', cleanText(persona));
  if (owner !== undefined) narrow = narrow.where(sql<SqlBool>`owners @> array[${cleanText(owner)}::text]`);
  if (gap !== undefined) narrow = narrow.where(sql<SqlBool>`gaps @> array[${gap}::text]`);
  if (search !== undefined) {
    const like = `%${cleanText(search).replace(/[\\%_]/g, '\\$&')}%`;
    narrow = narrow.where(sql<SqlBool>`(title ilike ${like} or issue_key ilike ${like})`);
  }
  return narrow;
}

function toCard(row: Selectable<MissionCardsTable>, stage: Stage): MissionCard {
  const { url, project, title, framing, size, persona, value, due, priority, owners } = row;
  return {
    ref: { tracker: row.tracker, id: row.issue_id },
    key: row.issue_key,
    ...{ url, project, title, stage, framing, size, persona, value, due, priority, owners },
    gaps: checkIds.filter((check): check is CheckId => row.gaps.includes(check)),
    updatedAt: row.updated_at.toISOString(),
  };
}
