import { setAndForget } from './cadence.ts';
import type { LintRule } from './lint-rule.ts';
import { missionShape } from './mission-shape.ts';
import { noNumber, noStart, noTarget, wrongDirection } from './numbers.ts';
import { noOwner, noTeam, recipeInObjective, tooManyKeyResults } from './objectives.ts';
import { outputNotOutcome } from './output-not-outcome.ts';
import { taskInDisguise } from './task-in-disguise.ts';
import { vanityMetric } from './vanity-metric.ts';

/** Every check, in the order of `okrCheckIds`. */
export const lintRules: readonly LintRule[] = [
  missionShape,
  recipeInObjective,
  tooManyKeyResults,
  noOwner,
  noTeam,
  taskInDisguise,
  outputNotOutcome,
  vanityMetric,
  noNumber,
  noTarget,
  noStart,
  wrongDirection,
  setAndForget,
];
