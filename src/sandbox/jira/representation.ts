import { adfToMarkdown } from '../markup/adf-to-markdown.ts';
import { adfToWiki } from '../markup/adf-to-wiki.ts';
import { markdownToHtml } from '../markup/markdown.ts';
import {
  fieldSchema,
  issueTypeBean,
  type Json,
  jiraTime,
  priorityBean,
  projectBean,
  statusBean,
  userBean,
} from './beans.ts';
import { SYSTEM_FIELDS } from './catalogue.ts';
import { editMetaBean } from './edit-meta.ts';
import type { JiraComment, JiraIssue } from './model.ts';
import { contextFor, type JiraSite } from './site.ts';

/** `rest` has documents where `webhook` has wiki text. */
export type Dialect = 'rest' | 'webhook';

export function commentBean(
  site: JiraSite,
  comment: JiraComment,
  dialect: Dialect,
  expand: ReadonlySet<string> = new Set(),
): Json {
  return {
    self: `${site.url()}/rest/api/${dialect === 'rest' ? 3 : 2}/issue/${comment.issueId}/comment/${comment.id}`,
    id: comment.id,
    author: userBean(site, comment.author),
    body: dialect === 'rest' ? comment.body : adfToWiki(comment.body),
    updateAuthor: userBean(site, comment.updateAuthor),
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    jsdPublic: true,
    ...(expand.has('properties') && {
      properties: [...comment.properties].map(([key, value]) => ({ key, value })),
    }),
    ...(expand.has('renderedBody') && {
      renderedBody: markdownToHtml(adfToMarkdown(comment.body, { mentions: 'text' })),
    }),
  };
}

/** An issue as another issue mentions it: parent, sub-task. */
function shortIssue(site: JiraSite, issue: JiraIssue): Json {
  return {
    id: issue.id,
    key: issue.key,
    self: `${site.url()}/rest/api/3/issue/${issue.id}`,
    fields: {
      summary: issue.summary,
      status: statusBean(site, issue.status),
      priority: priorityBean(site, issue.priority),
      issuetype: issueTypeBean(site, issue.type),
    },
  };
}

const READERS: Readonly<Record<string, (site: JiraSite, issue: JiraIssue, dialect: Dialect) => unknown>> = {
  summary: (_site, issue) => issue.summary,
  description: (_site, issue, dialect) =>
    dialect === 'rest' ? issue.description : adfToWiki(issue.description),
  issuetype: (site, issue) => issueTypeBean(site, issue.type),
  project: (site, issue) => projectBean(site, issue.project),
  status: (site, issue) => statusBean(site, issue.status),
  priority: (site, issue) => priorityBean(site, issue.priority),
  labels: (_site, issue) => issue.labels,
  assignee: (site, issue) => userBean(site, issue.assignee),
  reporter: (site, issue) => userBean(site, issue.reporter),
  creator: (site, issue) => userBean(site, issue.creator),
  duedate: (_site, issue) => issue.duedate,
  created: (_site, issue) => jiraTime(issue.created),
  updated: (_site, issue) => jiraTime(issue.updated),
  resolution: (site, issue) =>
    issue.resolved && {
      self: `${site.url()}/rest/api/3/resolution/10000`,
      id: '10000',
      name: 'Done',
      description: '',
    },
  resolutiondate: (_site, issue) => issue.resolved && jiraTime(issue.resolved),
  parent: (site, issue) => {
    const parent = issue.parentId ? site.issues.get(issue.parentId) : undefined;
    return parent && shortIssue(site, parent);
  },
  subtasks: (site, issue) =>
    [...issue.childIds].flatMap((id) => {
      const child = site.issues.get(id);
      return child?.type.subtask ? [shortIssue(site, child)] : [];
    }),
  issuelinks: (site, issue) =>
    issue.links.flatMap((link) => {
      const isOutward = link.fromId === issue.id;
      const other = site.issues.get(isOutward ? link.toId : link.fromId);
      const end = isOutward ? 'outwardIssue' : 'inwardIssue';
      return other ? [{ id: link.id, type: link.type, [end]: shortIssue(site, other) }] : [];
    }),
  comment: (site, issue, dialect) => ({
    comments: issue.comments.map((comment) => commentBean(site, comment, dialect)),
    self: `${site.url()}/rest/api/3/issue/${issue.id}/comment`,
    maxResults: issue.comments.length,
    total: issue.comments.length,
    startAt: 0,
  }),
};

