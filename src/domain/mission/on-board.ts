import type { Issue } from '../issue.ts';
import type { Mission, Stage } from './mission.ts';
import { stageOf } from './stage.ts';

/** The column of the board that a mission stands in; null for a cancelled one, which is on no board. */
export function columnOf(issue: Issue, mission: Mission): Stage | null {
  return issue.status.category === 'cancelled' ? null : stageOf(issue, mission);
}
