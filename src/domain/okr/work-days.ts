import type { StatusCategory } from '../issue.ts';
import type { Day } from './days.ts';
import type { LinkedIssue } from './evidence.ts';

const begun: readonly StatusCategory[] = ['in-progress', 'in-review', 'done'];

/**
 * The days on which work on an issue began and ended, from one look to the next. `day` is the day of the look's
 * `updatedAt`: the status cannot have changed later. Work that began stays begun; what is reopened is not done.
 */
export function workDays(
  before: Pick<LinkedIssue, 'status' | 'startedOn' | 'doneOn'> | null,
  category: StatusCategory,
  day: Day,
): Pick<LinkedIssue, 'startedOn' | 'doneOn'> {
  const startedOn = before?.startedOn ?? (begun.includes(category) ? day : null);
  const wasDone = before?.status.category === 'done';
  return { startedOn, doneOn: category === 'done' ? ((wasDone ? before.doneOn : null) ?? day) : null };
}
