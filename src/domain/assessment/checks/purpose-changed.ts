import { purposeChanged as replacedPurpose } from '../../okr/purpose.ts';
import { type Check, type CheckSettings, checkSettings, observationOf } from './check.ts';

/** The problem or the persona was replaced, not reworded, after work had begun. */
export const purposeChanged: Check<CheckSettings> = {
  id: 'purpose-changed',
  reads: 'issue',
  needsWords: true,
  settings: checkSettings({ severity: 'warning', types: ['epic', 'story'] }, {}),
  run({ mission, goals }) {
    return goals?.startedMission ? observationOf(replacedPurpose(goals.startedMission, mission)) : null;
  },
};
