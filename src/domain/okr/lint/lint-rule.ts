import type { Severity } from '../../assessment/finding.ts';
import type { Day } from '../days.ts';
import type { Goal } from '../goal.ts';
import type { GoalTree } from '../goal-tree.ts';

/** Every lint check, in the order in which findings are shown. Published: other programs read these ids. */
export const okrCheckIds = [
  'mission-shape',
  'recipe-in-objective',
  'too-many-key-results',
  'no-owner',
  'no-team',
  'task-in-disguise',
  'output-not-outcome',
  'vanity-metric',
  'no-number',
  'no-target',
  'no-start',
  'wrong-direction',
  'set-and-forget',
] as const;
export type OkrCheckId = (typeof okrCheckIds)[number];

/** One thing that lint says about one goal. */
export interface OkrFinding {
  readonly goal: string;
  readonly check: OkrCheckId;
  readonly severity: Severity;
  readonly message: string;
  /** The words that triggered it, an exact substring of the goal's statement (or of its name, without one). */
  readonly evidence: string;
  /** A better shape. */
  readonly suggestion: string;
}

export interface LintSettings {
  readonly maxKeyResults: number;
  /** Days without a check-in after which a key result counts as forgotten. */
  readonly forgottenAfterDays: number;
}

export const defaultLintSettings: LintSettings = { maxKeyResults: 5, forgottenAfterDays: 14 };

export interface LintContext {
  readonly tree: GoalTree;
  readonly settings: LintSettings;
  /** Null leaves out what depends on the day. */
  readonly today: Day | null;
  /** The day of the last check-in by key result. */
  readonly lastCheckIn: ReadonlyMap<string, Day>;
}

export type Remark = Omit<OkrFinding, 'goal' | 'check'>;

/** One check: adding another is a file with one of these and a line in `rules.ts`. */
export interface LintRule {
  readonly id: OkrCheckId;
  check(goal: Goal, context: LintContext): Remark | null;
}

/** The words of a goal that stand for the whole of it. */
export const wordsOf = (goal: Goal): string =>
  goal.statement !== '' ? goal.statement : goal.kind === 'team' ? goal.name : goal.id;
