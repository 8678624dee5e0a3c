import { z } from 'zod';
import { trackerNames } from '../../../domain/issue.ts';
import { doneCodes } from './done.ts';

const words = z.string().trim().min(1).max(300).optional().catch(undefined);
const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

/** The control room's addresses; what they do not know of is left out. */
const query = z.object({
  tracker: z.enum(trackerNames).optional().catch(undefined),
  status: z.enum(['waiting', 'done', 'ignored']).optional().catch(undefined),
  state: z.enum(['intended', 'written', 'held', 'undone']).optional().catch(undefined),
  kind: z.enum(['comment', 'field', 'update']).optional().catch(undefined),
  project: words,
  key: words,
  search: words,
  queue: words,
  before: number,
  done: z.enum(doneCodes).optional().catch(undefined),
});
export type OpsQuery = z.infer<typeof query>;

export function readOpsQuery(from: unknown): OpsQuery {
  const read = query.safeParse(from);
  return read.success ? read.data : {};
}

const searchParams = ['tracker', 'status', 'state', 'kind', 'project', 'key', 'search', 'queue'] as const;

/** The address of the next page of a list. */
export function nextPath(path: string, asked: OpsQuery, before: number): string {
  const params = new URLSearchParams();
  for (const name of searchParams) {
    const value = asked[name];
    if (value !== undefined) params.set(name, value);
  }
  params.set('before', String(before));
  return `${path}?${params.toString()}`;
}
