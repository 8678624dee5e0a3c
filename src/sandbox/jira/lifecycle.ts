import { readAll, saveChange, setValue } from './edits.ts';
import { invalidFields } from './errors.ts';
import type { ChangeItem, JiraIssue, JiraIssueType, JiraProject, JiraStatus, JiraUser } from './model.ts';
import type { JiraSite } from './site.ts';

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
