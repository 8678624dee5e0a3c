/** The framework's bands: what a score from 0.0 to 1.0 stands for. */
export const bands = [
  { from: 1, name: 'breakthrough' },
  { from: 0.7, name: 'significant achievement' },
  { from: 0.5, name: 'meaningful progress' },
  { from: 0.3, name: 'business as usual' },
  { from: 0, name: 'below business as usual' },
] as const;
export type Band = (typeof bands)[number]['name'];

/** The score to aim for. */
export const aim = 0.7;

/** Two places, rounded down, so that 1.0 and every band are reached and not nearly reached. */
export const toScore = (progress: number): number =>
  Math.floor(Math.min(1, Math.max(0, progress)) * 100 + 1e-9) / 100;

export function bandOf(score: number): Band {
  return bands.find((band) => toScore(score) >= band.from)?.name ?? 'below business as usual';
}

/** One decimal where that is exact enough, as people say scores: `0.7`, `0.65`. */
export const formatScore = (score: number): string => {
  const two = toScore(score).toFixed(2);
  return two.endsWith('0') ? two.slice(0, -1) : two;
};

export interface ScoredPart {
  readonly score: number | null;
  /** Null counts as 1. */
  readonly weight: number | null;
}

/**
 * The mean of the key results' scores, weighted where weights are given. A key result that nobody measured counts
 * as 0: an unmeasured half must not read as done. Null when none of them is measured.
 */
export function objectiveScore(parts: readonly ScoredPart[]): number | null {
  if (parts.every((part) => part.score === null)) return null;
  const weights = parts.reduce((sum, part) => sum + (part.weight ?? 1), 0);
  if (weights <= 0) return null;
  return toScore(parts.reduce((sum, part) => sum + (part.score ?? 0) * (part.weight ?? 1), 0) / weights);
}
