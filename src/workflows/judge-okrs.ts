import { type Contradiction, contradictions } from '../domain/okr/contradictions.ts';
import type { Day } from '../domain/okr/days.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import { lintGoals } from '../domain/okr/lint/lint.ts';
import type { OkrFinding } from '../domain/okr/lint/lint-rule.ts';
import type { OkrSettings } from '../domain/okr/okr-settings.ts';
import { inPeriod, type Period } from '../domain/okr/period.ts';
import { type MissionCanvas, missionCanvas } from '../domain/okr/review/canvas.ts';
import { type ReviewDocument, reviewDocument } from '../domain/okr/review/review.ts';
import { type DeepDiveItem, deepDiveList, type Reminder, remindersDue } from '../domain/okr/rhythm.ts';
import { type RollOutStep, rollOutChecklist } from '../domain/okr/roll-out.ts';
import type { ObjectiveStanding } from '../domain/okr/standing.ts';
import { type StretchAdvice, stretchAdvice } from '../domain/okr/stretch.ts';
import type { CheckIns, Clock } from '../domain/ports.ts';
import type { CurrentStandings, StandingsNow } from './current-standings.ts';
import type { FindGoals } from './find-goals.ts';

/** How far one team has come with the roll-out guide. */
export interface TeamRollOut {
  readonly team: string;
  readonly name: string;
  readonly began: Day;
  readonly steps: readonly RollOutStep[];
}

/** Scores of a period, or of all that runs today, with what several periods together tell. */
export interface OkrScores {
  readonly today: Day;
  readonly period: Period | null;
  readonly standings: StandingsNow;
  readonly objectives: readonly ObjectiveStanding[];
  readonly advice: readonly StretchAdvice[];
  readonly rollOut: readonly TeamRollOut[];
}

/** What can be said about the stored goals; all of it is worked out when it is asked for. */
export interface JudgeOkrs {
  scores(period?: Period): Promise<OkrScores>;
  lint(): Promise<{ readonly findings: readonly OkrFinding[]; readonly tree: GoalTree }>;
  contradictions(): Promise<readonly Contradiction[]>;
  review(period: Period): Promise<ReviewDocument>;
  /** Null when there is no such team. */
  canvas(team: string): Promise<MissionCanvas | null>;
  /** Key results whose owners are to be asked for a check-in, after `everyDays` without one. */
  reminders(everyDays?: number): Promise<readonly Reminder[]>;
  /** What the monthly deep dive should look at, the worst first. */
  deepDive(): Promise<readonly DeepDiveItem[]>;
}

export function createJudgeOkrs(deps: {
  findGoals: FindGoals;
  checkIns: CheckIns;
  currentStandings: CurrentStandings;
  settings: OkrSettings;
  clock: Clock;
}): JudgeOkrs {
  const { findGoals, checkIns, currentStandings, settings, clock } = deps;
  const todayIs = () => clock.now().toISOString().slice(0, 10);

  const lint = async () => {
    const { tree } = await findGoals();
    const lastCheckIn = await checkIns.lastDays();
    return { tree, findings: lintGoals(tree, { today: todayIs(), lastCheckIn, settings: settings.lint }) };
  };
  const judged = (now: StandingsNow) => contradictions({ ...now, settings: settings.contradictions });

  return {
    lint,

    async scores(period) {
      const today = todayIs();
      const { since } = await findGoals();
      // All of them: advice is about earlier periods, the checklist about every team.
      const standings = await currentStandings(today);
      const { tree, objectives } = standings;
      const asked = objectives.filter((one) => {
        if (one.period === null) return period === undefined;
        if (period === undefined) return inPeriod(today, one.period);
        return one.period.from >= period.from && one.period.to <= period.to;
      });
      const rollOut = tree.goals.flatMap((goal): TeamRollOut[] => {
        if (goal.kind !== 'team') return [];
        const began = since.get(goal.id) ?? today;
        const steps = rollOutChecklist({ tree, team: goal.id, began, today, checkIns: standings.checkIns });
        return [{ team: goal.id, name: goal.name, began, steps }];
      });
      const advice = stretch(tree, objectives, today);
      return { today, period: period ?? null, standings, objectives: asked, advice, rollOut };
    },

    async contradictions() {
      return judged(await currentStandings(todayIs(), { forecasts: false }));
    },

    async review(period) {
      const today = todayIs();
      const [now, linted] = await Promise.all([currentStandings(today), lint()]);
      const forecasts = [...now.keyResults].flatMap(([id, { forecast }]) =>
        forecast === null ? [] : [[id, forecast] as const],
      );
      return reviewDocument({
        ...{ tree: now.tree, period, today, checkIns: now.checkIns, issues: now.issues },
        findings: [...judged(now), ...linted.findings],
        forecasts: new Map(forecasts),
        advice: stretch(now.tree, now.objectives, today).map(({ message }) => message),
      });
    },

    async canvas(team) {
      return missionCanvas((await findGoals()).tree, team);
    },

    async reminders(everyDays) {
      return remindersDue((await findGoals()).tree, await checkIns.lastDays(), todayIs(), everyDays);
    },

    async deepDive() {
      const { tree, objectives, checkIns: rows } = await currentStandings(todayIs(), { forecasts: false });
      const running = objectives.filter(({ period }) => period !== null && inPeriod(todayIs(), period));
      return deepDiveList(tree, running, rows);
    },
  };
}

/** Objectives whose period is over, by team, else by owner. */
function stretch(
  tree: GoalTree,
  objectives: readonly ObjectiveStanding[],
  today: Day,
): readonly StretchAdvice[] {
  const finished = objectives.flatMap(({ objective, owner, period, score }) => {
    const line = tree.teamOf(objective.id)?.name ?? owner;
    if (period === null || period.to >= today || score === null || line === null) return [];
    return [{ objective: objective.id, statement: objective.statement, line, ended: period.to, score }];
  });
  return stretchAdvice(finished);
}
