import type { Assessment } from '../assessment/assessment.ts';
import type { Issue } from '../issue.ts';
import type { OutcomeNote } from '../mission/outcome.ts';
import type { CheckIn } from '../okr/check-in.ts';
import type { Contradiction } from '../okr/contradictions.ts';
import type { Day } from '../okr/days.ts';
import type { LinkedIssue } from '../okr/evidence.ts';
import type { Objective } from '../okr/goal.ts';
import type { GoalTree } from '../okr/goal-tree.ts';
import type { ObjectiveStanding } from '../okr/standing.ts';
import type { Figures } from './digest.ts';
import type { Audience } from './digest-settings.ts';
import type { Week } from './week.ts';
import type { Wording } from './wording.ts';

/** The goals that an audience is about, as they stood then. */
export interface GoalMaterial {
  readonly tree: GoalTree;
  /** The objectives in scope whose period runs or ended within the week. */
  readonly objectives: readonly Objective[];
  readonly standings: readonly ObjectiveStanding[];
  /** The same a week before. */
  readonly before: ReadonlyMap<string, ObjectiveStanding>;
  /** Effective check-ins by key result, oldest first. */
  readonly checkIns: ReadonlyMap<string, readonly CheckIn[]>;
  /** Linked issues by key result. */
  readonly issues: ReadonlyMap<string, readonly LinkedIssue[]>;
  readonly contradictions: readonly Contradiction[];
  /** Days after which a manual key result wants a check-in. */
  readonly staleAfterDays: number;
}

/** An issue as last reviewed. */
export interface DigestIssue {
  readonly issue: Issue;
  readonly assessment: Assessment;
  /** The day it was done, as far as that is known; null before. */
  readonly doneOn: Day | null;
  readonly isLinked: boolean;
  /** What somebody last said became of it; null or left out: nobody has. */
  readonly outcome?: OutcomeNote | null;
}

/** What Waymark wrote in the week, and what is held now. */
export interface WriteMaterial {
  readonly comments: number;
  readonly fields: number;
  readonly issues: number;
  readonly undone: number;
  readonly held: readonly { readonly reason: string; readonly count: number }[];
}

/** What a section may ask for, by the name it declares. */
export interface Material {
  readonly goals: GoalMaterial;
  readonly issues: readonly DigestIssue[];
  readonly writes: WriteMaterial;
  /** The figures of the digest before; empty when there was none. */
  readonly last: Figures;
}
export type Need = keyof Material;

/** What every section is told besides. */
export interface SectionContext {
  readonly audience: Audience;
  readonly week: Week;
  readonly wording: Wording;
  /** The roles of people, by name or account id. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
}
