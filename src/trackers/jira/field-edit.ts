import type { FieldChange, FieldProblem, FieldValue, SyncedField } from '../../domain/write-back/fields.ts';
import type { JiraFieldSettings } from '../../domain/write-back/jira-field-settings.ts';
import { fieldValueForJira, fieldValueFromJira, LONGEST_TEXT } from './field-kinds.ts';
import { type FieldMap, nameKey, type WritableField } from './field-map.ts';

const SHOWN_OPTIONS = 12;

/** What an edit would send for some changes, and which of them cannot be sent. */
export interface PreparedEdit {
  /** Field id → value in Jira's form. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Field id → the change that it makes. */
  readonly changes: ReadonlyMap<string, FieldChange>;
  readonly problems: readonly FieldProblem[];
}

type Prepared =
  | { readonly id: string; readonly value: unknown; readonly optionId?: string }
  | Pick<FieldProblem, 'message' | 'remedy'>;

/** Puts changes into Jira's form, as far as the fields of the issue take them. */
export function prepareEdit(
  map: FieldMap,
  settings: JiraFieldSettings,
  changes: readonly FieldChange[],
): PreparedEdit {
  const fields: Record<string, unknown> = {};
  const sent = new Map<string, FieldChange>();
  const problems: FieldProblem[] = [];
  for (const change of changes) {
    const prepared = prepareChange(map, settings, change);
    if ('message' in prepared) problems.push({ project: map.project, field: change.field, ...prepared });
    else {
      fields[prepared.id] = prepared.value;
      sent.set(prepared.id, change);
    }
  }
  return { fields, changes: sent, problems };
}

/** One change in Jira's form; `optionId` where it is an option. */
export function prepareChange(map: FieldMap, settings: JiraFieldSettings, change: FieldChange): Prepared {
  const { field, to } = change;
  const target = map.writable.get(field);
  const place = placeOf(map);
  if (!target) {
    return (
      map.problems.find((problem) => problem.field === field) ?? {
        message: `${place} has no field for ${field} that can be written.`,
        remedy: 'Run `waymark provision`, which creates the field and puts it on the screens.',
      }
    );
  }
  const { id, name, kind } = target;
  if (to === null) {
    if (!target.isRequired) return { id, value: null };
    return {
      message: `The field "${name}" of ${place} is required and cannot be emptied.`,
      remedy: `Make it optional in the project's field configuration.`,
    };
  }
  if (kind === 'option') return prepareOption(target, settings, to, place);
  const value = fieldValueForJira(to, kind);
  if (value) return { id, ...value };
  return {
    message: `The field "${name}" of ${place} does not hold ${kind === 'number' ? 'anything but numbers' : `lines of more than ${LONGEST_TEXT} characters`}.`,
    remedy: `Choose a field of another type for ${field} under writeBack.jira.fields.`,
  };
}

function prepareOption(
  target: WritableField,
  settings: JiraFieldSettings,
  to: string | number,
  place: string,
): Prepared {
  const { field, id, name, options } = target;
  const wanted = ownWord(settings, field, String(to));
  const found = optionFor(target, settings, String(to));
  if (found) return { id, value: { value: found.value }, optionId: found.id };
  const shown = options.slice(0, SHOWN_OPTIONS).map(({ value }) => `"${value}"`);
  const offered =
    shown.length === 0 ? 'none' : shown.join(', ') + (options.length > shown.length ? ' …' : '');
  return {
    message: `The field "${name}" of ${place} has no option "${wanted}" (it offers ${offered}).`,
    remedy: `Add the option (Jira settings → Issues → Custom fields → Contexts), run \`waymark provision\`, or give your own word for it under writeBack.jira.options.${field}.`,
  };
}

/** The option that stands for one of Waymark's values, by the site's own word for it if it has one. */
export function optionFor(
  { field, options }: WritableField,
  settings: JiraFieldSettings,
  value: string,
): WritableField['options'][number] | undefined {
  const wanted = ownWord(settings, field, value);
  return (
    options.find((option) => option.value === wanted) ??
    options.find((option) => nameKey(option.value) === nameKey(wanted))
  );
}

/** The value of a field as Waymark says it: an option of the site's own words by Waymark's word for it. */
export function readField(
  { field, id, kind }: WritableField,
  settings: JiraFieldSettings,
  fields: Readonly<Record<string, unknown>>,
): FieldValue | undefined {
  // What the answer does not hold may be there all the same, and must not be taken for empty.
  if (!Object.hasOwn(fields, id)) return undefined;
  const value = fieldValueFromJira(fields[id] ?? null, kind);
  if (kind !== 'option' || typeof value !== 'string') return value;
  const own = Object.entries(wordsOf(settings, field));
  return own.find(([, word]) => nameKey(word) === nameKey(value))?.[0] ?? value;
}

/** What Jira said of a field that it would not take. */
export function refusedByJira(map: FieldMap, change: FieldChange, words: string): FieldProblem {
  const name = map.writable.get(change.field)?.name ?? change.field;
  return {
    project: map.project,
    field: change.field,
    message: `Jira refused the field "${name}" of ${placeOf(map)}: ${words}`,
    remedy: remedyFor(words, map),
  };
}

function remedyFor(words: string, { project }: FieldMap): string {
  if (/permission/i.test(words)) return `Give Waymark's account the permission "Edit issues" in ${project}.`;
  return /screen/i.test(words)
    ? 'Add the field to the edit screen of this issue type, or run `waymark provision`.'
    : 'Check the field’s context, options and type in Jira settings → Issues → Custom fields.';
}

/** The site's own word for one of Waymark's values. */
export function ownWord(settings: JiraFieldSettings, field: SyncedField, value: string): string {
  const words = Object.entries(wordsOf(settings, field));
  return words.find(([word]) => nameKey(word) === nameKey(value))?.[1] ?? value;
}

function wordsOf(settings: JiraFieldSettings, field: SyncedField): Readonly<Record<string, string>> {
  const options: Readonly<Partial<Record<SyncedField, Record<string, string>>>> = settings.options;
  return options[field] ?? {};
}

function placeOf({ project, typeName }: FieldMap): string {
  return typeName === '' ? project : `${project} (${typeName})`;
}
