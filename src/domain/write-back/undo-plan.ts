import type { FieldChange, FieldValue, FieldValues, SyncedField } from './fields.ts';
import { sameValue } from './same-value.ts';

/** A write to one issue that may be taken back. */
export interface PastFieldWrite {
  readonly seq: number;
  readonly field: SyncedField;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

/** A field that is not as Waymark left it, and so is left as it is. */
export interface LeftAlone {
  readonly field: SyncedField;
  readonly written: FieldValue;
  /** What is there now; absent: the field is not on the issue any more. */
  readonly found: FieldValue | undefined;
}

export interface UndoPlan {
  readonly changes: readonly FieldChange[];
  readonly leftAlone: readonly LeftAlone[];
  /** Per field that is restored or is already as it was: the entries of which nothing is left then. */
  readonly settled: ReadonlyMap<SyncedField, readonly number[]>;
}

/**
 * How one issue's fields get back to what they were before these writes, given newest first. Each field goes back
 * write by write as long as one begins with what the one before it left; where it does not, a person had changed the
 * field in between, and that person's value is what comes back.
 */
export function planUndo(writes: readonly PastFieldWrite[], actual: FieldValues): UndoPlan {
  const changes: FieldChange[] = [];
  const leftAlone: LeftAlone[] = [];
  const settled = new Map<SyncedField, readonly number[]>();
  for (const [field, [newest, ...older]] of byField(writes)) {
    if (!newest) continue;
    const found = actual[field];
    const to = valueBefore(newest, older);
    const isRestored = found !== undefined && sameValue(found, to);
    if (found === undefined || (!isRestored && !sameValue(found, newest.after))) {
      leftAlone.push({ field, written: newest.after, found });
      continue;
    }
    if (!isRestored) changes.push({ field, from: found, to });
    settled.set(
      field,
      [newest, ...older].map(({ seq }) => seq),
    );
  }
  return { changes, leftAlone, settled };
}

function byField(writes: readonly PastFieldWrite[]): ReadonlyMap<SyncedField, readonly PastFieldWrite[]> {
  const fields = new Map<SyncedField, PastFieldWrite[]>();
  for (const write of writes) fields.set(write.field, [...(fields.get(write.field) ?? []), write]);
  return fields;
}

function valueBefore(newest: PastFieldWrite, older: readonly PastFieldWrite[]): FieldValue {
  let value = newest.before;
  for (const { before, after } of older) {
    if (!sameValue(after, value)) break;
    value = before;
  }
  return value;
}