const NAVIGABLE = SYSTEM_FIELDS.map(([id]) => id).filter((id) => id !== 'comment');
const ALL = SYSTEM_FIELDS.map(([id]) => id);

/** Which field ids a `fields` parameter asks for; Jira's words `*all`, `*navigable` and `-name` included. */
export function selectFields(
  site: JiraSite,
  asked: readonly string[],
  whenEmpty: 'all' | 'navigable' | 'none',
): string[] {
  const custom = () => [...site.fields.values()].filter((field) => field.custom).map((field) => field.id);
  const chosen = new Set<string>();
  const positive = asked.filter((name) => !name.startsWith('-'));
  const start = positive.length > 0 ? positive : whenEmpty === 'none' ? [] : [`*${whenEmpty}`];
  for (const name of start) {
    if (name === '*all') for (const id of [...ALL, ...custom()]) chosen.add(id);
    else if (name === '*navigable') for (const id of [...NAVIGABLE, ...custom()]) chosen.add(id);
    else chosen.add(name);
  }
  for (const name of asked) if (name.startsWith('-')) chosen.delete(name.slice(1));
  return [...chosen];
}

export function issueFields(
  site: JiraSite,
  issue: JiraIssue,
  ids: readonly string[],
  dialect: Dialect,
): Json {
  const fields: Json = {};
  for (const id of ids) {
    const reader = READERS[id];
    if (reader) {
      const value = reader(site, issue, dialect);
      if (value !== undefined) fields[id] = value;
    } else if (isThere(site, issue, id)) {
      const value = issue.custom.get(id) ?? null;
      fields[id] = dialect === 'webhook' && isDoc(value) ? adfToWiki(value) : value;
    }
  }
  return fields;
}

/** A custom field whose contexts leave the issue out is not part of it. */
function isThere(site: JiraSite, issue: JiraIssue, id: string): boolean {
  const field = site.fields.get(id);
  return field !== undefined && (!field.custom || contextFor(field, issue) !== undefined);
}

function isDoc(value: unknown): value is Parameters<typeof adfToWiki>[0] {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc';
}

export interface IssueView {
  readonly fields: readonly string[];
  readonly properties?: readonly string[];
  readonly expand?: ReadonlySet<string>;
}

export function issueBean(site: JiraSite, issue: JiraIssue, view: IssueView): Json {
  const expand = view.expand ?? new Set<string>();
  const known = () =>
    view.fields.filter((id) => isThere(site, issue, id)).flatMap((id) => site.fields.get(id) ?? []);
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: `${site.url()}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    ...(view.fields.length > 0 && { fields: issueFields(site, issue, view.fields, 'rest') }),
    ...(view.properties && { properties: chosenProperties(issue, view.properties) }),
    ...(expand.has('names') && {
      names: Object.fromEntries(known().map((field) => [field.id, field.translatedName ?? field.name])),
    }),
    ...(expand.has('schema') && {
      schema: Object.fromEntries(known().map((field) => [field.id, fieldSchema(field)])),
    }),
    ...(expand.has('editmeta') && { editmeta: editMetaBean(site, issue) }),
    ...(expand.has('renderedFields') && {
      renderedFields: { description: markdownToHtml(adfToMarkdown(issue.description, { mentions: 'text' })) },
    }),
    ...(expand.has('changelog') && { changelog: changelogBean(site, issue) }),
  };
}

function chosenProperties(issue: JiraIssue, names: readonly string[]): Json {
  const all = names.includes('*all');
  return Object.fromEntries([...issue.properties].filter(([name]) => all || names.includes(name)));
}

function changelogBean(site: JiraSite, issue: JiraIssue): Json {
  const histories = issue.history
    .map((change) => ({
      id: change.id,
      author: userBean(site, change.author),
      created: jiraTime(change.created),
      items: change.items,
    }))
    .reverse();
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}
