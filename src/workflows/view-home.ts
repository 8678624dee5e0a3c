import type { Sight } from '../domain/access.ts';
import { type Framing, framings } from '../domain/assessment/reading.ts';
import { type Stage, stages } from '../domain/mission/mission.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import { narrowTree } from '../domain/okr/narrow-tree.ts';
import { type OkrStatus, okrStatuses } from '../domain/okr/status.ts';
import type { WeekChange } from '../domain/okr/week-change.ts';
import type { Clock, MissionCard, MissionCards } from '../domain/ports.ts';
import { type KeyResultNow, standingsAlone, weeksOf } from './current-standings.ts';
import type { OkrDesk } from './okr-desk.ts';

/** What a team is up to, which stories to rewrite first, and whether its key results move. */
export interface HomeView {
  readonly stages: Readonly<Record<Stage, number>>;
  /** Missions that are not celebrated yet, by how they are framed. */
  readonly framings: Readonly<Record<Framing, number>>;
  readonly rewrite: readonly MissionCard[];
  readonly tree: GoalTree;
  /** Of the key results that run today. */
  readonly statuses: Readonly<Record<OkrStatus, number>>;
  /** How many of them moved in the last seven days. */
  readonly moved: number;
  /** The worst first. */
  readonly keyResults: readonly { readonly now: KeyResultNow; readonly week: WeekChange }[];
}

export type ViewHome = (sight: Sight) => Promise<HomeView>;

const mostStories = 3;
const mostKeyResults = 5;
/** The worst first; what runs well comes last. */
const urgency: readonly OkrStatus[] = ['off-track', 'at-risk', 'no-data', 'on-track'];

export function createViewHome(deps: {
  cards: Pick<MissionCards, 'counts'>;
  /** The stories that are worth rewriting first. */
  rewriteFirst(sight: Sight, limit: number): Promise<readonly MissionCard[]>;
  okrs: Pick<OkrDesk, 'findGoals' | 'currentStandings'>;
  clock: Clock;
}): ViewHome {
  const { cards, okrs, clock } = deps;

  async function framed(sight: Sight): Promise<HomeView['framings']> {
    const counts = await Promise.all(
      framings.map(async (framing) => {
        const byStage = await cards.counts({ framing, state: 'open', sight });
        return [framing, stages.reduce((sum, stage) => sum + byStage[stage], 0)] as const;
      }),
    );
    return Object.fromEntries(counts) as Record<Framing, number>;
  }

  async function standings(sight: Sight) {
    const today = clock.now().toISOString().slice(0, 10);
    const { tree } = await okrs.findGoals();
    const running = narrowTree(tree, { period: 'running', team: null, owner: null }, today);
    const goals = tree.objectives().flatMap(({ id }) => (running.has(id) ? [id] : []));
    const now = await okrs.currentStandings(today, { ...standingsAlone, goals, sight });
    const weeks = weeksOf(now);
    const all = [...now.keyResults].flatMap(([id, one]) => {
      const week = weeks.get(id);
      return week ? [{ now: one, week }] : [];
    });
    const statusOf = (one: (typeof all)[number]) => one.now.standing.status.status;
    const ofStatus = (status: OkrStatus) => all.filter((one) => statusOf(one) === status).length;
    return {
      tree,
      statuses: Object.fromEntries(
        okrStatuses.map((status) => [status, ofStatus(status)]),
      ) as HomeView['statuses'],
      moved: all.filter(({ week }) => week.moved === 'forward' || week.moved === 'back').length,
      keyResults: all
        .toSorted((a, b) => urgency.indexOf(statusOf(a)) - urgency.indexOf(statusOf(b)))
        .slice(0, mostKeyResults),
    };
  }

  return async (sight) => {
    const [byStage, byFraming, rewrite, goals] = await Promise.all([
      cards.counts({ sight }),
      framed(sight),
      deps.rewriteFirst(sight, mostStories),
      standings(sight),
    ]);
    return { stages: byStage, framings: byFraming, rewrite, ...goals };
  };
}
