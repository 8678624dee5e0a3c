import { z } from 'zod';
import { quoted } from '../../quoted.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { personaIs } from './persona-kind.ts';

interface Settings extends CheckSettings {
  readonly words: readonly string[];
  readonly allow: readonly string[];
}

/** The persona could be anyone: "user", "customer". */
export const genericPersona: Check<Settings> = {
  id: 'generic-persona',
  reads: 'text',
  settings: checkSettings(
    { severity: 'info', types: ['epic', 'story'] },
    {
      /** Names that say nothing about the person. */
      words: z
        .array(z.string().min(1))
        .default([
          ...['user', 'users', 'end user', 'end users', 'customer', 'customers', 'client', 'clients'],
          ...['visitor', 'visitors', 'person', 'people', 'someone', 'everyone', 'anyone'],
        ]),
      /** Names that are fine all the same, e.g. where there is one kind of customer only. */
      allow: z.array(z.string().min(1)).default([]),
    },
  ),
  run(context, settings) {
    const persona = context.mission.persona;
    if (!persona || context.shape !== 'mission' || !personaIs('generic', context, settings)) return null;
    return {
      message: `${quoted(persona.value)} could be anyone, so it is hard to tell whose need this is.`,
      evidence: persona.quote,
      suggestion: 'Say which one: what are they doing, or trying to do, when they need this?',
    };
  },
};
