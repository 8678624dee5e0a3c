import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../shared/data/okrs');

/** Whether real OKR documents lie beside the project; they are not part of it. */
export const sharedOkrsAreThere = existsSync(folder);

export interface RealOkr {
  readonly file: string;
  readonly owner: string | null;
  readonly objective: string;
  readonly key_result: string;
}

export function realOkrs(): RealOkr[] {
  if (!sharedOkrsAreThere) return [];
  const lines = readFileSync(join(folder, 'okrs.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as RealOkr);
}

export function realOkrDocuments(): { name: string; text: string }[] {
  if (!sharedOkrsAreThere) return [];
  return readdirSync(join(folder, 'markdown'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, 'markdown', name), 'utf8') }));
}
