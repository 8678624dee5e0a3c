import type { Sight } from '../domain/access.ts';
import { type BoardGroup, NONE } from '../domain/mission/board-groups.ts';
import { missionSizes, missionValues, stages } from '../domain/mission/mission.ts';
import type {
  BoardFilter,
  LaneColumn,
  LaneCounts,
  MissionCard,
  MissionCards,
  StageCounts,
} from '../domain/ports.ts';
import type { BoardLinks } from './board-links.ts';

export interface FoundLane {
  /** Null for those without. */
  readonly name: string | null;
  /** Leads to the lane alone. */
  readonly filter: BoardFilter;
  readonly counts: StageCounts;
  readonly cards: readonly MissionCard[];
}

export type BoardLanes = (
  links: BoardLinks,
  filter: BoardFilter,
  group: BoardGroup,
  skip: number,
  sight: Sight,
) => Promise<{ readonly lanes: readonly FoundLane[]; readonly more: number | null }>;

/** As many as the closed answers of a field, with those without. */
const lanesOnPage = 6;
/** Of each stage in a lane; the lane alone shows more. */
const cardsInCell = 4;

type Lane = Omit<FoundLane, 'cards'>;

const columns: Readonly<Record<Exclude<BoardGroup, 'objective'>, LaneColumn>> = {
  value: 'value',
  size: 'size',
  persona: 'persona',
  team: 'project',
};
/** Fields with closed answers keep the order of the template. */
const orders: Partial<Record<BoardGroup, readonly string[]>> = { value: missionValues, size: missionSizes };

/** A page of lanes, each with its counts and the first of its cards. */
export function createBoardLanes({ cards }: { cards: MissionCards }): BoardLanes {
  return async (links, filter, group, skip, sight) => {
    const found =
      group === 'objective'
        ? (await objectiveLanes(links, filter, sight)).slice(skip, skip + lanesOnPage + 1)
        : await columnLanes(links, filter, group, skip, sight);
    const lanes = await Promise.all(
      found.slice(0, lanesOnPage).map(async (lane) => ({
        ...lane,
        cards: await cards.firstOfEach(links.narrow(lane.filter, sight), cardsInCell),
      })),
    );
    return { lanes, more: found.length > lanesOnPage ? skip + lanesOnPage : null };
  };

  async function columnLanes(
    links: BoardLinks,
    filter: BoardFilter,
    group: Exclude<BoardGroup, 'objective'>,
    skip: number,
    sight: Sight,
  ): Promise<readonly Lane[]> {
    const column = columns[group];
    const found = await cards.lanes(links.narrow(filter, sight), column, { skip, limit: lanesOnPage + 1 });
    const order = orders[group];
    const place = ({ lane }: LaneCounts) =>
      lane === '' ? Number.MAX_SAFE_INTEGER : (order?.indexOf(lane) ?? 0);
    return found
      .toSorted((a, b) => place(a) - place(b))
      .map(({ lane, counts }) => ({
        name: lane === '' ? null : lane,
        filter: { ...filter, [column]: lane === '' ? NONE : lane },
        counts,
      }));
  }

  /** In the order of the tree; a mission that moves two objectives is in the lanes of both. */
  async function objectiveLanes(
    links: BoardLinks,
    filter: BoardFilter,
    sight: Sight,
  ): Promise<readonly Lane[]> {
    const wanted = links.objectives.filter(
      ({ id }) => filter.objective === undefined || filter.objective === id,
    );
    const rules = wanted.flatMap(({ id }) => links.keysOf(id).map((key) => ({ lane: id, key })));
    const isWithout = filter.objective === undefined || filter.objective === NONE;
    const { objective: _, ...others } = filter;
    const without = { ...others, objective: NONE };
    const [linked, none] = await Promise.all([
      cards.linkLanes(links.narrow(others, sight), rules),
      isWithout ? cards.counts(links.narrow(without, sight)) : null,
    ]);
    const counts = new Map(linked.map((lane) => [lane.lane, lane.counts]));
    const lanes = wanted.flatMap(({ id, statement }): Lane[] => {
      const own = counts.get(id);
      return own ? [{ name: statement, filter: { ...filter, objective: id }, counts: own }] : [];
    });
    const isNone = none && stages.some((stage) => none[stage] > 0);
    return isNone ? [...lanes, { name: null, filter: without, counts: none }] : lanes;
  }
}
