import { type FieldReading, type Mission, type MissionField, missionFields } from './mission.ts';

/** Whether the template asks a mission for this field: micro ones need not say whether they can be iterated. */
export function isAsked(field: MissionField, mission: Mission): boolean {
  return field !== 'buildTestIterate' || mission.size?.value !== 'micro';
}

/** Whether somebody has said it, and clearly: what Waymark supposed by itself, nobody has. */
export function isSaid(reading: FieldReading<unknown> | undefined): reading is FieldReading<unknown> {
  return reading !== undefined && reading.source !== 'default' && reading.value !== 'unclear';
}

export function isMissing(field: MissionField, mission: Mission): boolean {
  return !isSaid(mission[field]);
}

/** The fields that the template asks for and nobody has said, in the template's order. */
export function missingFields(mission: Mission): readonly MissionField[] {
  return missionFields.filter((field) => isAsked(field, mission) && isMissing(field, mission));
}
