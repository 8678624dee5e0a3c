import { readStatement } from '../statement-values.ts';
import type { LintRule } from './lint-rule.ts';
import { deedIn, namesChange, placeholderIn } from './phrases.ts';

/** A key result that is done or not done, with nothing to measure. */
export const taskInDisguise: LintRule = {
  id: 'task-in-disguise',
  check(goal) {
    if (goal.kind !== 'key-result' || goal.target !== null) return null;
    const deed = deedIn(goal.statement);
    if (deed === null || namesChange(goal.statement) || placeholderIn(goal.statement) !== null) return null;
    if (readStatement(goal.statement).values.length > 0) return null;
    return {
      severity: 'warning',
      message: `“${deed.text}” is a task: it is done or not, and the number that should move is not named.`,
      evidence: deed.text,
      suggestion: `Keep the task as an issue below, and write what it changes: “[measure] from [start] to [target]”.`,
    };
  },
};
