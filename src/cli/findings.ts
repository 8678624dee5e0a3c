import type { Diagnosis } from '../domain/ports.ts';
import { harmless } from './table.ts';

const words = { ok: 'ok', warning: 'warning', failed: 'FAILED' } as const;

/** One line for each finding, and below it the remedy for what is not well. */
export function findingLines(found: readonly Diagnosis[]): string {
  const width = Math.max(0, ...found.map(({ title }) => title.length));
  return found
    .map(({ state, title, detail, remedy }) => {
      const first = `${words[state].padEnd(8)} ${harmless(title).padEnd(width)}  ${harmless(detail, 600)}\n`;
      return remedy === null ? first : `${first}         → ${harmless(remedy, 600)}\n`;
    })
    .join('');
}
