import { z } from 'zod';
import { type Stage, stages } from '../../mission/mission.ts';
import { type Check, type CheckContext, type CheckSettings, checkSettings } from './check.ts';
import { hasReached } from './stage-reached.ts';

interface Settings extends CheckSettings {
  readonly from: Stage;
  readonly failsAt: number;
}

type Question = readonly [missing: string, answered: (context: CheckContext) => boolean];

// The decision tree's questions that the issue alone can answer: specific objective, time-bound, resources.
const questions: readonly Question[] = [
  [
    'a specific objective',
    ({ mission, reading }) => Boolean(mission.problem || reading.benefit || reading.target || mission.value),
  ],
  ['a time', ({ mission }) => mission.due !== undefined],
  ['an owner', ({ issue }) => issue.assignees.length > 0],
];

/** It is being worked on and yet fails the decision tree for missions. */
export const notAMission: Check<Settings> = {
  id: 'not-a-mission',
  reads: 'issue',
  needsWords: true,
  settings: checkSettings(
    { severity: 'info', types: ['epic', 'story'] },
    {
      /** The stage from which the questions are asked: an idea in the backlog need not answer them. */
      from: z.enum(stages).default('assigned'),
      /** It fails when so many of the questions are open. */
      failsAt: z.int().min(1).max(questions.length).default(2),
    },
  ),
  run(context, { from, failsAt }) {
    if (context.shape !== 'mission' || !hasReached(context.stage, from)) return null;
    const missing = questions.filter(([, answered]) => !answered(context)).map(([name]) => name);
    if (missing.length < failsAt) return null;
    return {
      message: `This reads like a topic more than a mission: it has no ${inWords(missing)} yet.`,
      evidence: null,
      suggestion: 'Settle these before more work goes in, or park it as an idea.',
    };
  },
};

function inWords(missing: readonly string[]): string {
  const names = missing.map((name) => name.replace(/^an? /, ''));
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', no ')} and no ${last}`;
}
