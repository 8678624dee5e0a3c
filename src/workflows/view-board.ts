import { type Stage, stages } from '../domain/mission/mission.ts';
import { workOf } from '../domain/okr/goal.ts';
import { linkKey } from '../domain/okr/issue-links.ts';
import type { BoardChoices, BoardFilter, BoardPosition, MissionCard, MissionCards } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

/** A card with the key results that the mission moves. */
export interface BoardCard extends MissionCard {
  readonly keyResults: readonly { readonly id: string; readonly statement: string }[];
}

export interface BoardColumn {
  readonly stage: Stage;
  /** All that match, not only those of this page. */
  readonly count: number;
  readonly cards: readonly BoardCard[];
  /** Where the next page begins; null on the last one. */
  readonly next: BoardPosition | null;
}

export interface BoardView {
  readonly columns: readonly BoardColumn[];
  readonly choices: BoardChoices;
}

export interface BoardWish {
  readonly filter: BoardFilter;
  /** One column alone, from a position on; null: the beginning of each. */
  readonly only: { readonly stage: Stage; readonly after: BoardPosition | null } | null;
}

export type ViewBoard = (wish: BoardWish) => Promise<BoardView>;

/** Cards of a column among the others, and alone. */
const cardsAmong = 20;
const cardsAlone = 60;
/** Longer lists are searched, not chosen from. */
const mostChoices = 100;

/** The missions by stage, a page of each, with counts of all. */
export function createViewBoard(deps: { cards: MissionCards; findGoals: FindGoals }): ViewBoard {
  const { cards, findGoals } = deps;

  async function withKeyResults(found: readonly MissionCard[]): Promise<ReadonlyMap<MissionCard, BoardCard>> {
    const { tree } = await findGoals();
    const byKey = new Map<string, BoardCard['keyResults'][number][]>();
    for (const one of tree.keyResults()) {
      const rule = workOf(one);
      if (rule === null) continue;
      const { id, statement } = one;
      byKey.set(linkKey(rule), [...(byKey.get(linkKey(rule)) ?? []), { id, statement }]);
    }
    const keys = byKey.size === 0 ? new Map() : await cards.linkKeys(found.map(({ ref }) => ref));
    return new Map(
      found.map((card) => {
        const mine: readonly string[] = keys.get(`${card.ref.tracker}:${card.ref.id}`) ?? [];
        return [card, { ...card, keyResults: mine.flatMap((key) => byKey.get(key) ?? []) }];
      }),
    );
  }

  return async ({ filter, only }) => {
    const limit = only ? cardsAlone : cardsAmong;
    const [counts, choices, pages] = await Promise.all([
      cards.counts(filter),
      cards.choices(mostChoices),
      Promise.all(
        (only ? [only.stage] : stages).map(async (stage) => ({
          stage,
          // One more than is shown tells whether there is a next page.
          found: await cards.page(filter, stage, { after: only?.after ?? null, limit: limit + 1 }),
        })),
      ),
    ]);
    const shown = pages.map(({ stage, found }) => ({ stage, all: found, found: found.slice(0, limit) }));
    const linked = await withKeyResults(shown.flatMap(({ found }) => found));
    return {
      choices,
      columns: shown.map(({ stage, all, found }) => {
        const last = found.at(-1);
        return {
          stage,
          count: counts[stage],
          cards: found.flatMap((card) => linked.get(card) ?? []),
          next: last && all.length > limit ? { updatedAt: last.updatedAt, ref: last.ref } : null,
        };
      }),
    };
  };
}
