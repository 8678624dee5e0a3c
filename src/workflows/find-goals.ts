import { createGoalTree, type GoalTree } from '../domain/okr/goal-tree.ts';
import { createGoalLinks, type GoalLinks } from '../domain/okr/issue-links.ts';
import { createContributions } from '../domain/okr/measure.ts';
import type { GoalStore, GoalsVersion } from '../domain/ports.ts';

/** The goals of one version, ready to be asked. */
export interface KnownGoals extends GoalsVersion {
  readonly tree: GoalTree;
  readonly links: GoalLinks;
  readonly contributionsOf: ReturnType<typeof createContributions>;
}

export type FindGoals = () => Promise<KnownGoals>;

/** The goals as they stand; what follows from them is worked out once for each version. */
export function createFindGoals(deps: { goals: GoalStore }): FindGoals {
  let known: KnownGoals | null = null;
  return async () => {
    const current = await deps.goals.current();
    if (known?.version !== current.version) {
      const tree = createGoalTree(current.goals);
      const keyResults = tree.keyResults();
      known = {
        ...current,
        tree,
        links: createGoalLinks(keyResults),
        contributionsOf: createContributions(keyResults),
      };
    }
    return known;
  };
}
