import type { Day } from '../days.ts';
import type { GoalTree } from '../goal-tree.ts';
import { defaultLintSettings, type LintSettings, type OkrFinding } from './lint-rule.ts';
import { lintRules } from './rules.ts';

export interface LintOptions {
  readonly settings?: Partial<LintSettings>;
  /** Without a day, nothing is said about cadence. */
  readonly today?: Day;
  readonly lastCheckIn?: ReadonlyMap<string, Day>;
  /** Whether a goal is looked at, by its id; left out: all of them are. */
  readonly isWanted?: (goal: string) => boolean;
}

/** What lint has to say about all goals, in their order. */
export function lintGoals(tree: GoalTree, options: LintOptions = {}): readonly OkrFinding[] {
  const context = {
    tree,
    settings: { ...defaultLintSettings, ...options.settings },
    today: options.today ?? null,
    lastCheckIn: options.lastCheckIn ?? new Map<string, Day>(),
  };
  const { isWanted = () => true } = options;
  const wanted = tree.goals.filter(({ id }) => isWanted(id));
  return wanted.flatMap((goal) =>
    lintRules.flatMap((rule) => {
      const remark = rule.check(goal, context);
      return remark === null ? [] : [{ goal: goal.id, check: rule.id, ...remark }];
    }),
  );
}
