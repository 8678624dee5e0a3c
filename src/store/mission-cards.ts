import { type Selectable, type SqlBool, sql } from 'kysely';
import { type CheckId, checkIds } from '../domain/assessment/finding.ts';
import { missionFields } from '../domain/mission/mission.ts';
import type { MissionCard, MissionCards } from '../domain/ports.ts';
import { cleanJson, cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { toEvent } from './event-rows.ts';
import { isLeft } from './mission-card-filter.ts';
import { createMissionLanes, firstOfEach, toCounts } from './mission-lanes.ts';
import type { MissionCardsTable } from './page-tables.ts';
import { withinSight } from './within-sight.ts';

/** The missions as the board asks for them, from a narrow table beside the reviews. */
export function createMissionCards({ sql: db }: Pick<Database, 'sql'>): MissionCards {
  return {
    ...createMissionLanes(db),

    async counts(filter) {
      const rows = await db
        .selectFrom('mission_cards')
        .where(isLeft(filter, 'all'))
        .select(['stage', (e) => e.fn.countAll<number>().as('count')])
        .groupBy('stage')
        .execute();
      return toCounts(rows);
    },

    async page(filter, stage, { after, limit }) {
      let query = db
        .selectFrom('mission_cards')
        .where(isLeft(filter))
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
      return (await query.execute()).flatMap(toCard);
    },

    async firstOfEach(filter, limit) {
      const { rows } = await firstOfEach(filter, limit).execute(db);
      return rows.flatMap(toCard);
    },

    async find(ref, sight) {
      const row = await db
        .selectFrom('mission_cards')
        .where(isLeft({ sight }))
        .selectAll()
        .where('tracker', '=', ref.tracker)
        .where('issue_id', '=', cleanKey(ref.id))
        .executeTakeFirst();
      return (row && toCard(row)[0]) ?? null;
    },

    async choices(limit, sight) {
      const seen = withinSight(sight, 'mission_cards');
      const most = async (words: ReturnType<typeof sql<string>>) => {
        const { rows } = await sql<{ words: string }>`
          select ${words} as words from waymark.mission_cards
          where stage is not null and ${words} <> '' and ${seen}
          group by 1 order by count(*) desc, 1 limit ${limit}`.execute(db);
        return rows.map((row) => row.words);
      };
      const { rows: owners } = await sql<{ words: string }>`
        select words from waymark.mission_cards, unnest(owners) words
        where stage is not null and ${seen} group by 1 order by count(*) desc, 1 limit ${limit}`.execute(db);
      return {
        projects: await most(sql<string>`project`),
        personas: await most(sql<string>`coalesce(persona, '')`),
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
      return rows.map(toEvent);
    },
  };
}

/** None for a card that is on no board. */
function toCard(row: Selectable<MissionCardsTable>): readonly MissionCard[] {
  const { url, project, title, stage, framing, size, persona, value, due, priority, owners } = row;
  if (stage === null) return [];
  return [
    {
      ref: { tracker: row.tracker, id: row.issue_id },
      key: row.issue_key,
      ...{ url, project, title, stage, framing, size, persona, value, due, priority, owners },
      gaps: checkIds.filter((check): check is CheckId => row.gaps.includes(check)),
      missing: missionFields.filter((field) => row.missing.includes(field)),
      updatedAt: row.updated_at.toISOString(),
    },
  ];
}
