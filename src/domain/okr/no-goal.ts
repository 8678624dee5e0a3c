import type { Finding } from '../assessment/finding.ts';
import type { Issue } from '../issue.ts';

/**
 * An issue that no goal asks for. Sub-tasks answer to their parent, and what is done or cancelled asks no more; with
 * no key result linked to any issue there is nothing to miss.
 */
export function noGoal(
  issue: Pick<Issue, 'type' | 'status'>,
  linked: readonly string[],
  goalsHaveLinks: boolean,
): Finding | null {
  const over = issue.status.category === 'done' || issue.status.category === 'cancelled';
  if (over || issue.type === 'sub-task' || !goalsHaveLinks || linked.length > 0) return null;
  return {
    check: 'no-goal',
    severity: 'info',
    message: 'This issue is not linked to any objective.',
    evidence: null,
    suggestion:
      'Link it to the key result that it moves (label, epic or project), or ask whether it is worth doing now.',
  };
}
