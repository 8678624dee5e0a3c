import type { Person } from '../issue.ts';

/** A role that so few hold is counted with the others. */
const fewestInRole = 3;
export const otherRoles = 'everybody else';

/** What somebody wrote. */
export interface Author extends Pick<Person, 'id' | 'name'> {
  readonly stories: number;
}

export interface RoleGroup {
  readonly role: string;
  readonly authors: ReadonlySet<string>;
  readonly stories: number;
}

/** Roles, each with the people who hold it, by name or account id as the trackers have them. */
export type Roles = Readonly<Record<string, readonly string[]>>;

/** One person with accounts in two trackers is one, as far as the name tells. */
export const authorKey = ({ id, name }: Pick<Person, 'id' | 'name'>): string =>
  name.trim().toLowerCase() || id;

/**
 * How many stories each role wrote, as a figure of the team: never who, and nothing that points at one person. Roles
 * of fewer than three people are counted together; empty where that leaves nothing to tell.
 */
export function groupByRole(authors: readonly Author[], roles: Roles): readonly RoleGroup[] {
  const roleOf = new Map(
    Object.entries(roles).flatMap(([role, people]) =>
      people.map((one) => [one.toLowerCase(), role] as const),
    ),
  );
  const groups = new Map<string, { authors: Set<string>; stories: number }>();
  for (const author of authors) {
    const role = roleOf.get(author.id.toLowerCase()) ?? roleOf.get(author.name.toLowerCase()) ?? otherRoles;
    const group = groups.get(role) ?? { authors: new Set(), stories: 0 };
    group.authors.add(authorKey(author));
    group.stories += author.stories;
    groups.set(role, group);
  }
  return safeGroups([...groups].map(([role, group]) => ({ role, ...group }))).toSorted(
    (a, b) => b.stories - a.stories,
  );
}

/** Puts small roles together until nobody can be told from a share. */
function safeGroups(groups: readonly RoleGroup[]): readonly RoleGroup[] {
  const named = groups
    .filter(({ role, authors }) => role !== otherRoles && authors.size >= fewestInRole)
    .toSorted((a, b) => a.authors.size - b.authors.size);
  let rest = groups.filter((group) => !named.includes(group)).reduce(join, emptyGroup);
  while (rest.authors.size > 0 && rest.authors.size < fewestInRole) {
    const next = named.shift();
    if (next === undefined) return [];
    rest = join(rest, next);
  }
  return rest.stories === 0 ? named : [...named, rest];
}

const emptyGroup: RoleGroup = { role: otherRoles, authors: new Set(), stories: 0 };

const join = (a: RoleGroup, b: RoleGroup): RoleGroup => ({
  role: otherRoles,
  authors: new Set([...a.authors, ...b.authors]),
  stories: a.stories + b.stories,
});
