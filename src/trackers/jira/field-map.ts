import { type FieldProblem, type SyncedField, syncedFields } from '../../domain/write-back/fields.ts';
import { type JiraFieldSettings, jiraFieldNames } from '../../domain/write-back/jira-field-settings.ts';
import { type FieldKind, kindFromJira } from './field-kinds.ts';
import type { JiraEditMeta, JiraSiteField } from './field-schema.ts';

/** A custom field that can be written on the issues of one project and type. */
export interface WritableField {
  readonly field: SyncedField;
  readonly id: string;
  /** As Jira shows it to Waymark's account. */
  readonly name: string;
  readonly kind: FieldKind;
  /** The choices that are offered; empty for other kinds. */
  readonly options: readonly { readonly id: string; readonly value: string }[];
  /** Jira does not take it empty. */
  readonly isRequired: boolean;
  /** A type that edits of many issues at once leave out. */
  readonly isComputed: boolean;
}

export interface FieldMap {
  readonly project: string;
  /** The issue type's name; empty where it is not known. */
  readonly typeName: string;
  readonly writable: ReadonlyMap<SyncedField, WritableField>;
  readonly problems: readonly FieldProblem[];
  /** Those it was made under. */
  readonly settings: JiraFieldSettings;
}

/** What is known about the fields of one kind of issue. */
export interface FieldKnowledge {
  readonly project: string;
  readonly typeName: string;
  readonly settings: JiraFieldSettings;
  /** What can be edited on the issue. */
  readonly editMeta: JiraEditMeta;
  /** Every field that the issue has, by id, whether it can be edited or not. */
  readonly names: Readonly<Record<string, unknown>>;
  /** All fields of the site, with their names in other languages; null when they were not asked for. */
  readonly siteFields: readonly JiraSiteField[] | null;
}

export const CUSTOM_FIELD_ID = /^customfield_\d{1,12}$/;

/** Case, spaces and dashes apart, in whatever way they were typed. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Finds, for each synced field, the one custom field that is meant. A field that nobody has set up is left out without a
 * word; one that is there and cannot be used is a problem with its remedy.
 */
export function fieldMapFrom(knowledge: FieldKnowledge): FieldMap {
  const { project, typeName, settings } = knowledge;
  const index = indexOf(knowledge);
  const writable = new Map<SyncedField, WritableField>();
  const problems: FieldProblem[] = [];
  for (const field of syncedFields) {
    const found = findField(field, settings.fields[field], knowledge, index);
    if (found === null) continue;
    if ('message' in found) problems.push({ project, field, ...found });
    else writable.set(field, found);
  }
  return { project, typeName, writable, problems, settings };
}

/** Whether any configured name is not among these, so that the names of the whole site have to be asked for. */
export function isAnyUnknown({ settings, editMeta, names }: Omit<FieldKnowledge, 'siteFields'>): boolean {
  const known = new Set(
    [...Object.values(names), ...Object.values(editMeta.fields).map(({ name }) => name)].flatMap((name) =>
      typeof name === 'string' ? [nameKey(name)] : [],
    ),
  );
  const isKnown = (wanted: string) =>
    Object.hasOwn(names, wanted) || Object.hasOwn(editMeta.fields, wanted) || known.has(nameKey(wanted));
  return Object.values(settings.fields).some((wanted) => wanted.length > 0 && !wanted.some(isKnown));
}

type Found = WritableField | Pick<FieldProblem, 'message' | 'remedy'> | null;
type Index = ReadonlyMap<string, ReadonlySet<string>>;

/** Name → the ids of the fields that go by it. */
function indexOf({ editMeta, names, siteFields }: FieldKnowledge): Index {
  const index = new Map<string, Set<string>>();
  const add = (name: unknown, id: string) => {
    if (typeof name !== 'string' || !CUSTOM_FIELD_ID.test(id)) return;
    const key = nameKey(name);
    index.set(key, (index.get(key) ?? new Set()).add(id));
  };
  for (const [id, { name }] of Object.entries(editMeta.fields)) add(name, id);
  for (const [id, name] of Object.entries(names)) add(name, id);
  const here = new Set([...Object.keys(editMeta.fields), ...Object.keys(names)]);
  for (const { id, otherNames } of siteFields ?? []) {
    if (here.has(id)) for (const name of otherNames) add(name, id);
  }
  return index;
}

