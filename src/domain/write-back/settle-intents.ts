import type { FieldValue, FieldValues, SyncedField } from './fields.ts';
import { sameValue } from './same-value.ts';

/** A field write that was begun and whose end was not recorded: the process died, or no answer came. */
export interface OpenIntent {
  readonly seq: number;
  readonly field: SyncedField | null;
  readonly before: FieldValue;
  readonly after: FieldValue;
  readonly issueUpdatedAt: string | null;
  /** Set when the tracker turned the call away, with nothing of it done or only its beginning. */
  readonly reason: string | null;
}

export interface IntentOutcome {
  readonly seq: number;
  readonly state: 'written' | 'dropped';
}

/**
 * Tells from the issue as it is now what became of intended writes. One is dropped, and may be planned again, only
 * when it certainly did not happen: the old value is there, and the call was turned away or nobody has touched the
 * issue since. When in doubt it counts as written, so that a value which a person cleared in the meantime stays
 * cleared.
 */
export function settleIntents(
  intents: readonly OpenIntent[],
  now: { readonly fields: FieldValues; readonly updatedAt: string },
): readonly IntentOutcome[] {
  const isThere = ({ field, after }: OpenIntent) => {
    const value = field === null ? undefined : now.fields[field];
    return value !== undefined && sameValue(value, after);
  };
  const isUntouched = ({ field, before }: OpenIntent) => {
    const value = field === null ? undefined : now.fields[field];
    return value !== undefined && sameValue(value, before);
  };
  return intents.map((intent) => {
    const isSame = intent.issueUpdatedAt !== null && sameTime(intent.issueUpdatedAt, now.updatedAt);
    const dropped = !isThere(intent) && isUntouched(intent) && (intent.reason !== null || isSame);
    return { seq: intent.seq, state: dropped ? 'dropped' : 'written' };
  });
}

function sameTime(a: string, b: string): boolean {
  return Date.parse(a) === Date.parse(b);
}
