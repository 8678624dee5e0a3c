import type { IssueRef } from '../issue.ts';
import type { MissionSize } from '../mission/mission.ts';
import type { KeyResult } from './goal.ts';
import { createGoalLinks, type IssueFacts } from './issue-links.ts';
import type { IssueWeight } from './source.ts';
import type { Value } from './value.ts';
import { numberValue, valueLike } from './values.ts';

/** What a mission counts by its size, when a key result weighs by mission size. */
export const sizeWeights: Readonly<Record<MissionSize, number>> = { macro: 9, meso: 3, micro: 1 };

/** The linked issues of one key result, summed up. Weights are in thousandths, so that sums stay exact. */
export interface IssueSums {
  readonly done: number;
  readonly total: number;
  readonly doneIssues: number;
  readonly issues: number;
}

const none: IssueSums = { done: 0, total: 0, doneIssues: 0, issues: 0 };

/** What one issue adds to one key result. */
export interface Contribution {
  readonly keyResult: string;
  /** Thousandths. */
  readonly weight: number;
  readonly done: boolean;
}

/** An issue without an estimate or a size counts as 1, so that it does not drop out of the count. */
export function issueWeight(issue: Pick<IssueFacts, 'estimate' | 'missionSize'>, by: IssueWeight): number {
  if (by === 'estimate') return issue.estimate !== null && issue.estimate > 0 ? issue.estimate : 1;
  if (by === 'mission-size') return issue.missionSize === null ? 1 : sizeWeights[issue.missionSize];
  return 1;
}

/** What an issue adds to the key results that are measured by issues. Cancelled issues do not count. */
export function createContributions(
  keyResults: readonly KeyResult[],
): (issue: IssueFacts) => readonly Contribution[] {
  const measured = keyResults.filter((one) => one.source.kind === 'issues');
  const weights = new Map(
    measured.map((one) => [one.id, one.source.kind === 'issues' ? (one.source.weight ?? 'one') : 'one']),
  );
  const links = createGoalLinks(measured);
  return (issue) => {
    if (issue.status.category === 'cancelled') return [];
    const done = issue.status.category === 'done';
    return links.of(issue).map((keyResult) => ({
      keyResult,
      weight: Math.round(issueWeight(issue, weights.get(keyResult) ?? 'one') * 1000),
      done,
    }));
  };
}

/** The ids of the key results whose sums change when what an issue adds goes from `before` to `after`. */
export function changedBetween(
  before: readonly Contribution[],
  after: readonly Contribution[],
): readonly string[] {
  const { gone, come } = difference(before, after);
  return [...new Set([...gone, ...come].map((one) => one.keyResult))];
}

function difference(before: readonly Contribution[], after: readonly Contribution[]) {
  const same = (a: Contribution, b: Contribution) =>
    a.keyResult === b.keyResult && a.weight === b.weight && a.done === b.done;
  return {
    gone: before.filter((one) => !after.some((other) => same(one, other))),
    come: after.filter((one) => !before.some((other) => same(one, other))),
  };
}

/**
 * The measure of key results by their linked issues. Cancelled issues do not count. It holds what each issue adds, so
 * that a changed issue costs by its own links only.
 */
export interface IssueMeasure {
  /** Takes an issue as it is now; answers the ids of the key results whose sums changed. */
  set(issue: IssueFacts): readonly string[];
  /** The issue is gone; answers the ids of the key results whose sums changed. */
  remove(ref: IssueRef): readonly string[];
  sumsOf(keyResult: string): IssueSums;
}

export function createIssueMeasure(keyResults: readonly KeyResult[]): IssueMeasure {
  const contributionsOf = createContributions(keyResults);
  const sums = new Map<string, IssueSums>();
  const contributions = new Map<string, readonly Contribution[]>();

  const add = ({ keyResult, weight, done }: Contribution, sign: 1 | -1) => {
    const sum = sums.get(keyResult) ?? none;
    sums.set(keyResult, {
      done: sum.done + (done ? sign * weight : 0),
      total: sum.total + sign * weight,
      doneIssues: sum.doneIssues + (done ? sign : 0),
      issues: sum.issues + sign,
    });
  };
  const replace = (ref: IssueRef, next: readonly Contribution[]): readonly string[] => {
    const key = `${ref.tracker}:${ref.id}`;
    const before = contributions.get(key) ?? [];
    if (next.length === 0) contributions.delete(key);
    else contributions.set(key, next);
    const { gone, come } = difference(before, next);
    for (const one of gone) add(one, -1);
    for (const one of come) add(one, 1);
    return [...new Set([...gone, ...come].map((one) => one.keyResult))];
  };
  return {
    set: (issue) => replace(issue.ref, contributionsOf(issue)),
    remove: (ref) => replace(ref, []),
    sumsOf: (keyResult) => sums.get(keyResult) ?? none,
  };
}

/** Share of the linked work that is done, 0 to 1; null while nothing is linked. */
export const doneShare = (sums: IssueSums): number | null =>
  sums.total === 0 ? null : sums.done / sums.total;

/**
 * The current value that the linked issues give: the share for percentages and scales, the amount done for counts
 * (`20 gaps closed`). A share has two places, rounded down, so that nothing is full before all of it is done. Null while nothing is linked, or when the target is something issues cannot measure.
 */
export function measuredValue(keyResult: Pick<KeyResult, 'target'>, sums: IssueSums): Value | null {
  const share = doneShare(sums);
  if (share === null) return null;
  const { target } = keyResult;
  const exact = (amount: number) => Math.floor(amount * 100 + 1e-6) / 100;
  if (target === null) return valueLike(exact(share * 100), percentLike);
  if (target.unit.kind === 'percent') return valueLike(exact(share * 100), target);
  if (target.unit.kind === 'ratio') return valueLike(exact(share * (target.unit.outOf ?? 1)), target);
  if (target.unit.kind !== 'number' || target.unit.per !== null) return null;
  return target.unit.name === null ? numberValue(sums.done / 1000) : valueLike(sums.done / 1000, target);
}

const percentLike: Pick<Value, 'style' | 'unit'> = {
  unit: { kind: 'percent', name: null, outOf: null, per: null },
  style: { decimal: '.', group: '', factor: 1, before: '', after: '%', clock: null },
};

/**
 * The share of the open linked work that is dropped when some of it is, e.g. an epic: for the forecast's what-if.
 * `issues` are those linked to the key result.
 */
export function droppedShare(
  issues: readonly IssueFacts[],
  isDropped: (issue: IssueFacts) => boolean,
  by: IssueWeight = 'one',
): number {
  const open = issues.filter(({ status }) => status.category !== 'done' && status.category !== 'cancelled');
  const weigh = (some: readonly IssueFacts[]) => some.reduce((sum, issue) => sum + issueWeight(issue, by), 0);
  return open.length === 0 ? 0 : weigh(open.filter(isDropped)) / weigh(open);
}
