import type { Sight } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import { NONE } from '../domain/mission/board-groups.ts';
import { workOf } from '../domain/okr/goal.ts';
import { linkKey } from '../domain/okr/issue-links.ts';
import type { BoardFilter, CardFilter, MissionCards } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

export interface KeyResultOnCard {
  readonly id: string;
  readonly statement: string;
}

/** How the goals of the moment and the missions of the board meet. */
export interface BoardLinks {
  /** The objectives that link any missions, in the order of the tree. */
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
  /** The keys of the rules of an objective. */
  keysOf(objective: string): readonly string[];
  readonly allKeys: readonly string[];
  /** The filter as the store takes it. */
  narrow(filter: BoardFilter, sight: Sight): CardFilter;
  /** The key results that these missions move, by `jira:10001`. */
  keyResultsOf(refs: readonly IssueRef[]): Promise<ReadonlyMap<string, readonly KeyResultOnCard[]>>;
}

export function createBoardLinks(deps: {
  cards: Pick<MissionCards, 'linkKeys'>;
  findGoals: FindGoals;
}): () => Promise<BoardLinks> {
  return async () => {
    const { tree } = await deps.findGoals();
    const byKey = new Map<string, KeyResultOnCard[]>();
    const byObjective = new Map<string, string[]>();
    for (const objective of tree.objectives()) {
      for (const one of tree.keyResultsOf(objective.id)) {
        const rule = workOf(one);
        if (rule === null) continue;
        const key = linkKey(rule);
        byKey.set(key, [...(byKey.get(key) ?? []), { id: one.id, statement: one.statement }]);
        byObjective.set(objective.id, [...(byObjective.get(objective.id) ?? []), key]);
      }
    }
    const allKeys = [...byKey.keys()];
    const keysOf = (objective: string) => byObjective.get(objective) ?? [];
    return {
      objectives: tree.objectives().filter(({ id }) => byObjective.has(id)),
      keysOf,
      allKeys,
      narrow({ objective, ...filter }, sight) {
        if (objective === undefined) return { ...filter, sight };
        const links =
          objective === NONE
            ? ({ are: 'none', keys: allKeys } as const)
            : ({ are: 'any', keys: keysOf(objective) } as const);
        return { ...filter, sight, links };
      },
      async keyResultsOf(refs) {
        if (allKeys.length === 0) return new Map();
        const keys = await deps.cards.linkKeys(refs);
        return new Map(
          [...keys].map(([ref, own]) => [ref, own.flatMap((key) => byKey.get(key) ?? [])] as const),
        );
      },
    };
  };
}
