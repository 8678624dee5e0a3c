import { fieldSchema, issueTypeBean, type Json, priorityBean } from './beans.ts';
import { ISSUE_TYPES, OPTION_TYPES, PRIORITIES } from './catalogue.ts';
import { optionBean } from './field-values.ts';
import type { JiraField, JiraIssue } from './model.ts';
import { contextFor, isOnScreen, issueTypeNamed, type JiraSite } from './site.ts';

/** The fields of an issue that can be edited, as `editmeta` tells them. */
export function editMetaBean(site: JiraSite, issue: JiraIssue): Json {
  const fields = [...site.fields.values()].filter((field) => isEditable(field, issue));
  return { fields: Object.fromEntries(fields.map((field) => [field.id, fieldMeta(site, field, issue)])) };
}

function isEditable(field: JiraField, issue: JiraIssue): boolean {
  if (field.custom) return isOnScreen(field, issue.project) && contextFor(field, issue) !== undefined;
  return [
    'summary',
    'description',
    'labels',
    'priority',
    'assignee',
    'reporter',
    'duedate',
    'issuetype',
    'parent',
  ].includes(field.id);
}

function fieldMeta(site: JiraSite, field: JiraField, issue: JiraIssue): Json {
  const allowed = (): unknown[] | undefined => {
    if (field.id === 'priority') return PRIORITIES.map((one) => priorityBean(site, one));
    if (field.id === 'issuetype')
      return ISSUE_TYPES.map((one) => issueTypeBean(site, issueTypeNamed(one.id) ?? one));
    if (!OPTION_TYPES.has(field.type)) return undefined;
    return (contextFor(field, issue)?.options ?? [])
      .filter((option) => !option.disabled)
      .map((option) => optionBean(site, option));
  };
  const allowedValues = allowed();
  return {
    required: field.required,
    schema: fieldSchema(field),
    name: field.translatedName ?? field.name,
    key: field.id,
    hasDefaultValue: false,
    operations: field.type === 'array' || field.type === 'labels' ? ['add', 'set', 'remove'] : ['set'],
    ...(allowedValues && { allowedValues }),
  };
}
