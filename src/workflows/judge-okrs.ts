import { type Sight, seesEverything } from '../domain/access.ts';
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
import type { ObjectiveStanding } from '../domain/okr/standing.ts';
import type { StretchAdvice } from '../domain/okr/stretch.ts';
import type { CheckIns, Clock } from '../domain/ports.ts';
import { type CurrentStandings, type StandingsNow, standingsAlone } from './current-standings.ts';
import type { FindGoals } from './find-goals.ts';
import { lineAdvice } from './line-advice.ts';
import { type TeamRollOut, teamRollOuts } from './team-roll-outs.ts';

export type { TeamRollOut } from './team-roll-outs.ts';

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
  scores(period?: Period, sight?: Sight): Promise<OkrScores>;
  /** How far a team has come with the roll-out guide; null when there is no such team. */
  rollOut(team: string): Promise<TeamRollOut | null>;
  /** `isWanted`: by its id, whether a goal is looked at; left out: all of them are. */
  lint(
    isWanted?: (goal: string) => boolean,
  ): Promise<{ readonly findings: readonly OkrFinding[]; readonly tree: GoalTree }>;
  contradictions(sight?: Sight): Promise<readonly Contradiction[]>;
  /** Those that the issues in sight tell of. */
  contradictionsIn(
    now: StandingsNow,
    sight: Sight,
    isWanted?: (goal: string) => boolean,
  ): readonly Contradiction[];
  /** `sight` leaves the issues of hidden projects out; `team`, an id, all but the objectives of one team. */
  review(period: Period, only?: { readonly sight?: Sight; readonly team?: string }): Promise<ReviewDocument>;
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

  const lint: JudgeOkrs['lint'] = async (isWanted) => {
    const { tree } = await findGoals();
    const lastCheckIn = await checkIns.lastDays();
    const options = { today: todayIs(), lastCheckIn, settings: settings.lint };
    return { tree, findings: lintGoals(tree, { ...options, ...(isWanted && { isWanted }) }) };
  };
  // That something is not there can only be told by whoever sees everything.
  const contradictionsIn: JudgeOkrs['contradictionsIn'] = (now, sight, isWanted) =>
    contradictions({ ...now, settings: settings.contradictions, ...(isWanted && { isWanted }) }).filter(
      ({ check }) => sight.hidden.length === 0 || check === 'work-moved-kr-frozen',
    );

  return {
    lint,

    async scores(period, sight = seesEverything) {
      const today = todayIs();
      const { since } = await findGoals();
      // All of them: advice is about earlier periods, the checklist about every team.
      const standings = await currentStandings(today, { sight });
      const { tree, objectives } = standings;
      const asked = objectives.filter((one) => {
        if (one.period === null) return period === undefined;
        if (period === undefined) return inPeriod(today, one.period);
        return one.period.from >= period.from && one.period.to <= period.to;
      });
      const rollOut = teamRollOuts({ tree, since, checkIns: standings.checkIns, today });
      const advice = lineAdvice(tree, objectives, today);
      return { today, period: period ?? null, standings, objectives: asked, advice, rollOut };
    },

    async rollOut(team) {
      const today = todayIs();
      const { since } = await findGoals();
      const { tree, checkIns: rows } = await currentStandings(today, standingsAlone);
      return teamRollOuts({ tree, since, checkIns: rows, today }).find((one) => one.team === team) ?? null;
    },

    async contradictions(sight = seesEverything) {
      return contradictionsIn(await currentStandings(todayIs(), { forecasts: false, sight }), sight);
    },

    contradictionsIn,

    async review(period, { sight = seesEverything, team } = {}) {
      const today = todayIs();
      const [now, linted] = await Promise.all([currentStandings(today, { sight }), lint()]);
      const isTeam = (id: string) => team === undefined || now.tree.teamOf(id)?.id === team;
      const forecasts = [...now.keyResults].flatMap(([id, { forecast }]) =>
        forecast === null ? [] : [[id, forecast] as const],
      );
      return reviewDocument({
        ...{ tree: now.tree, period, today, issues: now.issues, checkIns: now.checkIns },
        isWanted: isTeam,
        findings: [...contradictionsIn(now, sight), ...linted.findings],
        forecasts: new Map(forecasts),
        advice: lineAdvice(now.tree, now.objectives, today)
          .filter(({ objectives }) => objectives.some(isTeam))
          .map(({ message }) => message),
      });
    },

    async canvas(team) {
      return missionCanvas((await findGoals()).tree, team, todayIs());
    },

    async reminders(everyDays) {
      return remindersDue((await findGoals()).tree, await checkIns.lastDays(), todayIs(), everyDays);
    },

    async deepDive() {
      const { tree, objectives, checkIns: rows } = await currentStandings(todayIs(), standingsAlone);
      const running = objectives.filter(({ period }) => period !== null && inPeriod(todayIs(), period));
      return deepDiveList(tree, running, rows);
    },
  };
}
