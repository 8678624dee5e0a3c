import type { CheckIn } from '../domain/okr/check-in.ts';
import type { Day } from '../domain/okr/days.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import { type RollOutStep, rollOutChecklist } from '../domain/okr/roll-out.ts';

/** How far one team has come with the roll-out guide. */
export interface TeamRollOut {
  readonly team: string;
  readonly name: string;
  readonly began: Day;
  readonly steps: readonly RollOutStep[];
}

/** The checklist of every team. `since`: the day on which each goal first appeared. */
export function teamRollOuts(of: {
  readonly tree: GoalTree;
  readonly since: ReadonlyMap<string, Day>;
  readonly checkIns: ReadonlyMap<string, readonly CheckIn[]>;
  readonly today: Day;
}): readonly TeamRollOut[] {
  const { tree, since, checkIns, today } = of;
  return tree.goals.flatMap((goal): TeamRollOut[] => {
    if (goal.kind !== 'team') return [];
    const began = since.get(goal.id) ?? today;
    const steps = rollOutChecklist({ tree, team: goal.id, began, today, checkIns });
    return [{ team: goal.id, name: goal.name, began, steps }];
  });
}
