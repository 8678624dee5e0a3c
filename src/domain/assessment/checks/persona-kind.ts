import type { PersonaKind } from '../reading.ts';
import type { CheckContext } from './check.ts';

/**
 * The kind of the mission's persona. The reader has judged the persona that stands in the prose; one from a custom
 * field, a label or a section is judged by the words given in the settings.
 */
export function personaIs(
  kind: PersonaKind,
  { mission, reading }: CheckContext,
  settings: { readonly words: readonly string[]; readonly allow: readonly string[] },
): boolean {
  const persona = mission.persona;
  if (!persona) return false;
  const name = bare(persona.value);
  if (settings.allow.some((allowed) => bare(allowed) === name)) return false;
  if (settings.words.some((word) => bare(word) === name)) return true;
  return persona.value === reading.persona?.text && reading.persona.kind === kind;
}

function bare(name: string): string {
  return name
    .slice(0, 200)
    .trim()
    .toLowerCase()
    .replace(/^(?:an?|the|our|all|any|every|some|each)\s+/, '');
}
