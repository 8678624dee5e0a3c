import { type CheckIn, effectiveCheckIns } from './check-in.ts';
import { likeOf } from './goal.ts';
import type { ImportPlan } from './import-plan.ts';
import { inUnitOf } from './value-compare.ts';

/** Check-ins of one key result that an import takes out of account, because they are in another unit than its new one. */
export interface Uncounted {
  readonly keyResult: string;
  readonly checkIns: number;
  /** The newest of them, and what it is now measured against, as people read them. */
  readonly last: string;
  readonly against: string;
}

/** `checkIns` are all rows of the changed key results, in the order in which they were added. */
export function uncountedAfter(
  plan: Pick<ImportPlan, 'changed'>,
  checkIns: ReadonlyMap<string, readonly CheckIn[]>,
): readonly Uncounted[] {
  return plan.changed.flatMap(({ id, before, after }): Uncounted[] => {
    if (before.kind !== 'key-result' || after.kind !== 'key-result') return [];
    const [old, now] = [likeOf(before), likeOf(after)];
    if (now === null) return [];
    const lost = effectiveCheckIns(checkIns.get(id) ?? []).filter(
      ({ value }) => (old === null || inUnitOf(value, old) !== null) && inUnitOf(value, now) === null,
    );
    const last = lost.at(-1);
    if (last === undefined) return [];
    return [{ keyResult: id, checkIns: lost.length, last: last.value.text, against: now.text }];
  });
}
