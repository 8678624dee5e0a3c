import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { nounFor } from './noun.ts';

/** No reason, pain, target or value is given: nothing to weigh it by (mission template, value). */
export const missingValue: Check<CheckSettings> = {
  id: 'missing-value',
  reads: 'text',
  settings: checkSettings({ severity: 'warning', opensComment: true, types: ['epic', 'story'] }, {}),
  run({ issue, reading, mission, shape }) {
    if (shape !== 'mission' || mission.value || mission.problem) return null;
    if (reading.benefit || reading.target) return null;
    return {
      message: `This ${nounFor(issue)} does not say yet why it matters.`,
      evidence: null,
      suggestion: 'Add the reason: what gets better, for the people who use it or for the business?',
    };
  },
};
