import { type Mission, type MissionField, missionFields } from './mission.ts';

/** Whether the template asks a mission for this field: micro ones need not say whether they can be iterated. */
export function isAsked(field: MissionField, mission: Mission): boolean {
  return field !== 'buildTestIterate' || mission.size?.value !== 'micro';
}

/** What Waymark supposed by itself, nobody has said. */
export function isMissing(field: MissionField, mission: Mission): boolean {
  const reading = mission[field];
  return reading === undefined || reading.source === 'default' || reading.value === 'unclear';
}

/** The fields that the template asks for and nobody has said, in the template's order. */
export function missingFields(mission: Mission): readonly MissionField[] {
  return missionFields.filter((field) => isAsked(field, mission) && isMissing(field, mission));
}
