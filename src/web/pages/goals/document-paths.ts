import type { Period } from '../../../domain/okr/period.ts';

/** Of a team's mission canvas. */
export const canvasPath = (team: string) => `/goals/canvas/${encodeURIComponent(team)}`;

/** Of the review of a period, of one team's objectives where a team is named. */
export function reviewPath({ id }: Period, team: string | null = null): string {
  const path = `/goals/review/${encodeURIComponent(id)}`;
  return team === null ? path : `${path}?team=${encodeURIComponent(team)}`;
}
