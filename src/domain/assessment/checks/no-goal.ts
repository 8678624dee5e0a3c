import { noGoal as missesGoal } from '../../okr/no-goal.ts';
import { type Check, type CheckSettings, checkSettings, observationOf } from './check.ts';

/** No objective asks for it. Silent where nothing is known of goals. */
export const noGoal: Check<CheckSettings> = {
  id: 'no-goal',
  reads: 'issue',
  settings: checkSettings({ severity: 'info', types: ['epic', 'story'] }, {}),
  run({ issue, goals }) {
    return goals ? observationOf(missesGoal(issue, goals.linked, goals.goalsHaveLinks)) : null;
  },
};
