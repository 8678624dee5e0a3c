import type { Period } from './period.ts';
import type { IssueLinkRule, Source } from './source.ts';
import type { Value } from './value.ts';

/** The levels of the cascade from the top down. Each is optional. */
export const goalKinds = ['mission', 'vision', 'pillar', 'team', 'objective', 'key-result'] as const;
export type GoalKind = (typeof goalKinds)[number];

/** Where the value of a key result should go. */
export const directions = ['raise', 'lower', 'stay-above', 'stay-below'] as const;
export type Direction = (typeof directions)[number];

interface GoalBase {
  /** Stable for good: lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly statement: string;
  /** Null inherits the owner of the goal above. */
  readonly owner: string | null;
  /** Null inherits the period of the goal above. */
  readonly period: Period | null;
  /** The id of the goal above, of any higher level; null at the top. */
  readonly parent: string | null;
  readonly note: string | null;
  readonly links: readonly string[];
  readonly tags: readonly string[];
}

export interface DirectionGoal extends GoalBase {
  readonly kind: 'mission' | 'vision' | 'pillar';
}

/** A team with its mission; `statement` is the mission statement and may be empty. */
export interface TeamGoal extends GoalBase {
  readonly kind: 'team';
  readonly name: string;
  /** The mission canvas: purpose, scope, approach, metrics. */
  readonly purpose: string | null;
  readonly scope: string | null;
  readonly approach: string | null;
  readonly metrics: readonly string[];
}

export interface Objective extends GoalBase {
  readonly kind: 'objective';
  /** The id of the team that works on it; null takes the nearest team above. */
  readonly team: string | null;
}

export interface KeyResult extends GoalBase {
  readonly kind: 'key-result';
  readonly parent: string;
  /** What is measured, e.g. `checkout completion`. */
  readonly metric: string | null;
  readonly start: Value | null;
  readonly target: Value | null;
  /** The value as the file gives it; check-ins come on top. */
  readonly current: Value | null;
  /** Null follows from start and target. */
  readonly direction: Direction | null;
  /** Its share of the objective's score; null counts as 1. */
  readonly weight: number | null;
  readonly source: Source;
  /** The issues that move it when the source is not itself a link to issues. */
  readonly work: IssueLinkRule | null;
}

export type Goal = DirectionGoal | TeamGoal | Objective | KeyResult;

/** A goal in one line: a team by its name, any other by what it says. */
export const titleOf = (goal: Goal): string => (goal.kind === 'team' ? goal.name : goal.statement);

/** A goal as lists name it. */
export type NamedGoal = Pick<Goal, 'id' | 'kind' | 'statement'>;

/** A goal by its title, in the place of what it says. */
export const namedGoal = (goal: Goal): NamedGoal => ({
  id: goal.id,
  kind: goal.kind,
  statement: titleOf(goal),
});

/** Raise or lower, from what is written. Without a start, an upper bound (`< 1%`) is there to be stayed below. */
export function directionOf(keyResult: Pick<KeyResult, 'direction' | 'start' | 'target'>): Direction {
  const { direction, start, target } = keyResult;
  if (direction !== null) return direction;
  if (start !== null && target !== null && start.amount !== target.amount) {
    return target.amount < start.amount ? 'lower' : 'raise';
  }
  return target?.bound === '<' || target?.bound === '<=' ? 'stay-below' : 'raise';
}

/** The value whose unit its numbers are told in; null when it has neither a target nor a start. */
export const likeOf = ({ target, start }: Pick<KeyResult, 'target' | 'start'>): Value | null =>
  target ?? start;

/** The issues that move a key result: those it is measured by, or those named as its work. */
export function workOf(keyResult: Pick<KeyResult, 'source' | 'work'>): IssueLinkRule | null {
  return keyResult.source.kind === 'issues' ? keyResult.source.link : keyResult.work;
}
