import { z } from 'zod';
import { trackerNames } from '../../../domain/issue.ts';

/** The control room's address; what it does not know of is left out. */
const query = z.object({
  tracker: z.enum(trackerNames).optional().catch(undefined),
  status: z.enum(['waiting', 'done', 'ignored']).optional().catch(undefined),
  issueKey: z.string().trim().min(1).max(100).optional().catch(undefined),
  replayed: z.enum(['asked', 'none']).optional().catch(undefined),
});
export type OpsQuery = z.infer<typeof query>;

export function readOpsQuery(from: unknown): OpsQuery {
  const read = query.safeParse(from);
  return read.success ? read.data : {};
}
