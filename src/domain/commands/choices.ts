import type { FieldReading, Mission, MissionField } from '../mission/mission.ts';

/** A value that a person chose for a field of one issue, and Waymark keeps because the tracker has no place for it. */
export interface Choice {
  readonly field: MissionField;
  readonly value: string | boolean;
  readonly words: string;
}

/**
 * The mission with what people chose for it. Such a choice counts like a custom field; where the tracker has one of
 * its own, or a label, what stands there is newer and wins.
 */
export function withChoices(mission: Mission, choices: readonly Choice[]): Mission {
  const chosen = choices.flatMap(({ field, value, words }) => {
    const source = mission[field]?.source;
    if (source === 'custom field' || source === 'label') return [];
    const reading: FieldReading<string | boolean> = { value, source: 'custom field', quote: words };
    return [[field, reading] as const];
  });
  if (chosen.length === 0) return mission;
  const joined = { ...mission, ...Object.fromEntries(chosen) };
  // Only macro and meso missions answer it, see `Mission`.
  const { buildTestIterate: _, ...without } = joined;
  return (joined.size?.value === 'micro' ? without : joined) as Mission;
}
