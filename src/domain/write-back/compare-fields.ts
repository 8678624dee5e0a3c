import { sentence } from '../quoted.ts';
import type { Settings } from '../settings.ts';
import {
  type FieldProblem,
  type FieldValue,
  type FieldValues,
  isOwned,
  type SyncedField,
  syncedFields,
} from './fields.ts';
import { mayWriteFields } from './gate.ts';
import { isEmpty, sameValue } from './same-value.ts';

/** A field as Waymark wants it and as it is. */
export interface FieldComparison {
  readonly field: SyncedField;
  readonly wanted: FieldValue;
  /** Undefined where the tracker has no place for it. */
  readonly there: FieldValue | undefined;
  /** Null where both are the same. */
  readonly why: string | null;
  /** The settings leave the field to people. */
  readonly isLeft: boolean;
}

export interface ComparisonInput {
  readonly desired: FieldValues;
  readonly actual: FieldValues;
  readonly lastWritten: FieldValues;
  readonly settings: Pick<Settings, 'writeBack'>;
  readonly problems: readonly FieldProblem[];
  /** Why writes of a field are held, in the gate's words. */
  readonly held: Readonly<Partial<Record<SyncedField, string>>>;
  /** What keeps Waymark from writing on the issue at all; null: nothing. */
  readonly stop: string | null;
}

/** What Waymark wants in the fields of an issue, against what is there, and why they differ. */
export function compareFields(input: ComparisonInput): readonly FieldComparison[] {
  const { desired, actual } = input;
  return syncedFields.flatMap((field): readonly FieldComparison[] => {
    const wanted = desired[field];
    if (wanted === undefined || (isEmpty(wanted) && isEmpty(actual[field]))) return [];
    const there = actual[field];
    const isSame = there !== undefined && sameValue(there, wanted);
    const isLeft = !isSame && !isOwned(field) && input.settings.writeBack.fill[field] !== 'suggest';
    return [{ field, wanted, there, why: isSame ? null : whyDifferent(field, there, input), isLeft }];
  });
}

function whyDifferent(
  field: SyncedField,
  there: FieldValue | undefined,
  { settings, problems, held, stop, lastWritten }: ComparisonInput,
): string {
  const { mode, fill } = settings.writeBack;
  if (!mayWriteFields(mode)) return `Writing is off here: writeBack.mode is ${mode}.`;
  if (!isOwned(field) && !isEmpty(there)) return 'A person’s value stays.';
  if (!isOwned(field) && fill[field] !== 'suggest')
    return `Waymark leaves it to people: writeBack.fill.${field} is off.`;
  const problem = problems.find((one) => one.field === field);
  if (problem) return `Refused: ${sentence(problem.message)} ${sentence(problem.remedy)}`;
  if (there === undefined) return 'The tracker has no field for it; waymark provision sets it up.';
  if (stop !== null) return `Waymark writes nothing here: ${sentence(stop)}`;
  const because = held[field];
  if (because !== undefined) return `Held: ${sentence(because.replaceAll('-', ' '))}`;
  if (!isOwned(field) && !isEmpty(lastWritten[field])) return 'A person has cleared it, and that stays.';
  return 'It is written at the next look.';
}
