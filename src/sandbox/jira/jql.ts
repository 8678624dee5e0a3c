import { adfToMarkdown } from '../markup/adf-to-markdown.ts';
import { parseMarkdown, plainText } from '../markup/markdown.ts';
import { JiraProblem } from './errors.ts';
import { valueText } from './field-values.ts';
import type { JiraIssue } from './model.ts';
import type { JiraSite } from './site.ts';

export interface Query {
  matches(issue: JiraIssue): boolean;
  compare(one: JiraIssue, other: JiraIssue): number;
}

type Test = (issue: JiraIssue) => boolean;

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(!=|>=|<=|!~|[=<>~(),])|([^\s"'=<>~(),!]+))/y;

/**
 * Reads the part of JQL that the sandbox answers: fields joined by AND, OR, NOT and brackets, and ORDER BY.
 * Throws a `JiraProblem` (400) for anything else, and for a query without any restriction, as Jira does.
 */
export function parseJql(site: JiraSite, jql: string): Query {
  const tokens = tokenise(jql);
  let position = 0;
  const peek = () => tokens[position]?.toUpperCase() ?? '';
  const next = () => {
    const token = tokens[position];
    if (token === undefined) throw bad('the query ends too early');
    position += 1;
    return token;
  };
  const take = (word: string) => {
    if (peek() !== word) return false;
    position += 1;
    return true;
  };

  function either(): Test {
    const parts = [both()];
    while (take('OR')) parts.push(both());
    return (issue) => parts.some((part) => part(issue));
  }
  function both(): Test {
    const parts = [single()];
    while (take('AND')) parts.push(single());
    return (issue) => parts.every((part) => part(issue));
  }
  function single(): Test {
    if (take('NOT')) {
      const test = single();
      return (issue) => !test(issue);
    }
    if (take('(')) {
      const test = either();
      if (!take(')')) throw bad("expecting ')'");
      return test;
    }
    return clause();
  }
  function clause(): Test {
    const field = unquote(next());
    const operator = next().toUpperCase();
    if (operator === 'IS') {
      const negated = take('NOT');
      const word = next().toUpperCase();
      if (word !== 'EMPTY' && word !== 'NULL') throw bad(`expecting EMPTY but got '${word}'`);
      return (issue) => (valuesOf(site, issue, field).length === 0) !== negated;
    }
    if (operator === 'IN' || (operator === 'NOT' && take('IN'))) {
      const values = list();
      const test: Test = (issue) => values.some((value) => equals(site, issue, field, value));
      return operator === 'IN' ? test : (issue) => hasOther(site, issue, field, test);
    }
    return comparison(site, field, operator, unquote(next()));
  }
  function list(): string[] {
    if (!take('(')) throw bad("expecting '('");
    const values = [unquote(next())];
    while (take(',')) values.push(unquote(next()));
    if (!take(')')) throw bad("expecting ')'");
    return values;
  }

  if (tokens.length === 0 || peek() === 'ORDER') {
    throw new JiraProblem(400, [
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    ]);
  }
  const matches = either();
  const compare = take('ORDER') ? orderBy(site, tokens.slice(position)) : byCreation;
  if (position < tokens.length && tokens[position - 1]?.toUpperCase() !== 'ORDER') {
    throw bad(`expecting either 'OR' or 'AND' but got '${tokens[position]}'`);
  }
  return { matches, compare };
}

function tokenise(jql: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < jql.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(jql);
    if (!found) {
      if (jql.slice(from).trim() === '') break;
      throw bad(`the character '${jql.slice(from).trim().charAt(0)}' is not expected here`);
    }
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return tokens;
}

function unquote(token: string): string {
  return /^["']/.test(token) ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
}

function bad(why: string): JiraProblem {
  return new JiraProblem(400, [`Error in the JQL Query: ${why}.`]);
}

function comparison(site: JiraSite, field: string, operator: string, value: string): Test {
  switch (operator) {
    case '=':
      return (issue) => equals(site, issue, field, value);
    case '!=':
      return (issue) => hasOther(site, issue, field, (one) => equals(site, one, field, value));
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

function equals(site: JiraSite, issue: JiraIssue, field: string, value: string): boolean {
  const wanted = value.toLowerCase();
  return valuesOf(site, issue, field).some((one) => one.toLowerCase() === wanted);
}

/** In JQL an empty field is not unequal to anything: negated comparisons leave it out. */
function hasOther(site: JiraSite, issue: JiraIssue, field: string, test: Test): boolean {
  return !test(issue) && valuesOf(site, issue, field).length > 0;
}

/** The words by which a field's value may be named in a query. */
function valuesOf(site: JiraSite, issue: JiraIssue, field: string): string[] {
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

/** Jira's own order without ORDER BY is undefined; newest first is what it shows. */
function byCreation(one: JiraIssue, other: JiraIssue): number {
  return Number(other.id) - Number(one.id);
}

function orderBy(site: JiraSite, tokens: readonly string[]): Query['compare'] {
  if (tokens[0]?.toUpperCase() !== 'BY') throw bad("expecting 'BY'");
  const keys: { read: (issue: JiraIssue) => number | string; sign: 1 | -1 }[] = [];
  for (let at = 1; at < tokens.length; ) {
    const field = unquote(tokens[at] ?? '').toLowerCase();
    const direction = tokens[at + 1]?.toUpperCase();
    const isNamed = direction === 'ASC' || direction === 'DESC';
    keys.push({ read: sortKey(site, field), sign: direction === 'DESC' ? -1 : 1 });
    at += isNamed ? 2 : 1;
    if (at < tokens.length && tokens[at] !== ',') throw bad(`'${tokens[at]}' is not expected after ORDER BY`);
    at += 1;
  }
  return (one, other) => {
    for (const { read, sign } of keys) {
      const [left, right] = [read(one), read(other)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return byCreation(other, one);
  };
}

function sortKey(site: JiraSite, field: string): (issue: JiraIssue) => number | string {
  switch (field) {
    case 'updated':
    case 'created':
      return (issue) => issue[field].getTime();
    case 'key':
    case 'issuekey':
      return (issue) =>
        `${issue.project.key}-${issue.key.slice(issue.key.indexOf('-') + 1).padStart(10, '0')}`;
    case 'id':
      return (issue) => Number(issue.id);
    default:
      return (issue) => valuesOf(site, issue, field)[0] ?? '';
  }
}
