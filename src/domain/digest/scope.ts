import type { Issue } from '../issue.ts';
import { daysBetween } from '../okr/days.ts';
import type { Objective } from '../okr/goal.ts';
import type { GoalTree } from '../okr/goal-tree.ts';
import type { Audience } from './digest-settings.ts';
import type { Week } from './week.ts';

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Whether an audience is about everything. */
export const isAboutAll = ({
  team,
  owner,
  projects,
}: Pick<Audience, 'team' | 'owner' | 'projects'>): boolean =>
  team === undefined && owner === undefined && projects.length === 0;

/** Whether an issue belongs to the audience by its project. */
export function isOfProject(
  { projects }: Pick<Audience, 'projects'>,
  issue: Pick<Issue, 'ref' | 'project'>,
): boolean {
  return projects.includes(`${issue.ref.tracker}:${issue.project.toUpperCase()}`);
}

/**
 * The objectives an audience is about: of its team, of its owner (also through a key result), or with work in its
 * projects. Those whose period ended more than a week ago or has not begun are left out.
 */
export function objectivesFor(
  audience: Pick<Audience, 'team' | 'owner' | 'projects'>,
  tree: GoalTree,
  week: Week,
  hasWorkIn: (keyResult: string) => boolean,
): readonly Objective[] {
  return tree.objectives().filter((objective) => {
    const period = tree.periodOf(objective.id);
    if (period !== null && (period.from > week.day || daysBetween(period.to, week.day) > 7)) return false;
    if (isAboutAll(audience)) return true;
    const team = tree.teamOf(objective.id);
    if (
      audience.team !== undefined &&
      team &&
      (same(team.id, audience.team) || same(team.name, audience.team))
    )
      return true;
    const { owner } = audience;
    const goals = [objective, ...tree.keyResultsOf(objective.id)];
    if (owner !== undefined && goals.some(({ id }) => same(tree.ownerOf(id) ?? '', owner))) return true;
    return audience.projects.length > 0 && goals.some(({ id }) => hasWorkIn(id));
  });
}
