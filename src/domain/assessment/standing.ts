import { z } from 'zod';

/** What a check is believed to be worth before anybody has said anything, and how many comments that belief weighs. */
export const standingPrior = z.strictObject({
  /** The share of its comments that people let stand, 0 to 1. */
  standing: z.number().min(0).max(1).default(0.9),
  weight: z.number().min(0).max(1_000).default(10),
});

export type StandingPrior = z.infer<typeof standingPrior>;

/** How the standing of checks is told, where a check's own settings say nothing else. */
export const standingSettings = z
  .strictObject({
    /** Below it a check stops speaking in comments. */
    min: z.number().min(0).max(1).default(0.7),
    prior: standingPrior.prefault({}),
    /** How long comments count, and what people said about them. */
    days: z.int().min(1).max(3_660).default(180),
  })
  .prefault({});

/** How often a check spoke on issues of a project, and on how many of them somebody said that it was wrong. */
export interface StandingCount {
  readonly commented: number;
  readonly dismissed: number;
}

/**
 * The share of a check's comments that people let stand, 0 to 1: the mean of a Beta distribution that starts from the
 * prior, so that the first dismissals weigh little. 1 when there is neither a prior nor a comment.
 */
export function standingOf(
  { commented, dismissed }: StandingCount,
  { standing, weight }: StandingPrior,
): number {
  const spoken = Math.max(commented, dismissed);
  const total = weight + spoken;
  if (total === 0) return 1;
  return (standing * weight + (spoken - dismissed)) / total;
}

/** Whether a check of this standing is to be quiet. */
export function isSilenced(standing: number, minStanding: number): boolean {
  return standing < minStanding;
}
