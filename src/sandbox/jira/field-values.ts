import { z } from 'zod';
import { type AdfDoc, adfProblem } from '../markup/adf.ts';
import { adfToWiki } from '../markup/adf-to-wiki.ts';
import { OPTION_TYPES } from './catalogue.ts';
import type { FieldOption, JiraField, JiraIssue, JiraUser } from './model.ts';
import { contextFor, isOnScreen, issueTypeNamed, type JiraSite, priorityNamed } from './site.ts';

export type FieldValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

const NOT_A_DOCUMENT = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const Named = z.union([z.object({ id: z.coerce.string() }), z.object({ name: z.string() })]);
const Account = z.union([z.object({ accountId: z.string() }), z.object({ id: z.string() })]);
const OptionRef = z.union([z.object({ id: z.coerce.string() }), z.object({ value: z.string() })]);

/** Reads a value given to `fields` of an edit, with the vendor's words where it is refused. */
export function readFieldValue(
  site: JiraSite,
  issue: Pick<JiraIssue, 'project' | 'type'>,
  field: JiraField,
  raw: unknown,
): FieldValue {
  const refused = `Field '${field.id}' cannot be set. It is not on the appropriate screen, or unknown.`;
  if (!isOnScreen(field, issue.project)) return { ok: false, error: refused };
  if (field.custom) {
    if (!contextFor(field, issue)) return { ok: false, error: refused };
    if (raw === null) {
      return field.required ? { ok: false, error: `${field.name} is required.` } : { ok: true, value: null };
    }
    return customValue(site, issue, field, raw);
  }
  return systemValue(site, field.id, raw) ?? { ok: false, error: refused };
}

function systemValue(site: JiraSite, id: string, raw: unknown): FieldValue | undefined {
  switch (id) {
    case 'summary':
      return summary(raw);
    case 'description':
      return raw === null ? ok(null) : documentValue(raw);
    case 'labels':
      return labels(raw);
    case 'duedate':
      return raw === null ? ok(null) : day(raw);
    case 'priority': {
      const named = Named.safeParse(raw);
      const found = named.success ? priorityNamed(idOrName(named.data)) : undefined;
      return found ? ok(found) : fail('The priority selected is invalid.');
    }
    case 'issuetype': {
      const named = Named.safeParse(raw);
      const found = named.success ? issueTypeNamed(idOrName(named.data)) : undefined;
      return found ? ok(found) : fail('The issue type selected is invalid.');
    }
    case 'assignee':
    case 'reporter':
      return user(site, raw);
    case 'parent': {
      if (raw === null) return ok(null);
      const reference = z
        .union([z.object({ key: z.string() }), z.object({ id: z.coerce.string() })])
        .safeParse(raw);
      const parent = reference.success
        ? site.find('key' in reference.data ? reference.data.key : reference.data.id)
        : undefined;
      return parent ? ok(parent.id) : fail('Could not find the parent issue.');
    }
    default:
      return undefined;
  }
}

function customValue(
  site: JiraSite,
  issue: Pick<JiraIssue, 'project' | 'type'>,
  field: JiraField,
  raw: unknown,
): FieldValue {
  if (OPTION_TYPES.has(field.type)) {
    const options = contextFor(field, issue)?.options ?? [];
    if (!field.type.startsWith('multi')) return option(site, options, field, raw);
    if (!Array.isArray(raw)) return fail('data was not an array');
    const chosen = raw.map((one) => option(site, options, field, one));
    return chosen.find((one) => !one.ok) ?? ok(chosen.flatMap((one) => (one.ok ? [one.value] : [])));
  }
  switch (field.type) {
    case 'float':
      return typeof raw === 'number' && Number.isFinite(raw)
        ? ok(raw)
        : fail('Operation value must be a number');
    case 'textarea':
      return documentValue(raw);
    case 'labels':
      return labels(raw);
    case 'datepicker':
      return day(raw);
    case 'userpicker':
      return user(site, raw);
    default: {
      if (typeof raw !== 'string') return fail('Operation value must be a string');
      if (raw.length > 255) {
        return fail('The entered text is too long. It exceeds the allowed limit of 255 characters.');
      }
      return ok(raw === '' ? null : raw);
    }
  }
}

function option(site: JiraSite, options: readonly FieldOption[], field: JiraField, raw: unknown): FieldValue {
  const reference = OptionRef.safeParse(raw);
  if (!reference.success) return fail(`Specify a valid 'id' or 'name' for ${field.name}`);
  const wanted = reference.data;
  const found = options.find((one) => ('id' in wanted ? one.id === wanted.id : one.value === wanted.value));
  if (!found || found.disabled) {
    return fail(`Option ${'id' in wanted ? `id '${wanted.id}'` : `value '${wanted.value}'`} is not valid`);
  }
  return ok(optionBean(site, found));
}

export function optionBean(site: JiraSite, one: FieldOption): Record<string, string> {
  return { self: `${site.url()}/rest/api/3/customFieldOption/${one.id}`, value: one.value, id: one.id };
}

function summary(raw: unknown): FieldValue {
  if (typeof raw !== 'string' || raw.trim() === '') return fail('You must specify a summary of the issue.');
  if (/[\r\n]/.test(raw)) return fail('The summary is invalid because it contains newline characters.');
  return raw.length > 255 ? fail('Summary must be less than 255 characters.') : ok(raw);
}

function documentValue(raw: unknown): FieldValue {
  if (adfProblem(raw)) return fail(NOT_A_DOCUMENT);
  const doc = raw as AdfDoc;
  if (JSON.stringify(doc).length > 200_000) return fail('The entered text is too long.');
  return ok(doc.content.length === 0 ? null : doc);
}

function labels(raw: unknown): FieldValue {
  const list = z.array(z.string()).safeParse(raw ?? []);
  if (!list.success) return fail('data was not an array');
  const spaced = list.data.find((label) => /\s/.test(label));
  return spaced === undefined
    ? ok([...new Set(list.data)])
    : fail(`The label '${spaced}' contains spaces which is invalid.`);
}

function day(raw: unknown): FieldValue {
  return typeof raw === 'string' && DAY.test(raw) && !Number.isNaN(Date.parse(raw))
    ? ok(raw)
    : fail(`Error parsing date string: ${String(raw)}`);
}

function user(site: JiraSite, raw: unknown): FieldValue {
  if (raw === null) return ok(null);
  const account = Account.safeParse(raw);
  const found = account.success
    ? site.users.get('accountId' in account.data ? account.data.accountId : account.data.id)
    : undefined;
  return found ? ok(found) : fail('User does not exist.');
}

function idOrName(named: { id: string } | { name: string }): string {
  return 'id' in named ? named.id : named.name;
}

function ok(value: unknown): FieldValue {
  return { ok: true, value };
}

function fail(error: string): FieldValue {
  return { ok: false, error };
}

/** A stored value as the changelog and the pages write it. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => valueText(one) ?? '').join(' ');
  if (typeof value !== 'object') return String(value);
  if ('type' in value && value.type === 'doc') return adfToWiki(value as AdfDoc);
  if ('displayName' in value) return (value as JiraUser).displayName;
  if ('value' in value) return String(value.value);
  if ('name' in value) return String(value.name);
  return JSON.stringify(value);
}
