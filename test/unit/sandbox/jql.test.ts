import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_JIRA } from '../../../src/sandbox/backlog/demo.ts';
import { PEOPLE } from '../../../src/sandbox/backlog/people.ts';
import { parseJql } from '../../../src/sandbox/jira/jql.ts';
import { seedJira } from '../../../src/sandbox/jira/seed.ts';
import { createJiraSite, type JiraSite } from '../../../src/sandbox/jira/site.ts';

const now = new Date('2026-03-02T10:00:00Z');
let site: JiraSite;

beforeAll(() => {
  site = createJiraSite({ url: () => 'http://jira.example', now: () => now });
  seedJira(site, { people: PEOPLE, ...DEMO_JIRA });
});

function keys(jql: string): string[] {
  const query = parseJql(site, jql);
  return [...site.issues.values()]
    .filter(query.matches)
    .sort(query.compare)
    .map((issue) => issue.key);
}

describe('a JQL query of the sandbox', () => {
  it.each([
    ['key = SHOP-1', ['SHOP-1']],
    ['issuekey in (SHOP-2, "OPS-1") ORDER BY key', ['OPS-1', 'SHOP-2']],
    ['project = "Webshop" AND issuetype = Sub-task ORDER BY key', ['SHOP-13', 'SHOP-14']],
    ['parent = SHOP-4 and status = "In Progress"', ['SHOP-14']],
    ['labels = waymark-off ORDER BY key ASC', ['OPS-18', 'SHOP-16']],
    [
      'project = OPS AND NOT (type = Story OR type = Task) AND statusCategory != Done ORDER BY key',
      ['OPS-1', 'OPS-6', 'OPS-13'],
    ],
    ['"Mission size" = Macro ORDER BY key DESC', ['SHOP-3', 'OPS-1']],
    ['cf[10050] = Meso AND project = OPS', ['OPS-2']],
    ['project = SHOP AND duedate is not EMPTY AND duedate < "2026-03-02"', ['SHOP-17']],
    ['summary ~ "safari"', ['SHOP-6']],
    ['project in (SHOP) AND labels not in (tech) AND priority = High', ['SHOP-1']],
    ['assignee = "Whole team" ORDER BY created ASC', ['SHOP-17', 'OPS-1']],
  ])('%s', (jql, expected) => {
    expect(keys(jql)).toEqual(expected);
  });

  it('compares times to the minute, and counts back from now', () => {
    const newest = [...site.issues.values()].at(-1);
    expect(keys('project = OPS AND created >= "2026-02-28 21:59" ORDER BY created DESC')).toEqual([
      newest?.key,
    ]);
    expect(keys('project = OPS AND updated >= -2d')).toEqual([newest?.key]);
    expect(keys('updated >= 2027/01/01')).toEqual([]);
  });

  it.each([
    ['', 'Unbounded'],
    ['ORDER BY updated', 'Unbounded'],
    ['project = SHOP SHOP', "expecting either 'OR' or 'AND'"],
    ['project >= SHOP', "not supported by the 'project' field"],
    ['colour = red', "Field 'colour' does not exist"],
    ['updated >= yesterday', 'invalid'],
    ['(project = SHOP', "expecting ')'"],
    ['project =', 'ends too early'],
  ])('is refused in the vendor’s way: %s', (jql, why) => {
    expect(() => keys(jql)).toThrow(why);
  });
});
