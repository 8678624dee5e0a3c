import type { TrackerName } from '../domain/issue.ts';
import type { Tracker } from '../domain/ports.ts';
import type { BackfillIssue } from './backfill-issue.ts';
import type { Pace, PaceDeps } from './pace.ts';

/** A tracker whose calls wait their turn, and what writes through it. */
export interface CatchUpDesk {
  readonly tracker: Tracker;
  readonly pace: Pace;
  readonly issue: BackfillIssue;
}

export type DeskOptions = Pick<PaceDeps, 'signal' | 'onWait' | 'onTick'>;

/** Null for a tracker that is off. */
export type OpenDesk = (tracker: TrackerName, options: DeskOptions) => CatchUpDesk | null;
