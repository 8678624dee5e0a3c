import { z } from 'zod';

/** How a backfill goes about it. It is the same for the whole installation. */
export const backfillSettings = z
  .strictObject({
    /** The part of a tracker's limits that a backfill or a reconcile may use; the rest is for live traffic. */
    share: z.number().min(0.01).max(1).default(0.5),
    /** With more reviews than this waiting, it lets them go first. */
    busyAt: z.int().min(1).max(100_000).default(200),
  })
  .prefault({});

export const reconcileSettings = z
  .strictObject({
    /** How often changes that no webhook brought are looked for; 0: only when somebody asks. */
    everyMinutes: z.int().min(0).max(10_080).default(15),
    /** How far each look reaches back beyond the one before: clocks differ, and an index may lag behind. */
    overlapMinutes: z.int().min(1).max(1_440).default(10),
    /** How long a webhook may take before it counts as missed. */
    patienceSeconds: z.int().min(0).max(3_600).default(120),
    /** How many of the saved issues each look asks for, whether they are still there. */
    checkedAtOnce: z.int().min(0).max(10_000).default(250),
  })
  .prefault({});

export type BackfillSettings = z.infer<typeof backfillSettings>;
export type ReconcileSettings = z.infer<typeof reconcileSettings>;
