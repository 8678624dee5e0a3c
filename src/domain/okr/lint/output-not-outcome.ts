import { directionOf } from '../goal.ts';
import { readStatement } from '../statement-values.ts';
import type { LintRule } from './lint-rule.ts';
import { deedIn, namesChange } from './phrases.ts';

/** A key result that counts what the team makes, not what changes by it. */
export const outputNotOutcome: LintRule = {
  id: 'output-not-outcome',
  check(goal) {
    if (goal.kind !== 'key-result' || directionOf(goal).startsWith('stay')) return null;
    const deed = deedIn(goal.statement);
    if (deed === null || namesChange(goal.statement)) return null;
    const counted = goal.target !== null || readStatement(goal.statement).values.length > 0;
    if (!counted) return null;
    return {
      severity: 'warning',
      message: `“${deed.text}” counts what you make, not what it changes for anybody.`,
      evidence: deed.text,
      suggestion:
        'Ask “so that what?” and measure the answer: “[who] [does what more or less], from [start] to [target]”.',
    };
  },
};
