import { z } from 'zod';
import { type Stage, stages } from '../../mission/mission.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';
import { hasReached } from './stage-reached.ts';

interface Settings extends CheckSettings {
  readonly from: Stage;
}

/** Work has begun and nobody is named who sees it through. */
export const noOwner: Check<Settings> = {
  id: 'no-owner',
  reads: 'issue',
  settings: checkSettings(
    { severity: 'warning', types: ['epic', 'story', 'bug', 'task'] },
    {
      /** The stage from which an owner is asked for. */
      from: z.enum(stages).default('delivering'),
    },
  ),
  run({ issue, stage }, { from }) {
    if (issue.assignees.length > 0 || !hasReached(stage, from)) return null;
    return {
      message: hasReached(stage, 'delivering')
        ? 'Work on this has begun and nobody is named as its owner.'
        : 'Nobody is named as its owner yet.',
      evidence: null,
      suggestion: 'Assign the one person who will see it through.',
    };
  },
};
