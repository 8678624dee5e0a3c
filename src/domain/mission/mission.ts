/** The mission template's closed answers, in the order in which people meet them. */
export const missionSizes = ['macro', 'meso', 'micro'] as const;
export const missionValues = ['revenue', 'cost', 'risk', 'enabler', 'unclear'] as const;
export const missionDues = ['sprint', 'month', 'quarter', 'year'] as const;
export const missionPriorities = [
  'yesterday',
  'today',
  'this week',
  'this month',
  'this quarter',
  'next year',
] as const;
export const missionDifficulties = ['junior', 'intermediate', 'senior'] as const;

export type MissionSize = (typeof missionSizes)[number];
export type MissionValue = (typeof missionValues)[number];
export type MissionDue = (typeof missionDues)[number];
export type MissionPriority = (typeof missionPriorities)[number];
export type MissionDifficulty = (typeof missionDifficulties)[number];

/** Where a field's value was found, from the most to the least deliberate. */
export type FieldSource =
  | 'custom field'
  | 'label'
  | 'native field'
  | 'description section'
  | 'prose'
  | 'default';

/** A field's value with where it came from and the words it was read from (null when the source has no words). */
export interface FieldReading<T> {
  readonly value: T;
  readonly source: FieldSource;
  readonly quote: string | null;
}

/** The nine fields of the mission template. What the issue does not say is absent: nothing is invented. */
export interface Mission {
  readonly size?: FieldReading<MissionSize>;
  readonly name?: FieldReading<string>;
  readonly problem?: FieldReading<string>;
  readonly persona?: FieldReading<string>;
  /** Can it be built, tested and iterated? Macro and meso missions only. */
  readonly buildTestIterate?: FieldReading<boolean>;
  readonly value?: FieldReading<MissionValue>;
  readonly due?: FieldReading<MissionDue>;
  readonly priority?: FieldReading<MissionPriority>;
  readonly difficulty?: FieldReading<MissionDifficulty>;
}

export const missionFields = [
  'size',
  'name',
  'problem',
  'persona',
  'buildTestIterate',
  'value',
  'due',
  'priority',
  'difficulty',
] as const satisfies readonly (keyof Mission)[];
export type MissionField = (typeof missionFields)[number];

/** Where a mission stands on its way, in that order. */
export const stages = ['spotted', 'defined', 'assigned', 'delivering', 'reviewing', 'celebrated'] as const;
export type Stage = (typeof stages)[number];
