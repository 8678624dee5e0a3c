import { type DraftLine, draftedRewrite } from '../domain/comment/drafted-rewrite.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Goal } from '../domain/okr/goal.ts';
import type {
  Clock,
  MissionCards,
  Review,
  Reviews,
  WriteEntry,
  WriteLog,
  WriteStop,
} from '../domain/ports.ts';
import type { CurrentStandings, KeyResultNow } from './current-standings.ts';
import type { LinkIssue } from './link-issue.ts';

/** A key result that a mission moves, with the goals above it from the nearest to the top. */
export interface MissionGoal {
  readonly now: KeyResultNow;
  readonly above: readonly Goal[];
}

/** All that there is to say of one mission. */
export interface MissionView {
  readonly review: Review;
  /** Null where nothing is to be rewritten. */
  readonly draft: readonly DraftLine[] | null;
  readonly goals: readonly MissionGoal[];
  /** Newest first. */
  readonly history: readonly WaymarkEvent[];
  /** What was written into the tracker, is about to be, or is held; newest first. */
  readonly writes: readonly WriteEntry[];
  /** Null while nothing keeps Waymark from writing. */
  readonly stop: WriteStop | null;
}

/** Null when Waymark has never read the issue, or it is gone. */
export type ViewMission = (ref: IssueRef) => Promise<MissionView | null>;

const longestHistory = 50;
const mostWrites = 20;

export function createViewMission(deps: {
  reviews: Pick<Reviews, 'find'>;
  cards: Pick<MissionCards, 'history'>;
  writes: Pick<WriteLog, 'list' | 'findStop'>;
  linkIssue: Pick<LinkIssue, 'view'>;
  currentStandings: CurrentStandings;
  clock: Clock;
}): ViewMission {
  const { reviews, cards, writes, clock } = deps;

  async function goalsOf({ issue }: Review): Promise<readonly MissionGoal[]> {
    const today = clock.now().toISOString().slice(0, 10);
    const { linked } = await deps.linkIssue.view(issue, today);
    if (linked.length === 0) return [];
    const { keyResults, tree } = await deps.currentStandings(today, { goals: linked, forecasts: false });
    return linked.flatMap((id) => {
      const now = keyResults.get(id);
      return now ? [{ now, above: tree.ancestorsOf(id) }] : [];
    });
  }

  return async (ref) => {
    const review = await reviews.find(ref);
    if (!review) return null;
    const [goals, history, written, stop] = await Promise.all([
      goalsOf(review),
      cards.history(ref, longestHistory),
      writes.list({ ref, limit: mostWrites }),
      writes.findStop(ref),
    ]);
    const isOpen = review.assessment.findings.some(({ check }) => rewritten.has(check));
    const holds = stop !== null && stop.liftedAt === null && !isOver(stop, clock.now());
    return {
      review,
      draft: isOpen ? draftedRewrite(review.issue, review.assessment) : null,
      ...{ goals, history, writes: written, stop: holds ? stop : null },
    };
  };
}

/** Findings that other words would mend. */
const rewritten: ReadonlySet<string> = new Set([
  'recipe',
  'missing-persona',
  'generic-persona',
  'internal-persona',
  'missing-problem',
  'missing-outcome',
  'missing-value',
  'unclear-value',
]);

const isOver = ({ until }: WriteStop, now: Date) => until !== null && Date.parse(until) <= now.getTime();
