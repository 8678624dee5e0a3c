import type { Assessment } from '../assessment/assessment.ts';
import { isClosed } from '../assessment/run-checks.ts';
import type { Issue } from '../issue.ts';
import { isSaid } from '../mission/gaps.ts';
import { missionFields } from '../mission/mission.ts';
import type { Settings } from '../settings.ts';
import type { FieldValue, FieldValues, OwnedField } from './fields.ts';
import { isMarkedOff } from './marked-off.ts';

/** What a single-line text field holds in Jira, the shorter of the two trackers. */
const maxText = 255;

export interface DesiredInput {
  readonly issue: Issue;
  readonly assessment: Assessment;
  readonly settings: Settings;
  /** What the objectives have to say about this issue; null empties a field. */
  readonly okr?: Readonly<Partial<Record<Exclude<OwnedField, 'framing'>, FieldValue>>>;
}

/**
 * The values that the synced fields should have, as the option names that people see; a field that is not named is
 * none of Waymark's business. An issue that is closed or marked off is left as it is, and a sub-task has no framing
 * of its own.
 */
export function desiredFields({ issue, assessment, settings, okr = {} }: DesiredInput): FieldValues {
  if (isClosed(issue) || isMarkedOff(issue, settings)) return {};
  const { reading } = assessment;
  const framing = issue.type === 'sub-task' || reading.isForeign ? {} : { framing: reading.framing };
  return { ...missionValues(assessment), ...framing, ...okr };
}

function missionValues({ mission, findings }: Assessment): FieldValues {
  const isDoubted = findings.some(({ check }) => check === 'internal-persona' || check === 'generic-persona');
  return Object.fromEntries(
    missionFields.flatMap((field) => {
      const reading = mission[field];
      // Nobody is named whom the comment asks about.
      if (field === 'persona' && isDoubted) return [];
      // A default is nobody's word, and an unclear value written down would outrank the clearer text that comes later.
      return isSaid(reading) ? [[field, asShown(reading.value)]] : [];
    }),
  );
}

function asShown(value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const line = value.trim().replace(/\s+/g, ' ').slice(0, maxText);
  // Not half a character at the cut.
  return line.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}
