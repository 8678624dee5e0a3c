import type { Goal, KeyResult, Objective, TeamGoal } from './goal.ts';
import { goalKinds } from './goal.ts';
import type { Period } from './period.ts';

/** Something wrong between goals; `goal` is the id of the one to mend. */
export interface TreeProblem {
  readonly goal: string;
  readonly field: 'id' | 'parent' | 'team';
  readonly message: string;
}

/** The goals with their cascade: who is above and below, and what is inherited. */
export interface GoalTree {
  readonly goals: readonly Goal[];
  get(id: string): Goal | null;
  /** In the order of the goals. */
  childrenOf(id: string | null): readonly Goal[];
  /** From the nearest to the top. */
  ancestorsOf(id: string): readonly Goal[];
  keyResultsOf(objective: string): readonly KeyResult[];
  objectives(): readonly Objective[];
  keyResults(): readonly KeyResult[];
  /** Its own, or that of the nearest goal above that has one. */
  ownerOf(id: string): string | null;
  periodOf(id: string): Period | null;
  teamOf(id: string): TeamGoal | null;
}

const rank = (goal: Goal) => goalKinds.indexOf(goal.kind);

/** Builds the tree. Where parents run in a circle or are unknown, the goal counts as a top one; see `treeProblems`. */
export function createGoalTree(goals: readonly Goal[]): GoalTree {
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  const children = new Map<string | null, Goal[]>();
  for (const goal of goals) {
    const parent = goal.parent !== null && byId.has(goal.parent) ? goal.parent : null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [goal]);
    else siblings.push(goal);
  }
  const ancestorsOf = (id: string): Goal[] => {
    const found: Goal[] = [];
    const seen = new Set([id]);
    let parent = byId.get(id)?.parent ?? null;
    while (parent !== null && !seen.has(parent)) {
      seen.add(parent);
      const goal = byId.get(parent);
      if (goal === undefined) break;
      found.push(goal);
      parent = goal.parent;
    }
    return found;
  };
  const inherited = <T>(id: string, pick: (goal: Goal) => T | null): T | null => {
    const self = byId.get(id);
    if (self === undefined) return null;
    for (const goal of [self, ...ancestorsOf(id)]) {
      const own = pick(goal);
      if (own !== null) return own;
    }
    return null;
  };
  const childrenOf = (id: string | null) => children.get(id) ?? [];
  const teamOf = (goal: Goal): TeamGoal | null => {
    if (goal.kind === 'team') return goal;
    const named = goal.kind === 'objective' && goal.team !== null ? byId.get(goal.team) : undefined;
    return named?.kind === 'team' ? named : null;
  };
  return {
    goals,
    get: (id) => byId.get(id) ?? null,
    childrenOf,
    ancestorsOf,
    keyResultsOf: (objective) => childrenOf(objective).filter((goal) => goal.kind === 'key-result'),
    objectives: () => goals.filter((goal) => goal.kind === 'objective'),
    keyResults: () => goals.filter((goal) => goal.kind === 'key-result'),
    // A team named by an objective is not above it, yet its owner answers when nobody above does.
    ownerOf: (id) => inherited(id, (goal) => goal.owner) ?? inherited(id, teamOf)?.owner ?? null,
    periodOf: (id) => inherited(id, (goal) => goal.period),
    teamOf: (id) => inherited(id, teamOf),
  };
}

/** Ids given twice, unknown or circular parents, parents of a lower level, key results outside an objective. */
export function treeProblems(goals: readonly Goal[]): readonly TreeProblem[] {
  const problems: TreeProblem[] = [];
  const byId = new Map<string, Goal>();
  for (const goal of goals) {
    if (byId.has(goal.id)) {
      problems.push({ goal: goal.id, field: 'id', message: `The id “${goal.id}” is given twice.` });
    } else byId.set(goal.id, goal);
  }
  for (const goal of goals) {
    const message = parentProblem(goal, byId);
    if (message !== null) problems.push({ goal: goal.id, field: 'parent', message });
    if (goal.kind === 'objective' && goal.team !== null && byId.get(goal.team)?.kind !== 'team') {
      problems.push({ goal: goal.id, field: 'team', message: `There is no team “${goal.team}”.` });
    }
  }
  return problems;
}

function parentProblem(goal: Goal, byId: ReadonlyMap<string, Goal>): string | null {
  if (goal.parent === null) return null;
  const parent = byId.get(goal.parent);
  if (parent === undefined) return `There is no goal “${goal.parent}” for “${goal.id}” to be under.`;
  const circle = new Set<string>();
  for (let at: Goal | undefined = goal; at !== undefined && at.parent !== null; at = byId.get(at.parent)) {
    if (circle.has(at.id)) return `“${goal.id}” is under itself.`;
    circle.add(at.id);
  }
  if (goal.kind === 'key-result' && parent.kind !== 'objective')
    return 'A key result stands under an objective.';
  // Objectives may support objectives: a company's and a team's.
  const mayEqual = goal.kind === 'objective' || goal.kind === 'team' || goal.kind === 'pillar';
  if (rank(parent) > rank(goal) || (rank(parent) === rank(goal) && !mayEqual)) {
    const article = parent.kind === 'objective' ? 'an' : 'a';
    return `${goal.kind === 'objective' ? 'An' : 'A'} ${goal.kind} does not stand under ${article} ${parent.kind}.`;
  }
  return null;
}
