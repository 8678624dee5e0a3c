import type { FieldValue } from './fields.ts';
import { sameValue } from './same-value.ts';

/** A field that Waymark wrote or was about to write, newest first in a list. */
export interface OwnFieldWrite {
  readonly after: FieldValue;
  readonly at: string;
}

/**
 * Whether an edit brought exactly the values of Waymark's newest call, no more and no fewer. Only the newest counts:
 * an older value that comes back is somebody else's doing.
 */
export function isOwnEdit(values: readonly FieldValue[], writes: readonly OwnFieldWrite[]): boolean {
  const [newest] = writes;
  if (!newest || values.length === 0) return false;
  const left = writes.filter(({ at }) => at === newest.at).map(({ after }) => after);
  for (const value of values) {
    const index = left.findIndex((after) => sameValue(after, value));
    if (index < 0) return false;
    left.splice(index, 1);
  }
  return left.length === 0;
}
