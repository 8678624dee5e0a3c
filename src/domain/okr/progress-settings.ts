import { z } from 'zod';

/** How progress gets into the trackers. */
export const progressSettings = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** Progress is told when it has moved by so many percent, or when the status changed. */
    stepPercent: z.number().min(1).max(100).default(5),
    /** Updates of Linear's projects and initiatives. */
    updates: z.boolean().default(true),
    /** Reminds the owner of a key result that nobody checked in for so many days, in a comment on its epic; 0: never. */
    remindAfterDays: z.int().min(0).max(366).default(0),
  })
  .prefault({});

export type ProgressSettings = z.infer<typeof progressSettings>;
