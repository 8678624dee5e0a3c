import { type FieldChange, type FieldValues, isOwned, type SyncedField, syncedFields } from './fields.ts';
import { isEmpty, sameValue } from './same-value.ts';
import type { WriteBackSettings } from './write-back-settings.ts';

export interface FieldPlanInput {
  readonly desired: FieldValues;
  /** The fields that can be written on this issue, with their values now. */
  readonly actual: FieldValues;
  /** What Waymark last wrote to each field of this issue. */
  readonly lastWritten: FieldValues;
  readonly fill: WriteBackSettings['fill'];
  /** Fields that people cannot edit on this issue: what is in them is Waymark's own. */
  readonly shownOnly?: readonly SyncedField[];
}

/**
 * The changes that bring an issue's fields to what is desired; none when nothing differs. Owned fields are overwritten.
 * A mission field is filled only when it is empty, the settings say so, and Waymark has never filled it before: what
 * is empty after that was cleared by a person. Where people cannot edit it, a filled one is kept up to date.
 */
export function planFields({
  desired,
  actual,
  lastWritten,
  fill,
  shownOnly = [],
}: FieldPlanInput): readonly FieldChange[] {
  return syncedFields.flatMap((field): readonly FieldChange[] => {
    const to = desired[field];
    const from = actual[field];
    if (to === undefined || from === undefined || sameValue(from, to)) return [];
    if (isOwned(field)) return [{ field, from, to }];
    const isOurs = isEmpty(from) ? isEmpty(lastWritten[field]) : shownOnly.includes(field);
    return isOurs && fill[field] === 'suggest' ? [{ field, from, to }] : [];
  });
}
