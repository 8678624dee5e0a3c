import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { nounFor } from './noun.ts';

/** Nobody is named who has the need (mission template, persona). */
export const missingPersona: Check<CheckSettings> = {
  id: 'missing-persona',
  reads: 'text',
  settings: checkSettings({ severity: 'warning', opensComment: true, types: ['epic', 'story'] }, {}),
  run({ issue, mission, shape }) {
    if (mission.persona || shape !== 'mission') return null;
    return {
      message: `This ${nounFor(issue)} does not say yet who needs it.`,
      evidence: null,
      suggestion:
        'Name the person by what they are doing when they need it, for example in a line “Persona: …”.',
    };
  },
};
