import type { CheckIn } from './check-in.ts';
import { addDays, type Day } from './days.ts';
import { type KeyResultStanding, standingOf } from './standing.ts';
import type { Value } from './value.ts';

/** What a week has made of a key result. */
export interface WeekChange {
  /** The value a week ago; null when there was none. */
  readonly from: Value | null;
  /** How much further it is on its way, -1 to 1; null when that cannot be told. */
  readonly progress: number | null;
  readonly moved: 'forward' | 'back' | 'not' | 'unknown';
}

/** Where a key result stands compared to seven days before `today`. `checkIns` are effective ones, oldest first. */
export function weekChange(now: KeyResultStanding, checkIns: readonly CheckIn[], today: Day): WeekChange {
  const then = standingOf(now.keyResult, checkIns, now.period, addDays(today, -7));
  const { current: from } = then;
  const progress = now.progress === null || then.progress === null ? null : now.progress - then.progress;
  if (now.current === null || from === null) return { from, progress, moved: 'unknown' };
  if (now.current.amount === from.amount) return { from, progress, moved: 'not' };
  const isUp = now.direction === 'raise' || now.direction === 'stay-above';
  return { from, progress, moved: now.current.amount > from.amount === isUp ? 'forward' : 'back' };
}
