import { type Check, type CheckSettings, checkSettings } from './check.ts';

/** Nothing is named by which one could tell afterwards that it worked. */
export const missingOutcome: Check<CheckSettings> = {
  id: 'missing-outcome',
  reads: 'text',
  settings: checkSettings({ severity: 'info', types: ['epic', 'story'] }, {}),
  run({ reading, shape }) {
    if (shape !== 'mission' || reading.framing === 'hypothesis' || reading.target) return null;
    return {
      message: 'Nothing here says yet how we would notice that it worked.',
      evidence: null,
      suggestion: 'Name one thing to look at afterwards, for example “we expect fewer calls about …”.',
    };
  },
};
