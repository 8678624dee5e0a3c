import { setImmediate } from 'node:timers/promises';
import type { Sight } from '../domain/access.ts';
import type { CheckIn } from '../domain/okr/check-in.ts';
import { effectiveCheckIns } from '../domain/okr/check-in.ts';
import type { Day } from '../domain/okr/days.ts';
import { type Evidence, evidenceOf, type LinkedIssue } from '../domain/okr/evidence.ts';
import type { Forecast } from '../domain/okr/forecast.ts';
import { forecastOf } from '../domain/okr/forecast-of.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import { liesWithin, type Period } from '../domain/okr/period.ts';
import { type KeyResultStanding, type ObjectiveStanding, objectiveStanding } from '../domain/okr/standing.ts';
import { type WeekChange, weekChange } from '../domain/okr/week-change.ts';
import type { CheckIns, IssueFactsStore, SourceLooks } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

/** Where a key result stands, where it is heading, and what both rest on. */
export interface KeyResultNow {
  readonly standing: KeyResultStanding;
  /** Null without a target or a period. */
  readonly forecast: Forecast | null;
  readonly evidence: Evidence;
  /** Why its source gave nothing when it was last asked, so that `current` is older than it should be; null: it did. */
  readonly sourceProblem: string | null;
}

/** Where all of the goals that were asked for stand. */
export interface StandingsNow {
  readonly today: Day;
  readonly version: number;
  readonly tree: GoalTree;
  readonly objectives: readonly ObjectiveStanding[];
  readonly keyResults: ReadonlyMap<string, KeyResultNow>;
  /** Effective check-ins, oldest first, by key result. */
  readonly checkIns: ReadonlyMap<string, readonly CheckIn[]>;
  /** Linked issues by key result. */
  readonly issues: ReadonlyMap<string, readonly LinkedIssue[]>;
}

export interface StandingsWish {
  /** Only the objectives that hold these key results or have these ids. */
  readonly goals?: readonly string[];
  /** Only objectives whose period lies within this one. */
  readonly period?: Period;
  /** False leaves the forecasts null: each costs a few milliseconds. */
  readonly forecasts?: boolean;
  /** Issues of projects that it hides are in no list; left out: everything is seen. */
  readonly sight?: Sight;
  /** Most issues of each key result, the last done first; left out: all of them. 0 asks for none. */
  readonly mostIssues?: number;
}

/** Where goals stand and no more: nothing of where they head, and of no issue. */
export const standingsAlone = { forecasts: false, mostIssues: 0 } as const satisfies StandingsWish;

/** The standing of the goals at the end of `today`, from what is stored. */
export type CurrentStandings = (today: Day, wish?: StandingsWish) => Promise<StandingsNow>;

export function createCurrentStandings(deps: {
  findGoals: FindGoals;
  checkIns: CheckIns;
  facts: Pick<IssueFactsStore, 'linked'>;
  /** Absent where no source is asked. */
  looks?: Pick<SourceLooks, 'of'>;
}): CurrentStandings {
  const { findGoals, facts } = deps;
  return async (today, wish = {}) => {
    const { tree, version } = await findGoals();
    const wanted = tree.objectives().filter((one) => isWanted(tree, one.id, wish));
    const keyResults = wanted.flatMap(({ id }) => tree.keyResultsOf(id));
    const [rows, issues, looks] = await Promise.all([
      deps.checkIns.of(
        keyResults.map(({ id }) => id),
        wish.sight,
      ),
      wish.mostIssues === 0
        ? new Map<string, readonly LinkedIssue[]>()
        : facts.linked(keyResults, {
            ...(wish.sight && { sight: wish.sight }),
            ...(wish.mostIssues !== undefined && { limit: wish.mostIssues }),
          }),
      deps.looks?.of(keyResults.map(({ id }) => id)),
    ]);
    const checkIns = new Map([...rows].map(([id, ofOne]) => [id, effectiveCheckIns(ofOne)]));
    const objectives = wanted.map((one) => objectiveStanding(tree, one, checkIns, today));
    const now = new Map<string, KeyResultNow>();
    let forecasts = 0;
    for (const standing of objectives.flatMap((one) => one.keyResults)) {
      const { id } = standing.keyResult;
      const history = checkIns.get(id) ?? [];
      // Each takes milliseconds, and webhooks are to be answered in between.
      if (wish.forecasts !== false && ++forecasts % 4 === 0) await setImmediate();
      now.set(id, {
        standing,
        forecast:
          wish.forecasts === false ? null : forecastOf(standing.keyResult, history, standing.period, today),
        evidence: evidenceOf(history, issues.get(id) ?? [], standing.period),
        sourceProblem: looks?.get(id)?.problem ?? null,
      });
    }
    return { today, version, tree, objectives, keyResults: now, checkIns, issues };
  };
}

function isWanted(tree: GoalTree, objective: string, { goals, period }: StandingsWish): boolean {
  if (period && !liesWithin(tree.periodOf(objective), period)) return false;
  return (
    goals === undefined ||
    goals.includes(objective) ||
    tree.keyResultsOf(objective).some(({ id }) => goals.includes(id))
  );
}

/** What the last seven days brought, by key result. */
export const weeksOf = ({ keyResults, checkIns, today }: StandingsNow): ReadonlyMap<string, WeekChange> =>
  new Map(
    [...keyResults].map(([id, { standing }]) => [id, weekChange(standing, checkIns.get(id) ?? [], today)]),
  );
