import { z } from 'zod';
import { trackerNames } from '../../domain/issue.ts';

/** An issue in the path of a page or in a form, by the tracker's own id. */
export const issueAddress = z.object({ tracker: z.enum(trackerNames), id: z.string().min(1).max(200) });
