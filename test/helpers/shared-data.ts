import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../shared');

/** Where the shared material lies beside the project; it is not part of it, and may be absent. */
export const sharedDataIsThere = existsSync(join(root, 'data'));

/** The recorded webhook bodies of a tracker, by file name; empty when the shared material is absent. */
export function recordedWebhooks(tracker: 'jira' | 'linear'): { name: string; body: Buffer }[] {
  if (!sharedDataIsThere) return [];
  const folder = join(root, 'data/webhooks', tracker);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, body: readFileSync(join(folder, name)) }));
}