function findField(
  field: SyncedField,
  wanted: readonly string[],
  knowledge: FieldKnowledge,
  index: Index,
): Found {
  const { editMeta, names } = knowledge;
  let problem: Found = null;
  for (const name of wanted) {
    const ids = CUSTOM_FIELD_ID.test(name)
      ? [name].filter((id) => id in names || id in editMeta.fields)
      : [...(index.get(nameKey(name)) ?? [])];
    const editable = ids.filter((id) => id in editMeta.fields);
    const [id] = editable;
    if (id !== undefined && editable.length === 1) return writableField(field, id, knowledge);
    if (editable.length > 1) problem ??= sameName(field, name, editable, knowledge);
    else if (ids.length > 0) problem ??= notOnScreen(name, knowledge);
  }
  return problem ?? absent(field, wanted, knowledge);
}

function writableField(field: SyncedField, id: string, knowledge: FieldKnowledge): Found {
  const meta = knowledge.editMeta.fields[id];
  const kind = kindFromJira(meta?.schema?.custom);
  if (!meta || kind === null) {
    return {
      message: `In ${where(knowledge)} the field "${meta?.name ?? id}" is of a type that Waymark does not write (${meta?.schema?.custom ?? 'unknown'}).`,
      remedy: `Make it a field of the type "select list (single choice)", "short text", "paragraph" or "number", or name another one under writeBack.jira.fields.${field}.`,
    };
  }
  return {
    field,
    id,
    name: meta.name,
    kind,
    options: meta.allowedValues,
    isRequired: meta.required,
    isComputed: meta.schema?.custom?.endsWith(':readonlyfield') ?? false,
  };
}

function sameName(
  field: SyncedField,
  name: string,
  ids: readonly string[],
  knowledge: FieldKnowledge,
): Pick<FieldProblem, 'message' | 'remedy'> {
  return {
    message: `In ${where(knowledge)} ${ids.length} fields are called "${name}" (${ids.join(', ')}).`,
    remedy: `Name the right one by its id under writeBack.jira.fields.${field}, e.g. [${ids[0]}], or rename the others in Jira.`,
  };
}

function notOnScreen(name: string, knowledge: FieldKnowledge): Pick<FieldProblem, 'message' | 'remedy'> {
  if (Object.keys(knowledge.editMeta.fields).length === 0) {
    return {
      message: `Waymark's account may not edit issues in ${where(knowledge)}, so "${name}" cannot be written.`,
      remedy: `Give the account the permission "Edit issues" in the project ${knowledge.project}.`,
    };
  }
  return {
    message: `The field "${name}" is not on the edit screen of ${where(knowledge)}.`,
    remedy:
      'Add it to that screen (Jira settings → Issues → Screens; in a team-managed project: Project settings → Work types), or run `waymark provision`.',
  };
}

/** Silence for what is not set up, unless somebody asked for it by a name of their own. */
function absent(
  field: SyncedField,
  wanted: readonly string[],
  knowledge: FieldKnowledge,
): Pick<FieldProblem, 'message' | 'remedy'> | null {
  const { siteFields } = knowledge;
  const defaults = jiraFieldNames[field];
  const isAskedFor = wanted.some((name) => !defaults.includes(name));
  if (!isAskedFor || siteFields === null) return null;
  const isOnSite = siteFields.some(
    ({ id, name, otherNames }) =>
      wanted.includes(id) ||
      [name, ...otherNames].some((one) => wanted.some((other) => nameKey(other) === nameKey(one))),
  );
  const list = wanted.map((name) => `"${name}"`).join(' or ');
  if (isOnSite) {
    return {
      message: `The field ${list} does not apply to ${where(knowledge)}.`,
      remedy: `Add the project and type to the field's context (Jira settings → Issues → Custom fields), or set writeBack.jira.fields.${field} for this project.`,
    };
  }
  return {
    message: `Jira has no field called ${list}, which the settings of ${knowledge.project} name.`,
    remedy: `Correct writeBack.jira.fields.${field}. Jira translates names to the language of Waymark's account; an id (customfield_…) always holds.`,
  };
}

function where({ project, typeName }: FieldKnowledge): string {
  return typeName === '' ? project : `${project} (${typeName})`;
}
