import type { Sight } from '../domain/access.ts';
import { effectiveCheckIns } from '../domain/okr/check-in.ts';
import { narrowTree, type TreeChoices, type TreeFilter, treeChoices } from '../domain/okr/narrow-tree.ts';
import { rollOutKeyResults } from '../domain/okr/roll-out.ts';
import type { WeekChange } from '../domain/okr/week-change.ts';
import type { Clock } from '../domain/ports.ts';
import { type StandingsNow, weeksOf } from './current-standings.ts';
import type { OkrDesk } from './okr-desk.ts';
import { type TeamRollOut, teamRollOuts } from './team-roll-outs.ts';

/** The cascade, narrowed, with where its goals stand today and where they are heading. */
export interface GoalsView {
  /** All goals; standings only of the objectives that are shown. */
  readonly now: StandingsNow;
  /** Ids of the goals that the filter leaves. */
  readonly shown: ReadonlySet<string>;
  readonly choices: TreeChoices;
  /** What the last seven days brought, by key result. */
  readonly weeks: ReadonlyMap<string, WeekChange>;
  /** How many things lint has to say of each goal; goals that are well are absent. */
  readonly remarks: ReadonlyMap<string, number>;
  readonly rollOut: readonly TeamRollOut[];
  /** So many key results are shown that they are left to the pages of their objectives. */
  readonly isBrief: boolean;
}

export type ViewGoals = (filter: TreeFilter, sight: Sight) => Promise<GoalsView>;

/** A forecast takes some milliseconds: with more key results than this, the tree goes without. */
const mostForecasts = 100;
/** More lines than this are not read, only scrolled. */
const mostLines = 300;

export function createViewGoals(deps: {
  okrs: Pick<OkrDesk, 'findGoals' | 'checkIns' | 'currentStandings' | 'judge'>;
  clock: Clock;
}): ViewGoals {
  const { okrs, clock } = deps;
  return async (filter, sight) => {
    const today = clock.now().toISOString().slice(0, 10);
    const { tree, since } = await okrs.findGoals();
    const shown = narrowTree(tree, filter, today);
    const goals = tree.objectives().flatMap(({ id }) => (shown.has(id) ? [id] : []));
    const lines = tree.keyResults().filter(({ id }) => shown.has(id)).length;
    const teams = tree.goals.flatMap(({ id, kind }) => (kind === 'team' && shown.has(id) ? [id] : []));
    // How far a team has come is told by all it runs, also by what the filter takes away.
    const notShown = teams
      .flatMap((team) => rollOutKeyResults(tree, team, today))
      .filter((id) => !shown.has(id));
    const [now, { findings }, rows] = await Promise.all([
      okrs.currentStandings(today, { goals, sight, mostIssues: 0, forecasts: lines <= mostForecasts }),
      okrs.judge.lint((id) => shown.has(id)),
      okrs.checkIns.of(notShown),
    ]);
    const checkIns = new Map(now.checkIns);
    for (const [id, ofOne] of rows) checkIns.set(id, effectiveCheckIns(ofOne));
    const remarks = new Map<string, number>();
    for (const { goal } of findings) remarks.set(goal, (remarks.get(goal) ?? 0) + 1);
    return {
      ...{ now, shown, remarks },
      choices: treeChoices(tree),
      weeks: weeksOf(now),
      rollOut: teamRollOuts({ tree, since, checkIns, today }).filter(({ team }) => shown.has(team)),
      isBrief: lines > mostLines,
    };
  };
}
