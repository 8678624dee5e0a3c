import { CUSTOM_TYPE_PREFIX, CUSTOM_TYPES, STATUS_CATEGORIES } from './catalogue.ts';
import type { JiraField, JiraIssueType, JiraPriority, JiraProject, JiraStatus, JiraUser } from './model.ts';
import type { JiraSite } from './site.ts';

export type Json = Record<string, unknown>;

/** A time as Jira writes it: `2026-11-20T04:14:55.123+0000`. */
export function jiraTime(time: Date): string {
  return time.toISOString().replace('Z', '+0000');
}

export function userBean(site: JiraSite, user: JiraUser | null): Json | null {
  if (!user) return null;
  const avatar = `${site.url()}/avatar/${encodeURIComponent(user.accountId)}`;
  return {
    self: `${site.url()}/rest/api/3/user?accountId=${encodeURIComponent(user.accountId)}`,
    accountId: user.accountId,
    emailAddress: user.emailAddress,
    avatarUrls: { '48x48': avatar, '24x24': avatar, '16x16': avatar, '32x32': avatar },
    displayName: user.displayName,
    active: true,
    timeZone: user.timeZone,
    accountType: user.accountType,
  };
}

export function projectBean(site: JiraSite, project: JiraProject): Json {
  return {
    self: `${site.url()}/rest/api/3/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: project.teamManaged,
    style: project.teamManaged ? 'next-gen' : 'classic',
    avatarUrls: {},
  };
}

export function issueTypeBean(site: JiraSite, type: JiraIssueType): Json {
  return {
    self: `${site.url()}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    description: '',
    iconUrl: '',
    name: type.name,
    subtask: type.subtask,
    hierarchyLevel: type.hierarchyLevel,
  };
}

export function statusBean(site: JiraSite, status: JiraStatus): Json {
  const category = STATUS_CATEGORIES[status.category];
  return {
    self: `${site.url()}/rest/api/3/status/${status.id}`,
    description: '',
    iconUrl: '',
    name: status.name,
    id: status.id,
    statusCategory: { self: `${site.url()}/rest/api/3/statuscategory/${category.id}`, ...category },
  };
}

export function priorityBean(site: JiraSite, priority: JiraPriority | null): Json | null {
  return (
    priority && {
      self: `${site.url()}/rest/api/3/priority/${priority.id}`,
      iconUrl: '',
      name: priority.name,
      id: priority.id,
    }
  );
}

export function fieldSchema(field: JiraField): Json {
  if (!field.custom) {
    return field.type === 'array'
      ? { type: 'array', items: field.id === 'labels' ? 'string' : 'issuelinks', system: field.id }
      : { type: field.type, system: field.id };
  }
  const schema = CUSTOM_TYPES[field.type] ?? { type: 'string' };
  return {
    ...schema,
    custom: `${CUSTOM_TYPE_PREFIX}${field.type}`,
    customId: Number(field.id.replace('customfield_', '')),
  };
}

export function fieldBean(field: JiraField): Json {
  const number = field.id.replace('customfield_', '');
  return {
    id: field.id,
    key: field.id,
    name: field.translatedName ?? field.name,
    custom: field.custom,
    orderable: true,
    navigable: field.id !== 'comment',
    searchable: true,
    clauseNames: field.custom ? [`cf[${number}]`, field.name] : [field.id],
    schema: fieldSchema(field),
  };
}
