import type { FieldValue, SyncedField } from './fields.ts';
import { sameValue } from './same-value.ts';

/** One value that was or would be brought to another; `field` is null for the comment. */
export interface ValueChange {
  readonly field: SyncedField | null;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

/**
 * How often values came back, counted for the field where it happened most. A write is a flip when it brings back
 * what was there before within `history`: somebody else had changed it, or the texts go to and fro. A value that
 * moves on, such as a progress, never flips.
 */
export function countFlips(history: readonly ValueChange[], next: readonly ValueChange[]): number {
  const perField = next.map((change) => {
    const seen: FieldValue[] = [];
    let flips = 0;
    for (const { before, after } of [...history.filter(({ field }) => field === change.field), change]) {
      if (seen.some((value) => sameValue(value, after))) flips += 1;
      seen.push(before, after);
    }
    return flips;
  });
  return Math.max(0, ...perField);
}
