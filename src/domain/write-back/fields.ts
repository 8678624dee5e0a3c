import { type MissionField, missionFields } from '../mission/mission.ts';

/** Fields that are Waymark's own in the tracker: it overwrites them. Everything else it fills only when empty. */
export const ownedFields = ['framing', 'okrProgress', 'okrScore', 'okrStatus', 'keyResult'] as const;
export type OwnedField = (typeof ownedFields)[number];

/** What Waymark keeps in sync with a tracker: the nine fields of the mission, and its own. */
export const syncedFields = [...missionFields, ...ownedFields] as const;
export type SyncedField = MissionField | OwnedField;

/** A value as the tracker shows it: an option's name, a text, a number; null when empty. */
export type FieldValue = string | number | null;
export type FieldValues = Readonly<Partial<Record<SyncedField, FieldValue>>>;

/** One field of one issue that is to be brought from one value to another. */
export interface FieldChange {
  readonly field: SyncedField;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** Why a field cannot be kept in sync here, with what an administrator can do about it. */
export interface FieldProblem {
  readonly project: string;
  readonly field: SyncedField;
  readonly message: string;
  readonly remedy: string;
}

export function isOwned(field: SyncedField): field is OwnedField {
  return (ownedFields as readonly string[]).includes(field);
}
