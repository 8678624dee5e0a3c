import type { Person } from '../../issue.ts';
import { addDays, dayOf } from '../../okr/days.ts';
import { quiet } from '../digest.ts';
import type { DigestIssue, SectionContext } from '../material.ts';
import { words } from '../wording.ts';
import { defineSection } from './section.ts';

/** With fewer, a share would point at somebody. */
const fewestAuthors = 5;
/** A role that so few hold is counted with the others. */
const fewestInRole = 3;
const days = 28;

interface Group {
  readonly role: string;
  readonly authors: ReadonlySet<string>;
  readonly issues: number;
}

/** Which roles write the issues down, as a figure of the team: never who, and nothing that points at one person. */
export const spotters = defineSection({
  id: 'spotters',
  needs: ['issues'],
  build({ issues }, { week, wording, roles }) {
    const recent = issues.filter(({ issue }) => {
      const created = dayOf(issue.createdAt);
      return created > addDays(week.day, -days) && created <= week.day && issue.type !== 'sub-task';
    });
    const written = recent.filter(({ issue }) => issue.reporter !== null && issue.reporter.bot !== true);
    const authors = new Set(written.map(({ issue }) => personKey(issue.reporter)));
    if (authors.size < fewestAuthors) return null;
    const groups = safeGroups(groupByRole(written, roles));
    if (groups.length < 2) return null;
    return {
      title: 'Who spots missions',
      blocks: [
        {
          kind: 'table',
          head: ['Role', 'Share of the issues written'],
          rows: groups
            .toSorted((a, b) => b.issues - a.issues)
            .map(({ role, issues: count }) => [
              words(role, 60).text,
              wording.percent(count / written.length),
            ]),
        },
        {
          kind: 'paragraph',
          line: [
            quiet(
              'Over the last four weeks. A figure of the team: roles only, none of fewer than three people.',
            ),
          ],
        },
      ],
      isNews: false,
      headline: null,
    };
  },
});

/** Names and account ids from the settings, without regard to case. */
function groupByRole(issues: readonly DigestIssue[], roles: SectionContext['roles']): readonly Group[] {
  const roleOf = new Map(
    Object.entries(roles).flatMap(([role, people]) =>
      people.map((one) => [one.toLowerCase(), role] as const),
    ),
  );
  const groups = new Map<string, { authors: Set<string>; issues: number }>();
  for (const { issue } of issues) {
    const { reporter } = issue;
    if (reporter === null) continue;
    const role = roleOf.get(reporter.id.toLowerCase()) ?? roleOf.get(reporter.name.toLowerCase()) ?? others;
    const group = groups.get(role) ?? { authors: new Set(), issues: 0 };
    group.authors.add(personKey(reporter));
    group.issues += 1;
    groups.set(role, group);
  }
  return [...groups].map(([role, group]) => ({ role, ...group }));
}

const others = 'everybody else';

/** Puts small roles together until nobody can be told from a share. */
function safeGroups(groups: readonly Group[]): readonly Group[] {
  const named = groups
    .filter(({ role, authors }) => role !== others && authors.size >= fewestInRole)
    .toSorted((a, b) => a.authors.size - b.authors.size);
  let rest = groups.filter((group) => !named.includes(group)).reduce(join, emptyGroup);
  while (rest.authors.size > 0 && rest.authors.size < fewestInRole) {
    const next = named.shift();
    if (next === undefined) return [];
    rest = join(rest, next);
  }
  return rest.issues === 0 ? named : [...named, rest];
}

const emptyGroup: Group = { role: others, authors: new Set(), issues: 0 };

const join = (a: Group, b: Group): Group => ({
  role: others,
  authors: new Set([...a.authors, ...b.authors]),
  issues: a.issues + b.issues,
});

/** One person with accounts in two trackers is one, as far as the name tells. */
const personKey = (person: Person | null) => person?.name.trim().toLowerCase() || (person?.id ?? '');
