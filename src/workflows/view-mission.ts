import type { Sight } from '../domain/access.ts';
import { type DraftLine, draftedRewrite, isWorthRewriting } from '../domain/comment/drafted-rewrite.ts';
import type { Edit } from '../domain/edits/edit.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { OutcomeNote } from '../domain/mission/outcome.ts';
import type { Day } from '../domain/okr/days.ts';
import type { Goal } from '../domain/okr/goal.ts';
import { type KeyResultStanding, standingOf } from '../domain/okr/standing.ts';
import type {
  Clock,
  Edits,
  IssueFactsStore,
  KeptDismissal,
  MissionCards,
  MissionRecords,
  Review,
  Reviews,
} from '../domain/ports.ts';
import type { CompareWriteBack, WriteBackView } from './compare-write-back.ts';
import { type CurrentStandings, type KeyResultNow, standingsAlone } from './current-standings.ts';
import type { LinkIssue } from './link-issue.ts';
import { reviewInSight } from './review-in-sight.ts';

/** A key result that a mission moves, with the goals above it from the nearest to the top. */
export interface MissionGoal {
  readonly now: Pick<KeyResultNow, 'standing'>;
  readonly above: readonly Goal[];
  /** Where it stood on the day when the mission was done; null before. */
  readonly whenDone: KeyResultStanding | null;
}

/** All that there is to say of one mission. */
export interface MissionView {
  readonly review: Review;
  /** Null where nothing is to be rewritten. */
  readonly draft: readonly DraftLine[] | null;
  readonly goals: readonly MissionGoal[];
  /** As far as it is known; null before. */
  readonly doneOn: Day | null;
  /** What became of it, as people say; the last first. */
  readonly outcomes: readonly OutcomeNote[];
  /** Newest first. */
  readonly history: readonly WaymarkEvent[];
  readonly writeBack: WriteBackView;
  /** What people asked for on pages and readers are still told of; newest first. */
  readonly edits: readonly Edit[];
  readonly dismissals: readonly KeptDismissal[];
}

/** Null when Waymark has never read the issue, it is gone, or `sight` hides its project. */
export type ViewMission = (ref: IssueRef, sight: Sight) => Promise<MissionView | null>;

const longestHistory = 50;
const mostOutcomes = 10;
/** Longer than on the board: whoever comes to a mission's page wants to know. */
const toldMs = 24 * 3_600_000;

export function createViewMission(deps: {
  reviews: Pick<Reviews, 'find'>;
  cards: Pick<MissionCards, 'history'>;
  facts: Pick<IssueFactsStore, 'find'>;
  records: Pick<MissionRecords, 'dismissals' | 'outcomes'>;
  edits: Pick<Edits, 'recent'>;
  compareWriteBack: CompareWriteBack;
  linkIssue: Pick<LinkIssue, 'view'>;
  currentStandings: CurrentStandings;
  clock: Clock;
}): ViewMission {
  const { reviews, cards, facts, records, clock } = deps;

  async function goalsOf(
    { issue }: Review,
    doneOn: Day | null,
    sight: Sight,
  ): Promise<readonly MissionGoal[]> {
    const today = clock.now().toISOString().slice(0, 10);
    const { linked } = await deps.linkIssue.view(issue, today);
    if (linked.length === 0) return [];
    const { keyResults, tree, checkIns } = await deps.currentStandings(today, {
      ...{ ...standingsAlone, goals: linked, sight },
    });
    return linked.flatMap((id) => {
      const now = keyResults.get(id);
      if (!now) return [];
      const { keyResult, period } = now.standing;
      const whenDone = doneOn === null ? null : standingOf(keyResult, checkIns.get(id) ?? [], period, doneOn);
      return [{ now, above: tree.ancestorsOf(id), whenDone }];
    });
  }

  async function doneDay({ issue }: Review): Promise<Day | null> {
    if (issue.status.category !== 'done') return null;
    // Without facts the last change is the nearest there is.
    return (await facts.find(issue.ref))?.issue.doneOn ?? issue.updatedAt.slice(0, 10);
  }

  return async (ref, sight) => {
    const review = await reviewInSight(reviews, ref, sight);
    if (!review) return null;
    const doneOn = await doneDay(review);
    const [goals, history, writeBack, edits, dismissals, outcomes] = await Promise.all([
      goalsOf(review, doneOn, sight),
      cards.history(ref, longestHistory),
      deps.compareWriteBack(review),
      deps.edits.recent([ref], new Date(clock.now().getTime() - toldMs)),
      records.dismissals(ref),
      records.outcomes(ref, mostOutcomes),
    ]);
    return {
      review,
      draft: isWorthRewriting(review.assessment) ? draftedRewrite(review.issue, review.assessment) : null,
      ...{ goals, doneOn, outcomes, history, writeBack, dismissals },
      edits: edits.get(`${ref.tracker}:${ref.id}`) ?? [],
    };
  };
}
