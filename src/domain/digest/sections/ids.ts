/** Every section, in the order in which a mail shows them. */
export const sectionIds = [
  'decisions',
  'objectives',
  'check-ins',
  'contradictions',
  'recipes',
  'celebrate',
  'unmoved-metrics',
  'data-gaps',
  'spotters',
  'write-back',
] as const;
export type SectionId = (typeof sectionIds)[number];
