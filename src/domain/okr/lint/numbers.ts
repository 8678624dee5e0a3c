import { directionOf, type KeyResult } from '../goal.ts';
import { isGuard } from '../progress.ts';
import { readStatement } from '../statement-values.ts';
import type { LintRule } from './lint-rule.ts';
import { deedIn, namesChange, placeholderIn } from './phrases.ts';

const isTask = (goal: KeyResult) => deedIn(goal.statement) !== null && !namesChange(goal.statement);

/** Neither the fields nor the words hold a number. */
export const noNumber: LintRule = {
  id: 'no-number',
  check(goal) {
    if (goal.kind !== 'key-result' || goal.target !== null || goal.start !== null) return null;
    if (readStatement(goal.statement).values.length > 0) return null;
    const open = placeholderIn(goal.statement);
    // A task is told that it is one; that its number is missing follows.
    if (open === null && isTask(goal)) return null;
    return {
      severity: 'problem',
      message:
        open === null
          ? 'Nothing here can be counted, so nobody can tell when it is reached.'
          : `“${open.text}” still waits for its number.`,
      evidence: open?.text ?? goal.statement,
      suggestion: 'Name a measure with both ends: “[measure] from [start] to [target]”.',
    };
  },
};

/** There is a number, and yet no value to reach. */
export const noTarget: LintRule = {
  id: 'no-target',
  check(goal) {
    if (goal.kind !== 'key-result' || goal.target !== null) return null;
    const { target, change, values } = readStatement(goal.statement);
    if (values.length === 0 && goal.start === null) return null;
    if (target === null && change !== null) {
      return {
        severity: 'warning',
        message: `“${change.text}” says by how much, not where it ends.`,
        evidence: change.text,
        suggestion: 'Write both ends: “from [start] to [target]”.',
      };
    }
    if (target === null) {
      return {
        severity: 'problem',
        message: 'The value to reach is missing.',
        evidence: goal.statement,
        suggestion: `Set the target: “from ${goal.start?.text ?? '[start]'} to [target]”.`,
      };
    }
    return {
      severity: 'info',
      message: `The words name ${target.text}, but no target is set to measure against.`,
      evidence: target.text,
      suggestion: `Set “target: ${target.text}” on the key result, so that progress can be told.`,
    };
  },
};

/** Without a start, progress has no beginning. Guards need none. */
export const noStart: LintRule = {
  id: 'no-start',
  check(goal) {
    if (goal.kind !== 'key-result' || goal.start !== null || goal.source.kind === 'issues') return null;
    const { start, target } = readStatement(goal.statement);
    const reached = goal.target?.text ?? target?.text;
    const direction = directionOf({ ...goal, target: goal.target ?? target?.value ?? null });
    if (reached === undefined || start !== null || isGuard(direction)) return null;
    return {
      severity: 'warning',
      message: `It ends at ${reached}, but where it starts is not said.`,
      evidence: goal.statement.includes(reached) ? reached : goal.statement,
      suggestion: `Write today’s value: “from [start] to ${reached}”; write 0 when there is none yet.`,
    };
  },
};

/** The direction and the two values disagree. */
export const wrongDirection: LintRule = {
  id: 'wrong-direction',
  check(goal) {
    if (goal.kind !== 'key-result' || goal.start === null || goal.target === null) return null;
    const { direction, start, target } = goal;
    const contradicts =
      (direction === 'raise' && target.amount <= start.amount) ||
      (direction === 'lower' && target.amount >= start.amount);
    if (!contradicts && start.amount !== target.amount) return null;
    if (start.amount === target.amount && isGuard(directionOf(goal))) return null;
    return {
      severity: 'problem',
      message:
        start.amount === target.amount
          ? `Start and target are both ${target.text}: there is no way to go.`
          : `It is to ${direction}, yet goes from ${start.text} to ${target.text}.`,
      evidence: goal.statement.includes(target.text) ? target.text : goal.statement,
      suggestion:
        'Swap start and target, change the direction, or use stay-above or stay-below for a value to keep.',
    };
  },
};
