import type { Sight } from '../access.ts';
import { type Goal, workOf } from './goal.ts';
import { namesHidden, withoutHidden } from './hidden-names.ts';

/** A goal as somebody may read it who does not see every project: without links and rules that name a hidden one. */
export function goalInSight(goal: Goal, sight: Sight): Goal {
  if (sight.hidden.length === 0) return goal;
  const links = goal.links.filter((link) => !namesHidden(link, sight));
  const note = goal.note === null ? null : withoutHidden(goal.note, sight);
  if (goal.kind !== 'key-result') return { ...goal, links, note };
  const rule = workOf(goal);
  if (rule === null || !namesHidden(rule.value, sight)) return { ...goal, links, note };
  const source = goal.source.kind === 'issues' ? ({ kind: 'manual' } as const) : goal.source;
  return { ...goal, links, note, source, work: null };
}

/** Whether something of this goal is kept from them: then it is not for them to change it either. */
export function isPartlyHidden(goal: Goal, sight: Sight): boolean {
  const seen = goalInSight(goal, sight);
  if (seen === goal) return false;
  if (seen.links.length !== goal.links.length || seen.note !== goal.note) return true;
  return seen.kind === 'key-result' && goal.kind === 'key-result' && workOf(seen) !== workOf(goal);
}
