import type { OkrDesk } from '../../../workflows/okr-desk.ts';
import type { ViewGoal } from '../../../workflows/view-goal.ts';
import type { ViewGoals } from '../../../workflows/view-goals.ts';

/** What the pages of goals answer from. */
export interface GoalsDeps {
  readonly viewGoals: ViewGoals;
  readonly viewGoal: ViewGoal;
  readonly okrs: Pick<OkrDesk, 'findGoals' | 'judge' | 'recordCheckIn'>;
}
