/** Sections whose text is evidence of a report or of a plan, not of a reason. */
export const NOISE: ReadonlySet<string> = new Set([
  'steps',
  'acceptance',
  'tasks',
  'environment',
  'references',
  'expected',
]);
