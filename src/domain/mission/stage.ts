import type { Issue } from '../issue.ts';
import type { Mission, Stage } from './mission.ts';

/**
 * Where the mission stands, by the issue's status first: done is celebrated, in review reviewing, in progress
 * delivering. Before that it is assigned once it has an owner, defined once it says what for (a problem, or a persona
 * and a value), else spotted. A cancelled one stays where its words put it.
 */
export function stageOf(issue: Issue, mission: Mission): Stage {
  switch (issue.status.category) {
    case 'done':
      return 'celebrated';
    case 'in-review':
      return 'reviewing';
    case 'in-progress':
      return 'delivering';
    case 'cancelled':
      return isDefined(mission) ? 'defined' : 'spotted';
    default:
      if (issue.assignees.length > 0) return 'assigned';
      return isDefined(mission) ? 'defined' : 'spotted';
  }
}

function isDefined(mission: Mission): boolean {
  return mission.problem !== undefined || (mission.persona !== undefined && mission.value !== undefined);
}
