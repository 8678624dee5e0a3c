import type { CustomField, Issue, Label } from '../issue.ts';
import type { FieldValue, FieldValues } from '../write-back/fields.ts';
import { isEmpty, sameValue } from '../write-back/same-value.ts';

/** What people see of an issue and can change. When it was updated is left out: a comment or a view may move it. */
const plainParts = [
  'key',
  'title',
  'description',
  'type',
  'typeName',
  'status',
  'assignees',
  'reporter',
  'parent',
  'links',
  'estimate',
  'sprintEnd',
] as const satisfies readonly (keyof Issue)[];

/**
 * The parts in which two looks at an issue differ, leaving out what Waymark wrote itself: recognised by its value, as
 * Waymark's account may be a person's too. Empty when nothing was changed by anybody else.
 */
export function changedByOthers(before: Issue, now: Issue, lastWritten: FieldValues): readonly string[] {
  const own = Object.values(lastWritten).filter((value) => !isEmpty(value));
  const changed: string[] = plainParts.filter((part) => !isSame(before[part], now[part]));
  if (customFieldsDiffer(before.customFields, now.customFields, own)) changed.push('customFields');
  if (labelsDiffer(before.labels, now.labels, own)) changed.push('labels');
  // These two Waymark writes in the tracker's own words, so its last write of them explains the difference.
  if (isEmpty(lastWritten.priority) && before.priority !== now.priority) changed.push('priority');
  if (isEmpty(lastWritten.due) && before.dueDate !== now.dueDate) changed.push('dueDate');
  return changed;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function isOwn(value: FieldValue | undefined, own: readonly (FieldValue | undefined)[]): boolean {
  return own.some((written) => sameValue(written ?? null, value ?? null));
}

function customFieldsDiffer(
  before: readonly CustomField[],
  now: readonly CustomField[],
  own: readonly (FieldValue | undefined)[],
): boolean {
  const old = new Map(before.map(({ id, value }) => [id, value]));
  const ids = new Set([...old.keys(), ...now.map(({ id }) => id)]);
  const current = new Map(now.map(({ id, value }) => [id, value]));
  return [...ids].some((id) => {
    const [was, is] = [old.get(id) ?? null, current.get(id) ?? null];
    return !sameValue(was, is) && !isOwn(is, own);
  });
}

function labelsDiffer(
  before: readonly Label[],
  now: readonly Label[],
  own: readonly (FieldValue | undefined)[],
): boolean {
  const added = now.filter((label) => !before.some((other) => isSame(other, label)));
  const removed = before.filter((label) => !now.some((other) => isSame(other, label)));
  const written = added.filter(({ name, group }) => group !== undefined && isOwn(name, own));
  const isReplaced = ({ group }: Label) => written.some((label) => label.group === group);
  return added.length > written.length || removed.some((label) => !isReplaced(label));
}
