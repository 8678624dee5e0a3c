import { JiraProblem } from './errors.ts';
import { bad, comparison, hasOther, isOneOf, type Test, valuesOf } from './jql-values.ts';
import type { JiraIssue } from './model.ts';
import type { JiraSite } from './site.ts';

export interface Query {
  matches(issue: JiraIssue): boolean;
  compare(one: JiraIssue, other: JiraIssue): number;
}

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
      const test = isOneOf(site, field, list());
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
