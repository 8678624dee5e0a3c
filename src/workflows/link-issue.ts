import { isDeepStrictEqual } from 'node:util';
import type { GoalView } from '../domain/assessment/goal-view.ts';
import type { Issue, IssueRef } from '../domain/issue.ts';
import { type Day, dayOf } from '../domain/okr/days.ts';
import { workOf } from '../domain/okr/goal.ts';
import { factsOf, type IssueFacts } from '../domain/okr/issue-links.ts';
import { changedBetween } from '../domain/okr/measure.ts';
import { workDays } from '../domain/okr/work-days.ts';
import type { GoalQueue, IssueFactsStore, IssueRecord, Review } from '../domain/ports.ts';
import type { FindGoals, KnownGoals } from './find-goals.ts';

export interface LinkIssue {
  /** Keeps what the goals need to know of a reviewed issue, and has the key results measured that it moves. */
  link(review: Review): Promise<readonly string[]>;
  /** The issue is gone. */
  unlink(ref: IssueRef): Promise<readonly string[]>;
  /** Where an issue stands among the goals, for its review. */
  view(issue: Issue, today: Day): Promise<GoalView>;
}

/** A parent's own parents are known from its record; hierarchies are seldom deeper. */
const mostAncestors = 20;

export function createLinkIssue(deps: {
  facts: IssueFactsStore;
  findGoals: FindGoals;
  measures: GoalQueue;
}): LinkIssue {
  const { facts, findGoals, measures } = deps;

  // A review looks at an issue and then keeps it; what the look found out is not asked for twice.
  const looks = new WeakMap<IssueRef, Look>();

  async function lookAt({ ref, parent }: Issue): Promise<Look> {
    const [goals, before, above] = await Promise.all([
      findGoals(),
      facts.find(ref),
      parent && facts.find({ tracker: ref.tracker, id: parent.id }),
    ]);
    const epics = parent ? [parent.key, parent.id, ...(above?.facts.epics ?? [])] : [];
    return { goals, before, epics: [...new Set(epics)].slice(0, mostAncestors) };
  }

  async function moved(ref: IssueRef, { goals, before }: Look, after: IssueFacts | null) {
    const changed = changedBetween(
      before ? goals.contributionsOf(before.facts) : [],
      after ? goals.contributionsOf(after) : [],
    );
    if (changed.length > 0) await measures.request(changed, `${ref.tracker}:${ref.id}`);
    return changed;
  }

  return {
    async link({ issue, assessment }) {
      const look = looks.get(issue.ref) ?? (await lookAt(issue));
      looks.delete(issue.ref);
      const { before } = look;
      const { mission } = assessment;
      const now = factsNow(issue, look, { missionSize: mission.size?.value ?? null });
      const days = workDays(before?.issue ?? null, issue.status.category, dayOf(issue.updatedAt));
      const { ref, key, url, title, status, project, updatedAt } = issue;
      const record: IssueRecord = {
        issue: { ref, key, url, title, status, ...days },
        project,
        facts: now,
        startedMission: before?.startedMission ?? (days.startedOn === null ? null : purposeOf(mission)),
        updatedAt,
      };
      if (isDeepStrictEqual(before, record)) return [];
      return (await facts.put(record)) === 'stale' ? [] : moved(ref, look, now);
    },

    async unlink(ref) {
      const [goals, before] = await Promise.all([findGoals(), facts.find(ref)]);
      if (before === null) return [];
      await facts.remove(ref);
      return moved(ref, { goals, before, epics: [] }, null);
    },

    async view(issue, today) {
      const look = await lookAt(issue);
      looks.set(issue.ref, look);
      return {
        linked: look.goals.links.of(factsNow(issue, look)),
        goalsHaveLinks: haveLinks(look.goals, today),
        startedMission: look.before?.startedMission ?? null,
      };
    },
  };
}

/** What is known of an issue before it is kept. */
interface Look {
  readonly goals: KnownGoals;
  readonly before: IssueRecord | null;
  readonly epics: readonly string[];
}

function factsNow(issue: Issue, { before, epics }: Look, more: Partial<IssueFacts> = {}): IssueFacts {
  return factsOf(issue, {
    epics,
    linearProjects: issue.linearProjects ?? [],
    linearInitiatives: issue.linearInitiatives ?? [],
    foundBy: before?.facts.foundBy ?? [],
    ...more,
  });
}

function purposeOf({ problem, persona }: Review['assessment']['mission']): IssueRecord['startedMission'] {
  return { ...(problem && { problem }), ...(persona && { persona }) };
}

/** Goals of a period that is over ask for no issue any more. */
function haveLinks({ tree }: KnownGoals, today: Day): boolean {
  return tree.keyResults().some((one) => {
    const period = tree.periodOf(one.id);
    return workOf(one) !== null && (period === null || period.to >= today);
  });
}
