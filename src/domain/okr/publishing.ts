import type { Day } from './days.ts';
import { daysBetween } from './days.ts';
import type { OkrStatus } from './status.ts';

/** What a tracker is told of a goal's standing. */
export interface PublishedStanding {
  /** Whole percent; null while nothing is known. */
  readonly progress: number | null;
  readonly score: number | null;
  readonly status: OkrStatus;
}

/** The standing rounded as it is published, so that noise below a percent is no change. */
export const publishedStanding = (
  progress: number | null,
  score: number | null,
  status: OkrStatus,
): PublishedStanding => ({
  progress: progress === null ? null : Math.round(progress * 100),
  score,
  status,
});

/** Whether a new standing is worth telling: the status changed, or progress moved by `step` percent (5 by default). */
export function isWorthPublishing(last: PublishedStanding | null, now: PublishedStanding, step = 5): boolean {
  if (last === null) return now.status !== 'no-data';
  if (last.status !== now.status) return true;
  if (last.progress === null || now.progress === null) return last.progress !== now.progress;
  // Reaching the end counts, however small the last step is.
  if (now.progress === 100 && last.progress !== 100) return true;
  return Math.abs(now.progress - last.progress) >= step;
}

/** The health that Linear shows on projects and initiatives; null where there is nothing to say. */
export function linearHealth(status: OkrStatus): 'onTrack' | 'atRisk' | 'offTrack' | null {
  const health = {
    'on-track': 'onTrack',
    'at-risk': 'atRisk',
    'off-track': 'offTrack',
    'no-data': null,
  } as const;
  return health[status];
}

/** The update that stands on a project already. */
export interface LastUpdate {
  readonly day: Day;
  readonly status: OkrStatus;
}

/**
 * How an update reaches a project: edited in place on the day it was written, else new once a week, or at once when
 * the status changed.
 */
export function updateAction(
  last: LastUpdate | null,
  status: OkrStatus,
  today: Day,
): 'create' | 'edit' | 'wait' {
  if (last === null) return 'create';
  if (last.day === today) return 'edit';
  return last.status !== status || daysBetween(last.day, today) >= 7 ? 'create' : 'wait';
}
