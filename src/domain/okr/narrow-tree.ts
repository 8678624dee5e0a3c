import type { Day } from './days.ts';
import type { Goal, Objective } from './goal.ts';
import type { GoalTree } from './goal-tree.ts';
import { liesWithin, type Period, runsOn } from './period.ts';

/** What narrows the cascade; each part further. */
export interface TreeFilter {
  /** `running`: objectives whose period holds today, and those without one. */
  readonly period: Period | 'running' | 'all';
  /** A team's id. */
  readonly team: string | null;
  /** Whoever owns an objective or one of its key results. */
  readonly owner: string | null;
}

/**
 * The ids of the goals that a filter leaves: the objectives that match with their key results, everything above them,
 * and, unless one period was asked for, the teams and directions that match by themselves.
 */
export function narrowTree(tree: GoalTree, filter: TreeFilter, today: Day): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const goal of tree.goals) {
    if (goal.kind === 'key-result' || !matches(tree, goal, filter, today)) continue;
    shown.add(goal.id);
    for (const above of tree.ancestorsOf(goal.id)) shown.add(above.id);
    if (goal.kind === 'objective') for (const { id } of tree.keyResultsOf(goal.id)) shown.add(id);
  }
  return shown;
}

function matches(tree: GoalTree, goal: Goal, filter: TreeFilter, today: Day): boolean {
  if (goal.kind === 'objective') return isObjectiveWanted(tree, goal, filter, today);
  const { period, team, owner } = filter;
  if (period !== 'running' && period !== 'all') return false;
  return (team === null || goal.id === team) && (owner === null || tree.ownerOf(goal.id) === owner);
}

function isObjectiveWanted(
  tree: GoalTree,
  { id }: Objective,
  { period: wanted, team, owner }: TreeFilter,
  today: Day,
): boolean {
  const period = tree.periodOf(id);
  if (wanted === 'running') {
    if (!runsOn(today, period)) return false;
  } else if (wanted !== 'all') {
    if (!liesWithin(period, wanted)) return false;
  }
  if (team !== null && tree.teamOf(id)?.id !== team) return false;
  return (
    owner === null ||
    [id, ...tree.keyResultsOf(id).map((one) => one.id)].some((one) => tree.ownerOf(one) === owner)
  );
}

/** What the cascade can be narrowed to. */
export interface TreeChoices {
  /** The latest first. */
  readonly periods: readonly Period[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly owners: readonly string[];
}

export function treeChoices(tree: GoalTree): TreeChoices {
  const measured = tree.goals.filter(({ kind }) => kind === 'objective' || kind === 'key-result');
  const periods = new Map<string, Period>();
  const owners = new Set<string>();
  for (const { id } of measured) {
    const [period, owner] = [tree.periodOf(id), tree.ownerOf(id)];
    if (period !== null) periods.set(period.id, period);
    if (owner !== null) owners.add(owner);
  }
  return {
    periods: [...periods.values()].toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? 1 : -1)),
    teams: tree.goals.flatMap((goal) => (goal.kind === 'team' ? [{ id: goal.id, name: goal.name }] : [])),
    owners: [...owners].toSorted((a, b) => a.localeCompare(b, 'en')),
  };
}
