import { stringify } from 'yaml';
import type { Goal } from '../domain/okr/goal.ts';
import { writeGoals } from '../domain/okr/write-goals.ts';

/** Where editors find the schema, relative to `config/okrs`. */
export const schemaFileName = 'okr.schema.json';

/**
 * Writes goals as one OKR file. Every goal gets its id, so that the next import knows it again; reading the text
 * gives the same goals.
 */
export function writeOkrFile(goals: readonly Goal[]): string {
  const body = stringify(writeGoals(goals), { lineWidth: 100, aliasDuplicateObjects: false });
  return `# yaml-language-server: $schema=./${schemaFileName}\n${body}`;
}
