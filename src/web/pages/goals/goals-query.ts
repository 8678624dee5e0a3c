import { z } from 'zod';
import type { TreeFilter } from '../../../domain/okr/narrow-tree.ts';
import { readPeriod } from '../../../domain/okr/period.ts';

const words = z.string().trim().min(1).max(200).nullable().catch(null).default(null);

/** The address of the cascade; what it does not know of is left out. */
const query = z.object({
  period: z
    .string()
    .max(60)
    .transform((text) => (text === 'all' ? text : (readPeriod(text) ?? 'running')))
    .catch('running')
    .default('running'),
  team: words,
  owner: words,
});

export function readGoalsQuery(from: unknown): TreeFilter {
  const read = query.safeParse(from);
  return read.success ? read.data : { period: 'running', team: null, owner: null };
}
