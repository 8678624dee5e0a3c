import type { CheckId } from '../finding.ts';
import type { Check } from './check.ts';
import { genericPersona } from './generic-persona.ts';
import { internalPersona } from './internal-persona.ts';
import { missingOutcome } from './missing-outcome.ts';
import { missingPersona } from './missing-persona.ts';
import { missingProblem } from './missing-problem.ts';
import { missingValue } from './missing-value.ts';
import { noDue } from './no-due.ts';
import { noGoal } from './no-goal.ts';
import { noOwner } from './no-owner.ts';
import { notAMission } from './not-a-mission.ts';
import { purposeChanged } from './purpose-changed.ts';
import { recipe } from './recipe.ts';
import { unclearValue } from './unclear-value.ts';
import { wholeTeamOwner } from './whole-team-owner.ts';

/** Every check, in the order in which findings are shown. A new check is one file and one line here. */
export const checks: readonly Check[] = [
  recipe,
  missingPersona,
  genericPersona,
  internalPersona,
  missingValue,
  unclearValue,
  missingProblem,
  missingOutcome,
  noOwner,
  wholeTeamOwner,
  noDue,
  noGoal,
  notAMission,
  purposeChanged,
];

export function findCheck(id: CheckId): Check | undefined {
  return checks.find((check) => check.id === id);
}
