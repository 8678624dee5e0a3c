import { daysBetween, laterOf } from '../days.ts';
import { inPeriod } from '../period.ts';
import type { LintRule } from './lint-rule.ts';

/** Set and forget: the period runs, and nobody has said for a while where the key result stands. */
export const setAndForget: LintRule = {
  id: 'set-and-forget',
  check(goal, { tree, settings, today, lastCheckIn }) {
    if (goal.kind !== 'key-result' || today === null) return null;
    const period = tree.periodOf(goal.id);
    if (period === null || !inPeriod(today, period)) return null;
    const last = lastCheckIn.get(goal.id);
    const since = last === undefined ? period.from : laterOf(last, period.from);
    const days = daysBetween(since, today);
    if (days < settings.forgottenAfterDays) return null;
    const owner = tree.ownerOf(goal.id);
    return {
      severity: 'warning',
      message:
        last === undefined
          ? `Nobody has checked in since the period began ${days} days ago.`
          : `The last check-in is ${daysBetween(last, today)} days old.`,
      evidence: goal.statement,
      suggestion: `${owner ?? 'Its owner'} checks in every week, also when nothing moved: that is news as well.`,
    };
  },
};
