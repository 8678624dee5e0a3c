import type { AdfDoc } from '../markup/adf.ts';
import { invalidFields } from './errors.ts';
import { readFieldValue, valueText } from './field-values.ts';
import type {
  ChangeItem,
  JiraField,
  JiraIssue,
  JiraIssueType,
  JiraPriority,
  JiraProject,
  JiraStatus,
  JiraUser,
} from './model.ts';
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

function readAll(
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

function setValue(site: JiraSite, issue: JiraIssue, field: JiraField, value: unknown): void {
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

export interface NewIssue {
  readonly project: JiraProject;
  readonly type: JiraIssueType;
  readonly status: JiraStatus;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reporter: JiraUser;
  /** For seeds: the time of creation, and a key instead of the next one. */
  readonly created?: Date;
  readonly silent?: boolean;
}

/** Creates an issue from REST `fields` (without project, issuetype and status). Throws a `JiraProblem`. */
export function createIssue(site: JiraSite, parts: NewIssue): JiraIssue {
  const values = readAll(site, parts, parts.fields);
  if (!values.some(([field]) => field.id === 'summary')) {
    throw invalidFields({ summary: 'You must specify a summary of the issue.' });
  }
  parts.project.lastNumber += 1;
  const created = parts.created ?? site.now();
  const issue: JiraIssue = {
    id: site.nextId(),
    key: `${parts.project.key}-${parts.project.lastNumber}`,
    project: parts.project,
    type: parts.type,
    status: parts.status,
    priority: null,
    summary: '',
    description: null,
    labels: [],
    duedate: null,
    assignee: null,
    reporter: parts.reporter,
    creator: parts.reporter,
    parentId: null,
    childIds: new Set(),
    created,
    updated: created,
    resolved: parts.status.category === 'done' ? created : null,
    custom: new Map(),
    comments: [],
    properties: new Map(),
    links: [],
    history: [],
  };
  for (const [field, value] of values) setValue(site, issue, field, value);
  site.issues.set(issue.id, issue);
  site.keys.set(issue.key, issue.id);
  if (!parts.silent) site.emit({ kind: 'issue_created', issue, actor: parts.reporter });
  return issue;
}

/** Removes an issue for good, with its comments; its keys resolve to nothing afterwards. */
export function deleteIssue(site: JiraSite, issue: JiraIssue, actor: JiraUser): void {
  site.issues.delete(issue.id);
  for (const comment of issue.comments) site.comments.delete(comment.id);
  if (issue.parentId) site.issues.get(issue.parentId)?.childIds.delete(issue.id);
  site.emit({ kind: 'issue_deleted', issue, actor });
}

/** Moves an issue to another project: the id stays, the key changes, the old key still resolves. */
export function moveIssue(site: JiraSite, issue: JiraIssue, project: JiraProject, actor: JiraUser): void {
  if (project === issue.project) return;
  const before = { key: issue.key, project: issue.project };
  project.lastNumber += 1;
  issue.project = project;
  issue.key = `${project.key}-${project.lastNumber}`;
  site.keys.set(issue.key, issue.id);
  saveChange(site, issue, actor, [
    {
      field: 'project',
      fieldId: 'project',
      fieldtype: 'jira',
      from: before.project.id,
      fromString: before.project.name,
      to: project.id,
      toString: project.name,
    },
    {
      field: 'Key',
      fieldId: 'issuekey',
      fieldtype: 'jira',
      from: null,
      fromString: before.key,
      to: null,
      toString: issue.key,
    },
  ]);
}

export function transitionIssue(site: JiraSite, issue: JiraIssue, status: JiraStatus, actor: JiraUser): void {
  if (status === issue.status) return;
  const before = issue.status;
  const item: ChangeItem = {
    field: 'status',
    fieldId: 'status',
    fieldtype: 'jira',
    from: before.id,
    fromString: before.name,
    to: status.id,
    toString: status.name,
  };
  issue.status = status;
  issue.resolved = status.category === 'done' ? site.now() : null;
  saveChange(site, issue, actor, [item]);
}
