import type { Sight } from '../domain/access.ts';
import type { Edit } from '../domain/edits/edit.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { BoardGroup } from '../domain/mission/board-groups.ts';
import { type Stage, stages } from '../domain/mission/mission.ts';
import type {
  BoardChoices,
  BoardFilter,
  BoardPosition,
  Clock,
  Edits,
  MissionCard,
  MissionCards,
} from '../domain/ports.ts';
import { createBoardLanes } from './board-lanes.ts';
import { type BoardLinks, createBoardLinks, type KeyResultOnCard } from './board-links.ts';
import type { FindGoals } from './find-goals.ts';

/** A card with the key results that the mission moves, and what people asked for on pages. */
export interface BoardCard extends MissionCard {
  readonly keyResults: readonly KeyResultOnCard[];
  /** Newest first. */
  readonly edits: readonly Edit[];
}

export interface BoardColumn {
  readonly stage: Stage;
  /** All that match, not only those of this page. */
  readonly count: number;
  readonly cards: readonly BoardCard[];
  /** Where the next page begins; null on the last one, and in a lane, whose own board shows more. */
  readonly next: BoardPosition | null;
}

/** The missions that share what the board is grouped by, in columns of their own. */
export interface BoardLane {
  /** What they share, as people read it; null for those without. */
  readonly name: string | null;
  readonly count: number;
  /** Leads to the lane alone. */
  readonly filter: BoardFilter;
  readonly columns: readonly BoardColumn[];
}

export interface BoardView {
  readonly columns: readonly BoardColumn[];
  /** Null where the board is not grouped. Then columns hold counts and no cards. */
  readonly lanes: readonly BoardLane[] | null;
  /** How many lanes come before those of the next page; null on the last one. */
  readonly moreLanes: number | null;
  readonly choices: BoardChoices;
  /** The objectives that missions can be filtered by. */
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
}

export interface BoardWish {
  readonly filter: BoardFilter;
  readonly group: BoardGroup | null;
  /** Lanes passed over by the pages before. */
  readonly skip: number;
  /** One column alone, from a position on; null: the beginning of each. */
  readonly only: { readonly stage: Stage; readonly after: BoardPosition | null } | null;
}

/** Missions of projects that `sight` hides are not there, nor counted, nor among the choices. */
export type ViewBoard = (wish: BoardWish, sight: Sight) => Promise<BoardView>;
/** One card as the board has it now; null when it is on no board, or not in sight. */
export type ViewCard = (ref: IssueRef, sight: Sight) => Promise<BoardCard | null>;

/** Cards of a column among the others, and alone. */
const cardsAmong = 20;
const cardsAlone = 60;
/** Longer lists are searched, not chosen from. */
const mostChoices = 100;
/** What became of an edit is told that long; a reader who comes later sees the value. */
const toldMs = 60 * 60_000;

/** The missions by stage, a page of each, with counts of all. */
export function createViewBoard(deps: {
  cards: MissionCards;
  edits: Pick<Edits, 'recent'>;
  findGoals: FindGoals;
  clock: Clock;
}): { readonly board: ViewBoard; readonly card: ViewCard } {
  const { cards, edits, clock } = deps;
  const boardLinks = createBoardLinks(deps);
  const boardLanes = createBoardLanes(deps);

  async function withMore(
    links: BoardLinks,
    found: readonly MissionCard[],
  ): Promise<ReadonlyMap<MissionCard, BoardCard>> {
    const refs = found.map(({ ref }) => ref);
    const [keyResults, asked] = await Promise.all([
      links.keyResultsOf(refs),
      edits.recent(refs, new Date(clock.now().getTime() - toldMs)),
    ]);
    return new Map(
      found.map((card) => {
        const key = `${card.ref.tracker}:${card.ref.id}`;
        return [card, { ...card, keyResults: keyResults.get(key) ?? [], edits: asked.get(key) ?? [] }];
      }),
    );
  }

  const board: ViewBoard = async ({ filter, group, skip, only }, sight) => {
    const links = await boardLinks();
    const narrow = links.narrow(filter, sight);
    const isGrouped = group !== null && only === null;
    const limit = only ? cardsAlone : cardsAmong;
    const [counts, choices, pages, grouped] = await Promise.all([
      cards.counts(narrow),
      cards.choices(mostChoices, sight),
      Promise.all(
        (only ? [only.stage] : stages).map(async (stage) => ({
          stage,
          // One more than is shown tells whether there is a next page.
          found: isGrouped
            ? []
            : await cards.page(narrow, stage, { after: only?.after ?? null, limit: limit + 1 }),
        })),
      ),
      isGrouped ? boardLanes(links, filter, group, skip, sight) : null,
    ]);
    const shown = pages.map(({ stage, found }) => ({ stage, all: found, found: found.slice(0, limit) }));
    const inLanes = grouped?.lanes.flatMap((lane) => lane.cards) ?? [];
    const full = await withMore(links, [...shown.flatMap(({ found }) => found), ...inLanes]);
    const fullOf = (found: readonly MissionCard[]) => found.flatMap((card) => full.get(card) ?? []);
    return {
      choices,
      objectives: links.objectives,
      columns: shown.map(({ stage, all, found }) => {
        const last = found.at(-1);
        const next = last && all.length > limit ? { updatedAt: last.updatedAt, ref: last.ref } : null;
        return { stage, count: counts[stage], cards: fullOf(found), next };
      }),
      lanes:
        grouped?.lanes.map(({ name, filter: own, counts: ofLane, cards: found }) => ({
          ...{ name, filter: own },
          count: stages.reduce((sum, stage) => sum + ofLane[stage], 0),
          columns: stages.map((stage) => ({
            ...{ stage, count: ofLane[stage], next: null },
            cards: fullOf(found.filter((card) => card.stage === stage)),
          })),
        })) ?? null,
      moreLanes: grouped?.more ?? null,
    };
  };

  return {
    board,
    async card(ref, sight) {
      const found = await cards.find(ref, sight);
      return found && ((await withMore(await boardLinks(), [found])).get(found) ?? null);
    },
  };
}
