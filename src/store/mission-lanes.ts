import { type Kysely, type Selectable, sql } from 'kysely';
import { type Stage, stages } from '../domain/mission/mission.ts';
import type { CardFilter, LaneColumn, LaneCounts, MissionCards, StageCounts } from '../domain/ports.ts';
import { cleanJson, cleanKey } from './clean.ts';
import { isLeft } from './mission-card-filter.ts';
import type { MissionCardsTable } from './page-tables.ts';
import type { Tables } from './tables.ts';

interface LaneRow {
  readonly lane: string;
  readonly stage: Stage;
  readonly count: number;
}

/** Counts of the board by stage, within lanes. */
export function createMissionLanes(db: Kysely<Tables>): Pick<MissionCards, 'lanes' | 'linkLanes'> {
  return {
    async lanes(filter, column, { skip, limit }) {
      const lane = laneOf(column);
      const { rows } = await sql<LaneRow>`
        with chosen as (
          select ${lane} as lane, count(*) as total from waymark.mission_cards
          where ${isLeft(filter)} group by ${lane} order by ${lane} = '', count(*) desc, ${lane} offset ${skip} limit ${limit})
        select chosen.lane, stage, count(*)::int as count
        from waymark.mission_cards join chosen on chosen.lane = ${lane}
        where ${isLeft(filter)}
        group by chosen.lane, chosen.total, stage order by chosen.lane = '', chosen.total desc, chosen.lane`.execute(
        db,
      );
      return byLane(rows);
    },

    async linkLanes(filter, links) {
      if (links.length === 0) return [];
      const rules = links.map(({ lane, key }) => ({ lane, key: cleanKey(key) }));
      const { rows } = await sql<LaneRow>`
        select lane, stage, count(*)::int as count from (
          select distinct rule.lane, mission_cards.tracker, mission_cards.issue_id, stage
          from waymark.issue_facts f cross join lateral unnest(f.link_keys) as own(link)
          join jsonb_to_recordset(${cleanJson(rules)}::jsonb) as rule(lane text, key text) on rule.key = own.link
          join waymark.mission_cards on mission_cards.tracker = f.tracker and mission_cards.issue_id = f.issue_id
          where ${isLeft(filter)}) linked
        group by lane, stage`.execute(db);
      return byLane(rows);
    },
  };
}

/** In this form an index meets the missions without, too. */
const laneOf = (column: LaneColumn) =>
  column === 'project' ? sql`project` : sql`coalesce(${sql.ref(column)}, '')`;

const noCounts = () => Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>;

export function toCounts(rows: readonly { stage: Stage | null; count: number }[]): StageCounts {
  const counts = noCounts();
  for (const { stage, count } of rows) if (stage !== null) counts[stage] = Number(count);
  return counts;
}

/** In the order of their first rows. */
function byLane(rows: readonly LaneRow[]): readonly LaneCounts[] {
  const lanes = new Map<string, LaneRow[]>();
  for (const row of rows) lanes.set(row.lane, [...(lanes.get(row.lane) ?? []), row]);
  return [...lanes].map(([lane, own]) => ({ lane, counts: toCounts(own) }));
}

/** The cards of each stage at once. */
export function firstOfEach(filter: CardFilter, limit: number) {
  return sql<Selectable<MissionCardsTable>>`select c.* from unnest(${[...stages]}::text[]) as one(stage)
    cross join lateral (
      select * from waymark.mission_cards
      where mission_cards.stage = one.stage and ${isLeft(filter)}
      order by updated_at desc, tracker, issue_id limit ${limit}) c
    order by updated_at desc, tracker, issue_id`;
}
