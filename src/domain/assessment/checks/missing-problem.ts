import { type Check, type CheckSettings, checkSettings } from './check.ts';

/** What goes wrong today is not told (mission template, problem). A bug is asked only when it has a title and no more. */
export const missingProblem: Check<CheckSettings> = {
  id: 'missing-problem',
  reads: 'text',
  settings: checkSettings({ severity: 'info', types: ['epic', 'story', 'bug'] }, {}),
  run({ issue, mission, shape }) {
    if (mission.problem || shape === 'chore') return null;
    if (issue.type !== 'bug') {
      return {
        message: 'What goes wrong today is not described yet.',
        evidence: null,
        suggestion: 'Add a sentence about the last time it went wrong: for whom, and what it cost them.',
      };
    }
    if (issue.description.trim() !== '') return null;
    return {
      message: 'The title alone does not show what goes wrong.',
      evidence: null,
      suggestion: 'Add what happened, what you expected instead, and how to see it again.',
    };
  },
};
