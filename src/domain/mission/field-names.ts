import type { MissionField } from './mission.ts';

/** What people call the fields of a mission. */
export const fieldNames: Readonly<Record<MissionField, string>> = {
  size: 'Size',
  name: 'Name',
  problem: 'Problem',
  persona: 'Persona',
  buildTestIterate: 'Build, test, iterate',
  value: 'Value',
  due: 'Due',
  priority: 'Priority',
  difficulty: 'Difficulty',
};
