import { adfToMarkdown } from '../markup/adf-to-markdown.ts';
import { parseMarkdown, plainText } from '../markup/markdown.ts';
import { JiraProblem } from './errors.ts';
import { valueText } from './field-values.ts';
import type { JiraIssue } from './model.ts';
import type { JiraSite } from './site.ts';

export type Test = (issue: JiraIssue) => boolean;

export function bad(why: string): JiraProblem {
  return new JiraProblem(400, [`Error in the JQL Query: ${why}.`]);
}

export function comparison(site: JiraSite, field: string, operator: string, value: string): Test {
  switch (operator) {
    case '=':
      return isOneOf(site, field, [value]);
    case '!=': {
      const test = isOneOf(site, field, [value]);
      return (issue) => hasOther(site, issue, field, test);
    }
    case '~':
      return (issue) => texts(site, issue, field).some((text) => text.includes(value.toLowerCase()));
    case '!~':
      return (issue) => !texts(site, issue, field).some((text) => text.includes(value.toLowerCase()));
    case '>=':
    case '>':
    case '<=':
    case '<':
      return timeComparison(site, field, operator, value);
    default:
      throw bad(`the operator '${operator}' is not known`);
  }
}

function timeComparison(site: JiraSite, field: string, operator: string, value: string): Test {
  const name = field.toLowerCase();
  if (!['updated', 'updateddate', 'created', 'createddate', 'due', 'duedate', 'resolved'].includes(name)) {
    throw bad(`the operator '${operator}' is not supported by the '${field}' field`);
  }
  const limit = timeOf(site, value);
  return (issue) => {
    const time = issueTime(issue, name);
    if (time === undefined) return false;
    if (operator === '>=') return time >= limit;
    if (operator === '>') return time > limit;
    return operator === '<=' ? time <= limit : time < limit;
  };
}

function issueTime(issue: JiraIssue, name: string): number | undefined {
  if (name.startsWith('updated')) return issue.updated.getTime();
  if (name.startsWith('created')) return issue.created.getTime();
  if (name === 'resolved') return issue.resolved?.getTime();
  return issue.duedate ? Date.parse(issue.duedate) : undefined;
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `2026-11-20`, `2026-11-20 04:15`, `2026/11/20 04:15` (UTC) or an offset such as `-1d`. */
function timeOf(site: JiraSite, value: string): number {
  const offset = /^([+-]?\d+)([mhdw])$/.exec(value);
  if (offset) return site.now().getTime() + Number(offset[1]) * (UNITS[offset[2] ?? 'm'] ?? 0);
  const day = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(value);
  if (day) {
    const [year, month, date, hours, minutes] = day.slice(1).map((part) => Number(part ?? 0));
    return Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1, hours ?? 0, minutes ?? 0);
  }
  if (/^\d{10,}$/.test(value)) return Number(value);
  throw bad(
    `Date value '${value}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm'`,
  );
}

/** Lists of keys may be long. */
export function isOneOf(site: JiraSite, field: string, values: readonly string[]): Test {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (issue) => valuesOf(site, issue, field).some((one) => wanted.has(one.toLowerCase()));
}

/** In JQL an empty field is not unequal to anything: negated comparisons leave it out. */
export function hasOther(site: JiraSite, issue: JiraIssue, field: string, test: Test): boolean {
  return !test(issue) && valuesOf(site, issue, field).length > 0;
}

/** The words by which a field's value may be named in a query. */
export function valuesOf(site: JiraSite, issue: JiraIssue, field: string): string[] {
  switch (field.toLowerCase()) {
    case 'project':
      return [issue.project.key, issue.project.id, issue.project.name];
    case 'key':
    case 'issuekey':
    case 'issue':
    case 'id':
      return [issue.key, issue.id];
    case 'issuetype':
    case 'type':
      return [issue.type.name, issue.type.id];
    case 'status':
      return [issue.status.name, issue.status.id];
    case 'statuscategory':
      return [{ new: 'To Do', indeterminate: 'In Progress', done: 'Done' }[issue.status.category]];
    case 'labels':
      return [...issue.labels];
    case 'priority':
      return issue.priority ? [issue.priority.name, issue.priority.id] : [];
    case 'assignee':
      return issue.assignee ? [issue.assignee.accountId, issue.assignee.displayName] : [];
    case 'reporter':
      return [issue.reporter.accountId, issue.reporter.displayName];
    case 'parent': {
      const parent = issue.parentId ? site.issues.get(issue.parentId) : undefined;
      return parent ? [parent.key, parent.id] : [];
    }
    case 'due':
    case 'duedate':
      return issue.duedate ? [issue.duedate] : [];
    case 'resolution':
      return issue.resolved ? ['Done'] : [];
    default:
      return customValues(site, issue, field);
  }
}

function customValues(site: JiraSite, issue: JiraIssue, field: string): string[] {
  const number = /^cf\[(\d+)\]$/.exec(field)?.[1];
  const fields = [...site.fields.values()].filter(
    (one) =>
      one.custom &&
      (one.id === field ||
        one.id === `customfield_${number}` ||
        one.name.toLowerCase() === field.toLowerCase()),
  );
  if (fields.length === 0) {
    throw new JiraProblem(400, [`Field '${field}' does not exist or you do not have permission to view it.`]);
  }
  return fields.flatMap((one) => {
    const text = valueText(issue.custom.get(one.id));
    return text === null ? [] : [text];
  });
}

function texts(site: JiraSite, issue: JiraIssue, field: string): string[] {
  const description = () => plainText(parseMarkdown(adfToMarkdown(issue.description, { mentions: 'text' })));
  switch (field.toLowerCase()) {
    case 'summary':
      return [issue.summary.toLowerCase()];
    case 'description':
      return [description().toLowerCase()];
    case 'text':
      return [issue.summary.toLowerCase(), description().toLowerCase()];
    default:
      return valuesOf(site, issue, field).map((value) => value.toLowerCase());
  }
}
