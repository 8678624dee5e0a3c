import { z } from 'zod';
import { type Stage, stages } from '../../mission/mission.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { hasReached } from './stage-reached.ts';

interface Settings extends CheckSettings {
  readonly from: Stage;
}

/** Work has begun and no time is set for it (mission template, due). */
export const noDue: Check<Settings> = {
  id: 'no-due',
  reads: 'issue',
  settings: checkSettings(
    { severity: 'info', types: ['epic', 'story'] },
    {
      /** The stage from which a time is asked for. */
      from: z.enum(stages).default('delivering'),
    },
  ),
  run({ mission, stage }, { from }) {
    if (mission.due || !hasReached(stage, from)) return null;
    return {
      message: hasReached(stage, 'delivering')
        ? 'Work on this has begun and no time is set for it.'
        : 'No time is set for it yet.',
      evidence: null,
      suggestion: 'Put it into a sprint or give it a due date, even a rough one.',
    };
  },
};
