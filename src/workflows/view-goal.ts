import type { Sight } from '../domain/access.ts';
import type { Contradiction } from '../domain/okr/contradictions.ts';
import type { Day } from '../domain/okr/days.ts';
import type { Goal, KeyResult, Objective } from '../domain/okr/goal.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import type { OkrFinding } from '../domain/okr/lint/lint-rule.ts';
import type { ObjectiveStanding } from '../domain/okr/standing.ts';
import type { StretchAdvice } from '../domain/okr/stretch.ts';
import { type WeekChange, weekChange } from '../domain/okr/week-change.ts';
import type { Clock, StoredCheckIn } from '../domain/ports.ts';
import { type KeyResultNow, type StandingsNow, standingsAlone, weeksOf } from './current-standings.ts';
import { lineAdvice, lineOf } from './line-advice.ts';
import type { OkrDesk } from './okr-desk.ts';
import type { Supposed } from './what-if.ts';

/** What there is to say of any goal. */
interface GoalViewBase {
  readonly today: Day;
  readonly tree: GoalTree;
  /** What lint says of it, and of its key results. */
  readonly findings: readonly OkrFinding[];
  readonly contradictions: readonly Contradiction[];
}

export interface KeyResultView extends GoalViewBase {
  readonly kind: 'key-result';
  readonly goal: KeyResult;
  readonly now: KeyResultNow;
  readonly week: WeekChange;
  /** All check-ins in the order in which they were added, corrected ones as well. */
  readonly rows: readonly StoredCheckIn[];
  /** Whether more issues move it than are looked at. */
  readonly hasMoreIssues: boolean;
  /** Null when nothing was supposed. */
  readonly whatIf: (Supposed & NonNullable<Awaited<ReturnType<OkrDesk['askWhatIf']>>>) | null;
}

export interface ObjectiveView extends GoalViewBase {
  readonly kind: 'objective';
  readonly goal: Objective;
  readonly standing: ObjectiveStanding;
  readonly now: StandingsNow;
  readonly weeks: ReadonlyMap<string, WeekChange>;
  /** Null while its line stretches. */
  readonly stretch: StretchAdvice | null;
}

export interface DirectionView extends GoalViewBase {
  readonly kind: 'direction';
  readonly goal: Exclude<Goal, KeyResult | Objective>;
}

export type GoalView = KeyResultView | ObjectiveView | DirectionView;

/** Null when there is no such goal. */
export type ViewGoal = (id: string, of: { supposed: Supposed; sight: Sight }) => Promise<GoalView | null>;

/** What is not among the last of them is counted, not listed. */
const mostIssues = 500;

export function createViewGoal(deps: {
  okrs: Pick<OkrDesk, 'findGoals' | 'checkIns' | 'currentStandings' | 'judge' | 'askWhatIf'>;
  clock: Clock;
}): ViewGoal {
  const { okrs, clock } = deps;

  return async (id, { supposed, sight }) => {
    const { tree } = await okrs.findGoals();
    const goal = tree.get(id);
    if (goal === null) return null;
    const today = clock.now().toISOString().slice(0, 10);
    const about = new Set([id, ...tree.keyResultsOf(id).map((one) => one.id)]);
    const isAbout = (one: string) => about.has(one);
    const { findings } = await okrs.judge.lint(isAbout);
    const common = { today, tree, findings };
    if (goal.kind !== 'objective' && goal.kind !== 'key-result') {
      return { ...common, kind: 'direction', goal, contradictions: [] };
    }
    const now = await okrs.currentStandings(today, { goals: [id], sight, mostIssues });
    const contradictions = okrs.judge.contradictionsIn(now, sight, isAbout);
    if (goal.kind === 'objective') {
      const standing = now.objectives.find(({ objective }) => objective.id === id);
      if (!standing) return null;
      const stretch = await stretchOf(tree, id, today);
      return {
        ...common,
        kind: 'objective',
        goal,
        standing,
        now,
        contradictions,
        stretch,
        weeks: weeksOf(now),
      };
    }
    const own = now.keyResults.get(id);
    if (!own) return null;
    const [rows, whatIf] = await Promise.all([okrs.checkIns.of([id], sight), suppose(id, supposed, sight)]);
    return {
      ...{ ...common, kind: 'key-result', goal, now: own, contradictions, whatIf },
      week: weekChange(own.standing, now.checkIns.get(id) ?? [], today),
      rows: rows.get(id) ?? [],
      hasMoreIssues: (now.issues.get(id)?.length ?? 0) >= mostIssues,
    };
  };

  async function suppose(id: string, supposed: Supposed, sight: Sight): Promise<KeyResultView['whatIf']> {
    if (supposed.gainFactor === undefined && supposed.dropEpic === undefined) return null;
    const answer = await okrs.askWhatIf(id, supposed, sight);
    return answer && { ...supposed, ...answer };
  }

  /** Advice on the team's, or the owner's, objectives that are over. */
  async function stretchOf(tree: GoalTree, id: string, today: Day): Promise<StretchAdvice | null> {
    const line = lineOf(tree, id);
    if (line === null) return null;
    const goals = tree.objectives().flatMap((one) => (lineOf(tree, one.id) === line ? [one.id] : []));
    const { objectives } = await okrs.currentStandings(today, { ...standingsAlone, goals });
    return lineAdvice(tree, objectives, today).find((advice) => advice.line === line) ?? null;
  }
}
