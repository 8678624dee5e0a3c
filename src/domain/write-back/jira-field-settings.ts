import { z } from 'zod';
import { fieldsWithOptions } from './field-options.ts';
import { type SyncedField, syncedFields } from './fields.ts';

/** The names of the custom fields that Waymark looks for, and makes when it sets Jira up: the first of each list. */
export const jiraFieldNames: Readonly<Record<SyncedField, readonly string[]>> = {
  size: ['Mission size'],
  name: ['Mission name'],
  problem: ['Mission problem'],
  persona: ['Mission persona'],
  buildTestIterate: ['Build–test–iterate'],
  value: ['Mission value'],
  due: ['Mission due'],
  priority: ['Mission priority'],
  difficulty: ['Mission difficulty'],
  framing: ['Story framing'],
  okrProgress: ['OKR progress'],
  okrScore: ['OKR score'],
  okrStatus: ['OKR status'],
  keyResult: ['Key result'],
};

const name = z.string().trim().min(1).max(255);

const names = (field: SyncedField) =>
  z
    .array(name)
    .max(20)
    .default([...jiraFieldNames[field]]);
const ownWords = z.record(name, name).default({});

/** One key a field, with its own default. */
function perField<F extends SyncedField, T extends z.ZodType>(fields: readonly F[], schema: (field: F) => T) {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field, schema(field)])) as Record<F, T>);
}

/** Where Jira keeps the fields that Waymark syncs. */
export const jiraFieldSettings = z
  .strictObject({
    /** Names or ids; the first one that an issue's project and type have is the field. An empty list turns it off. */
    fields: perField(syncedFields, names).prefault({}),
    /** The site's own words for the values of a field with options, e.g. `framing: { recipe: Rezept }`. */
    options: perField(fieldsWithOptions, () => ownWords).prefault({}),
  })
  .prefault({});

export type JiraFieldSettings = z.infer<typeof jiraFieldSettings>;

export const defaultJiraFieldSettings: JiraFieldSettings = jiraFieldSettings.parse({});
