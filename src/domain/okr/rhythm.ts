import { type CheckIn, checkInsDuring } from './check-in.ts';
import { addDays, type Day, daysBetween } from './days.ts';
import type { GoalTree } from './goal-tree.ts';
import { inPeriod } from './period.ts';
import type { ObjectiveStanding } from './standing.ts';

/** One owner's key results that want a check-in. */
export interface Reminder {
  /** Null gathers those that nobody owns. */
  readonly owner: string | null;
  readonly keyResults: readonly {
    readonly id: string;
    readonly statement: string;
    readonly last: Day | null;
    readonly days: number;
  }[];
}

/**
 * Whom to remind today: the owners of manual key results whose period runs and whose last check-in is `everyDays` old
 * or older (7 by default). A period's first reminder comes after its first `everyDays`. Measured ones check in alone.
 */
export function remindersDue(
  tree: GoalTree,
  lastCheckIn: ReadonlyMap<string, Day>,
  today: Day,
  everyDays = 7,
): readonly Reminder[] {
  const byOwner = new Map<string | null, Reminder['keyResults'][number][]>();
  for (const one of tree.keyResults()) {
    const period = tree.periodOf(one.id);
    if (one.source.kind !== 'manual' || period === null || !inPeriod(today, period)) continue;
    const last = lastCheckIn.get(one.id) ?? null;
    const days = daysBetween(last ?? period.from, today);
    if (days < everyDays) continue;
    const owner = tree.ownerOf(one.id);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), { id: one.id, statement: one.statement, last, days }]);
  }
  return [...byOwner].map(([owner, keyResults]) => ({ owner, keyResults }));
}

export interface DeepDiveItem {
  readonly goal: string;
  readonly statement: string;
  readonly owner: string | null;
  readonly reason: string;
}

/** What the monthly deep dive should look at, the worst first: off track, no data, at risk, low confidence. */
export function deepDiveList(
  tree: GoalTree,
  standings: readonly ObjectiveStanding[],
  checkIns: ReadonlyMap<string, readonly CheckIn[]>,
): readonly DeepDiveItem[] {
  const urgency = { 'off-track': 0, 'no-data': 1, 'at-risk': 2, 'on-track': 3 } as const;
  const items = standings.flatMap((standing) =>
    standing.keyResults.flatMap((one) => {
      const unsure = (checkIns.get(one.keyResult.id) ?? []).at(-1)?.confidence === 'low';
      const { status, rule } = one.status;
      if (status === 'on-track' && !unsure) return [];
      const reason = status === 'on-track' ? 'On track, yet the last check-in has low confidence.' : rule;
      const { id, statement } = one.keyResult;
      return [{ rank: urgency[status], item: { goal: id, statement, owner: tree.ownerOf(id), reason } }];
    }),
  );
  return items.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** A deep dive is due when a calendar month has begun since the last one. */
export const deepDiveDue = (last: Day | null, today: Day): boolean =>
  last === null || last.slice(0, 7) < today.slice(0, 7);

/** Share of key results with a check-in in each of the last `weeks` weeks, the oldest week first. */
export function cadence(
  keyResults: readonly string[],
  checkIns: ReadonlyMap<string, readonly CheckIn[]>,
  today: Day,
  weeks: number,
): readonly number[] {
  return Array.from({ length: weeks }, (_, index) => {
    const to = addDays(today, -7 * (weeks - 1 - index));
    const week = { id: '', from: addDays(to, -6), to };
    const held = keyResults.filter((id) => checkInsDuring(checkIns.get(id) ?? [], week).length > 0);
    return keyResults.length === 0 ? 0 : held.length / keyResults.length;
  });
}
