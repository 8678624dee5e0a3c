import { framings } from '../assessment/reading.ts';
import {
  missionDifficulties,
  missionDues,
  missionPriorities,
  missionSizes,
  missionValues,
} from '../mission/mission.ts';
import { okrStatuses } from '../okr/status.ts';
import type { SyncedField } from './fields.ts';

/**
 * The values that Waymark writes to a field which has a closed set of them, in the order in which people choose; null
 * for fields in free words and for numbers. Options, and labels of a group, are named after them.
 */
export const fieldOptions: Readonly<Record<SyncedField, readonly string[] | null>> = {
  size: missionSizes,
  name: null,
  problem: null,
  persona: null,
  buildTestIterate: ['yes', 'no'],
  // That a value is unclear is a finding and never an answer.
  value: missionValues.filter((value) => value !== 'unclear'),
  due: missionDues,
  priority: missionPriorities,
  difficulty: missionDifficulties,
  framing: framings,
  okrProgress: null,
  okrScore: null,
  okrStatus: okrStatuses,
  keyResult: null,
};

/** The fields that have a closed set of values. */
export const fieldsWithOptions = [
  'size',
  'buildTestIterate',
  'value',
  'due',
  'priority',
  'difficulty',
  'framing',
  'okrStatus',
] as const satisfies readonly SyncedField[];
