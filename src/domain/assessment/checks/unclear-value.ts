import { quoted } from '../../quoted.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';

/** A reason is given, and it could be any of the values or none. */
export const unclearValue: Check<CheckSettings> = {
  id: 'unclear-value',
  reads: 'text',
  settings: checkSettings({ severity: 'info', types: ['epic', 'story'] }, {}),
  run({ reading, mission, shape }) {
    if (shape !== 'mission' || (mission.value && mission.value.value !== 'unclear')) return null;
    const reason =
      mission.value?.quote ?? reading.benefit?.text ?? reading.target?.text ?? mission.problem?.quote ?? null;
    if (reason === null) return null;
    return {
      message: `${quoted(reason)} is a reason, and it leaves open what it is worth.`,
      evidence: reason,
      suggestion:
        'Say what it serves most: does it bring in money, save effort, lower a risk, or make later work possible?',
    };
  },
};
