import type { Mission } from '../mission/mission.ts';

/** What is known of an issue's place among the goals; it comes from outside, so that assessing stays pure. */
export interface GoalView {
  /** The ids of the key results whose work this issue is. */
  readonly linked: readonly string[];
  /** Whether any key result says which issues move it; while none does, no issue can lack a goal. */
  readonly goalsHaveLinks: boolean;
  /** The mission as it stood when work began; null before. */
  readonly startedMission: Pick<Mission, 'problem' | 'persona'> | null;
}
