import { quoted } from '../../quoted.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { nounFor } from './noun.ts';

/** The solution is decided and no independent reason is given (see `Framing`). */
export const recipe: Check<CheckSettings> = {
  id: 'recipe',
  reads: 'text',
  settings: checkSettings({ severity: 'warning', opensComment: true, types: ['epic', 'story', 'task'] }, {}),
  run({ issue, reading, shape }) {
    if (reading.framing !== 'recipe' || shape !== 'mission') return null;
    const evidence = reading.framingEvidence;
    return {
      message: `This ${nounFor(issue)} settles on a solution${evidence ? `, ${quoted(evidence)},` : ''} before it says what it is for.`,
      evidence,
      suggestion:
        'Say who needs it, what goes wrong for them today and what should change; keep the solution as one idea.',
    };
  },
};
