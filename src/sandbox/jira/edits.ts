import type { AdfDoc } from '../markup/adf.ts';
import { invalidFields } from './errors.ts';
import { readFieldValue, valueText } from './field-values.ts';
import type { ChangeItem, JiraField, JiraIssue, JiraIssueType, JiraPriority, JiraUser } from './model.ts';
import type { JiraSite } from './site.ts';

/**
 * Applies REST `fields` to an issue and tells the listeners; all or nothing. A save that changes nothing makes no
 * event. Throws a `JiraProblem` with one entry per refused field.
 */
export function editFields(
  site: JiraSite,
  issue: JiraIssue,
  fields: Readonly<Record<string, unknown>>,
  actor: JiraUser,
): boolean {
  const values = readAll(site, issue, fields);
  const items: ChangeItem[] = [];
  for (const [field, value] of values) {
    const before = currentValue(site, issue, field);
    if (sameValue(before, value)) continue;
    items.push(changeItem(field, before, value));
    setValue(site, issue, field, value);
  }
  if (items.length === 0) return false;
  saveChange(site, issue, actor, items);
  return true;
}

export function readAll(
  site: JiraSite,
  issue: Pick<JiraIssue, 'project' | 'type'>,
  fields: Readonly<Record<string, unknown>>,
): [JiraField, unknown][] {
  const errors: Record<string, string> = {};
  const values: [JiraField, unknown][] = [];
  for (const [id, raw] of Object.entries(fields)) {
    const field = site.fields.get(id);
    const read = field
      ? readFieldValue(site, issue, field, raw)
      : {
          ok: false as const,
          error: `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`,
        };
    if (!read.ok) errors[id] = read.error;
    else if (field) values.push([field, read.value]);
  }
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return values;
}

/** Records a change of an issue: history, `updated`, event. */
export function saveChange(
  site: JiraSite,
  issue: JiraIssue,
  actor: JiraUser,
  items: readonly ChangeItem[],
): void {
  const created = touch(site, issue);
  const change = { id: site.nextId(), author: actor, created, items };
  issue.history.push(change);
  site.emit({ kind: 'issue_updated', issue, actor, change });
}

/** Moves `updated` on, by a millisecond at least, so that two changes never share a time. */
export function touch(site: JiraSite, issue: JiraIssue): Date {
  issue.updated = new Date(Math.max(site.now().getTime(), issue.updated.getTime() + 1));
  return issue.updated;
}

function currentValue(site: JiraSite, issue: JiraIssue, field: JiraField): unknown {
  if (field.custom) return issue.custom.get(field.id) ?? null;
  switch (field.id) {
    case 'issuetype':
      return issue.type;
    case 'parent':
      return issue.parentId ? (site.issues.get(issue.parentId)?.id ?? null) : null;
    case 'summary':
    case 'description':
    case 'labels':
    case 'duedate':
    case 'priority':
    case 'assignee':
    case 'reporter':
      return issue[field.id];
    default:
      return null;
  }
}

export function setValue(site: JiraSite, issue: JiraIssue, field: JiraField, value: unknown): void {
  if (field.custom) {
    if (value === null || (Array.isArray(value) && value.length === 0)) issue.custom.delete(field.id);
    else issue.custom.set(field.id, value);
    return;
  }
  // The values were read by `readFieldValue`, which gives each field its own type.
  switch (field.id) {
    case 'summary':
      issue.summary = value as string;
      return;
    case 'description':
      issue.description = value as AdfDoc | null;
      return;
    case 'labels':
      issue.labels = value as string[];
      return;
    case 'duedate':
      issue.duedate = value as string | null;
      return;
    case 'priority':
      issue.priority = value as JiraPriority;
      return;
    case 'issuetype':
      issue.type = value as JiraIssueType;
      return;
    case 'assignee':
      issue.assignee = value as JiraUser | null;
      return;
    case 'reporter':
      if (value !== null) issue.reporter = value as JiraUser;
      return;
    case 'parent':
      setParent(site, issue, value as string | null);
  }
}

export function setParent(site: JiraSite, issue: JiraIssue, parentId: string | null): void {
  if (issue.parentId) site.issues.get(issue.parentId)?.childIds.delete(issue.id);
  issue.parentId = parentId;
  if (parentId) site.issues.get(parentId)?.childIds.add(issue.id);
}

function sameValue(before: unknown, after: unknown): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}

function changeItem(field: JiraField, before: unknown, after: unknown): ChangeItem {
  return {
    field: field.custom ? field.name : field.id,
    fieldId: field.id,
    fieldtype: field.custom ? 'custom' : 'jira',
    from: referenceOf(before),
    fromString: valueText(before),
    to: referenceOf(after),
    toString: valueText(after),
  };
}

/** `from` and `to` carry an id, and stay empty for plain text. */
function referenceOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object') return null;
  if ('accountId' in value) return String(value.accountId);
  return 'id' in value ? String(value.id) : null;
}
