import type { Severity } from '../assessment/finding.ts';
import { percent } from '../percent.ts';
import type { CheckIn } from './check-in.ts';
import { addDays, type Day } from './days.ts';
import type { LinkedIssue } from './evidence.ts';
import { workOf } from './goal.ts';
import type { GoalTree } from './goal-tree.ts';
import { inPeriod } from './period.ts';
import { progressOf } from './progress.ts';
import { standingOf } from './standing.ts';

export const contradictionIds = ['work-moved-kr-frozen', 'kr-moved-no-work', 'goal-without-work'] as const;
export type ContradictionId = (typeof contradictionIds)[number];

/** Where the goals and the work tell different stories. */
export interface Contradiction {
  readonly goal: string;
  readonly check: ContradictionId;
  readonly severity: Severity;
  readonly message: string;
  /** What shows it: keys of issues, or ids of check-ins. */
  readonly evidence: readonly string[];
  readonly suggestion: string;
}

export interface ContradictionSettings {
  /** How far to look back. */
  readonly windowDays: number;
  /** Done issues within the window that should have moved a key result. */
  readonly doneIssues: number;
  /** Progress within the window that should have left a trace in the work, 0 to 1. */
  readonly movedShare: number;
}

export const defaultContradictionSettings: ContradictionSettings = {
  windowDays: 21,
  doneIssues: 3,
  movedShare: 0.1,
};

export interface ContradictionInput {
  readonly tree: GoalTree;
  readonly today: Day;
  /** Effective check-ins by key result, oldest first. */
  readonly checkIns: ReadonlyMap<string, readonly CheckIn[]>;
  /** Linked issues by key result. */
  readonly issues: ReadonlyMap<string, readonly LinkedIssue[]>;
  readonly settings?: Partial<ContradictionSettings>;
  /** Whether a goal is looked at, by its id; left out: all of them are. */
  readonly isWanted?: (goal: string) => boolean;
}

/** Work moved and the key result stood still; the key result moved without work; goals nobody works on. */
export function contradictions(input: ContradictionInput): readonly Contradiction[] {
  const { tree, today } = input;
  const settings = { ...defaultContradictionSettings, ...input.settings };
  const running = (id: string) => {
    if (input.isWanted?.(id) === false) return false;
    const period = tree.periodOf(id);
    return period !== null && inPeriod(today, period);
  };
  const keyResults = tree
    .keyResults()
    .filter((one) => running(one.id))
    .flatMap((one) => ofKeyResult(input, settings, one.id));
  const objectives = tree
    .objectives()
    .filter((one) => running(one.id))
    .flatMap((one) => withoutWork(input, one.id));
  return [...keyResults, ...objectives];
}

function ofKeyResult(
  input: ContradictionInput,
  settings: ContradictionSettings,
  id: string,
): Contradiction[] {
  const { tree, today } = input;
  const keyResult = tree.get(id);
  if (keyResult?.kind !== 'key-result' || keyResult.source.kind === 'issues' || keyResult.target === null)
    return [];
  const checkIns = input.checkIns.get(id) ?? [];
  const since = addDays(today, -settings.windowDays);
  const now = standingOf(keyResult, checkIns, null, today);
  const then = standingOf(keyResult, checkIns, null, since);
  const issues = input.issues.get(id) ?? [];
  const done = issues.filter(
    (issue) => issue.doneOn !== null && issue.doneOn > since && issue.doneOn <= today,
  );
  const course = {
    direction: now.direction,
    start: keyResult.start?.amount ?? null,
    target: keyResult.target.amount,
  };
  const before = then.current === null ? (course.start ?? null) : then.current.amount;
  const was = before === null ? null : progressOf(course, before);
  const moved = now.progress === null || was === null ? 0 : now.progress - was;

  if (done.length >= settings.doneIssues && moved <= 0 && now.progress !== 1) {
    return [
      {
        goal: id,
        check: 'work-moved-kr-frozen',
        severity: 'warning',
        message: `${done.length} linked issues were done in ${settings.windowDays} days, and the key result did not move.`,
        evidence: done.map((issue) => issue.key),
        suggestion:
          'Check in if the number is only stale; otherwise ask whether this work moves this key result at all.',
      },
    ];
  }
  const worked = issues.some((issue) =>
    issue.doneOn === null ? issue.startedOn !== null : issue.doneOn > since,
  );
  if (moved >= settings.movedShare && !worked && workOf(keyResult) !== null) {
    return [
      {
        goal: id,
        check: 'kr-moved-no-work',
        severity: 'info',
        message: `It moved by ${percent(moved)} of its way in ${settings.windowDays} days without any linked work.`,
        evidence: checkIns.filter((row) => row.day > since && row.day <= today).map((row) => row.id),
        suggestion: 'Find out what moved it: link that work, or note that it moves by itself.',
      },
    ];
  }
  return [];
}

function withoutWork(input: ContradictionInput, id: string): Contradiction[] {
  const { tree } = input;
  // An objective that others support is worked on through them.
  if (tree.childrenOf(id).some((goal) => goal.kind === 'objective')) return [];
  const keyResults = tree.keyResultsOf(id);
  const any = keyResults.some((one) =>
    (input.issues.get(one.id) ?? []).some((issue) => issue.status.category !== 'cancelled'),
  );
  if (any) return [];
  return [
    {
      goal: id,
      check: 'goal-without-work',
      severity: 'warning',
      message: 'No issue is linked to this objective or its key results.',
      evidence: keyResults.map((one) => one.id),
      suggestion: 'Link the missions that move it, plan the first one, or drop the objective.',
    },
  ];
}
