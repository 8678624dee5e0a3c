import { z } from 'zod';
import { quoted } from '../../quoted.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { nounFor } from './noun.ts';
import { personaIs } from './persona-kind.ts';

interface Settings extends CheckSettings {
  readonly words: readonly string[];
  readonly allow: readonly string[];
}

/** The persona builds the product rather than being served by it: "PO", "our team". */
export const internalPersona: Check<Settings> = {
  id: 'internal-persona',
  reads: 'text',
  settings: checkSettings(
    { severity: 'info', types: ['epic', 'story'] },
    {
      /** Names of those who build the product. */
      words: z
        .array(z.string().min(1))
        .default([
          ...['po', 'pm', 'product owner', 'product manager', 'scrum master', 'business analyst'],
          ...['qa', 'tester', 'team', 'dev team', 'development team', 'product team', 'stakeholder'],
        ]),
      /** Names that are served by the product here, e.g. `tester` in a product for testers. */
      allow: z.array(z.string().min(1)).default([]),
    },
  ),
  run(context, settings) {
    const persona = context.mission.persona;
    if (!persona || context.shape !== 'mission' || !personaIs('internal', context, settings)) return null;
    return {
      message: `This ${nounFor(context.issue)} speaks for ${quoted(persona.value)}, and the people who would use it are somebody else.`,
      evidence: persona.quote,
      suggestion: 'Tell it from the side of the person whose day gets better.',
    };
  },
};
