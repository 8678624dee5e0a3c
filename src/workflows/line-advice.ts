import type { Day } from '../domain/okr/days.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import type { ObjectiveStanding } from '../domain/okr/standing.ts';
import { type StretchAdvice, stretchAdvice } from '../domain/okr/stretch.ts';

/** What ties an objective to those before it: its team, else its owner. */
export const lineOf = (tree: GoalTree, objective: string): string | null =>
  tree.teamOf(objective)?.name ?? tree.ownerOf(objective);

/** Advice on stretch from those of the objectives whose period is over. */
export function lineAdvice(
  tree: GoalTree,
  objectives: readonly ObjectiveStanding[],
  today: Day,
): readonly StretchAdvice[] {
  const finished = objectives.flatMap(({ objective, period, score }) => {
    const line = lineOf(tree, objective.id);
    if (period === null || period.to >= today || score === null || line === null) return [];
    return [{ objective: objective.id, statement: objective.statement, line, ended: period.to, score }];
  });
  return stretchAdvice(finished);
}
