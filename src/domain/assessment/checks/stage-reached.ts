import { type Stage, stages } from '../../mission/mission.ts';

/** True when a mission has come as far as `from`. */
export function hasReached(stage: Stage, from: Stage): boolean {
  return stages.indexOf(stage) >= stages.indexOf(from);
}
