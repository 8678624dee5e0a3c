import { type CheckIn, latestCheckIn } from './check-in.ts';
import type { Day } from './days.ts';
import { type Direction, directionOf, type KeyResult, likeOf, type Objective } from './goal.ts';
import type { GoalTree } from './goal-tree.ts';
import type { Period } from './period.ts';
import { heldShare, holds, isGuard, progressOf } from './progress.ts';
import { type Band, bandOf, objectiveScore, toScore } from './score.ts';
import { guardStatus, paceStatus, type StatusReading } from './status.ts';
import type { Value } from './value.ts';
import { inUnitOf } from './value-compare.ts';

/** Where a key result stands on a day. */
export interface KeyResultStanding {
  readonly keyResult: KeyResult;
  readonly direction: Direction;
  readonly period: Period | null;
  readonly current: Value | null;
  /** The check-in that `current` comes from; null when it is the file's. */
  readonly asOf: CheckIn | null;
  /** 0 to 1; null when it cannot be told. */
  readonly progress: number | null;
  /** 0 to 1 in hundredths; a guard's score is the share of time it held. */
  readonly score: number | null;
  readonly band: Band | null;
  readonly status: StatusReading;
}

/** Where an objective stands, with its key results. */
export interface ObjectiveStanding {
  readonly objective: Objective;
  readonly owner: string | null;
  readonly period: Period | null;
  readonly keyResults: readonly KeyResultStanding[];
  readonly score: number | null;
  readonly band: Band | null;
  readonly status: StatusReading;
  /** Key results without a value, which count as 0. */
  readonly unmeasured: number;
}

/**
 * A key result's standing at the end of `today`. `checkIns` are its effective ones, oldest first (see
 * `effectiveCheckIns`).
 */
export function standingOf(
  keyResult: KeyResult,
  checkIns: readonly CheckIn[],
  period: Period | null,
  today: Day,
): KeyResultStanding {
  const direction = directionOf(keyResult);
  const like = likeOf(keyResult);
  const fitted = checkIns.flatMap((row) => {
    const value = like === null ? row.value : inUnitOf(row.value, like);
    return value === null ? [] : [{ ...row, value }];
  });
  const judged = period !== null && period.to < today ? period.to : today;
  const asOf = latestCheckIn(fitted, judged);
  const current = asOf?.value ?? keyResult.current;
  const common = { keyResult, direction, period, current, asOf };
  if (current === null || keyResult.target === null) {
    const status = paceStatus(null, period, today);
    const rule = current === null ? status.rule : 'There is no target to judge by.';
    return { ...common, progress: null, score: null, band: null, status: { ...status, rule } };
  }
  const course = { direction, start: keyResult.start?.amount ?? null, target: keyResult.target.amount };
  const progress = progressOf(course, current.amount);
  if (isGuard(direction)) {
    const held = period === null ? null : heldShare(course, fitted, period, today);
    const score = toScore(held ?? progress ?? 0);
    const status = guardStatus(holds(course, current.amount), held, period, today);
    return { ...common, progress, score, band: bandOf(score), status };
  }
  if (progress === null) {
    const status = paceStatus(null, period, today);
    return {
      ...common,
      progress,
      score: null,
      band: null,
      status: { ...status, rule: 'There is no start to measure from.' },
    };
  }
  const score = toScore(progress);
  return { ...common, progress, score, band: bandOf(score), status: paceStatus(progress, period, today) };
}

/** An objective's standing, its key results' check-ins by their id. */
export function objectiveStanding(
  tree: GoalTree,
  objective: Objective,
  checkIns: ReadonlyMap<string, readonly CheckIn[]>,
  today: Day,
): ObjectiveStanding {
  const keyResults = tree
    .keyResultsOf(objective.id)
    .map((one) => standingOf(one, checkIns.get(one.id) ?? [], tree.periodOf(one.id), today));
  const score = objectiveScore(keyResults.map((one) => ({ score: one.score, weight: one.keyResult.weight })));
  const period = tree.periodOf(objective.id);
  return {
    objective,
    owner: tree.ownerOf(objective.id),
    period,
    keyResults,
    score,
    band: score === null ? null : bandOf(score),
    status: objectiveStatus(keyResults, score, period, today),
    unmeasured: keyResults.filter((one) => one.score === null).length,
  };
}

/** By where the key results are heading, weighted as in the score; those too early to judge count as on pace. */
function objectiveStatus(
  keyResults: readonly KeyResultStanding[],
  score: number | null,
  period: Period | null,
  today: Day,
): StatusReading {
  if (score === null || period === null) return paceStatus(null, period, today);
  const headings = keyResults.map((one) => ({
    score: one.score === null ? null : (one.status.heading ?? 1),
    weight: one.keyResult.weight,
  }));
  const heading = objectiveScore(headings) ?? 0;
  // Judged as if the period were over at the score its parts head for.
  const reading = paceStatus(heading, period, period.to);
  const unmeasured = keyResults.filter((one) => one.score === null).length;
  const rule =
    `Its key results together head for ${heading.toFixed(2)}` +
    `${unmeasured === 0 ? '' : `, ${unmeasured} without a value counted as 0`}: ${reading.rule.split(': ').at(-1) ?? ''}`;
  return { status: reading.status, rule, heading, expected: paceStatus(score, period, today).expected };
}
