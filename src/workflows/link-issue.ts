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

  async function factsNow(issue: Issue, before: IssueRecord | null, more: Partial<IssueFacts>) {
    const { parent, ref } = issue;
    const above = parent && (await facts.find({ tracker: ref.tracker, id: parent.id }));
    const epics = parent ? [parent.key, parent.id, ...(above?.facts.epics ?? [])] : [];
    return factsOf(issue, {
      epics: [...new Set(epics)].slice(0, mostAncestors),
      linearProjects: issue.linearProjects ?? [],
      linearInitiatives: issue.linearInitiatives ?? [],
      foundBy: before?.facts.foundBy ?? [],
      ...more,
    });
  }

  async function moved(ref: IssueRef, before: IssueRecord | null, after: IssueFacts | null) {
    const { contributionsOf } = await findGoals();
    const changed = changedBetween(
      before ? contributionsOf(before.facts) : [],
      after ? contributionsOf(after) : [],
    );
    if (changed.length > 0) await measures.request(changed, `${ref.tracker}:${ref.id}`);
    return changed;
  }

  return {
    async link({ issue, assessment }) {
      const before = await facts.find(issue.ref);
      const { mission } = assessment;
      const now = await factsNow(issue, before, { missionSize: mission.size?.value ?? null });
      const days = workDays(before?.issue ?? null, issue.status.category, dayOf(issue.updatedAt));
      const { ref, key, url, title, status, project, updatedAt } = issue;
      const saved = await facts.put({
        issue: { ref, key, url, title, status, ...days },
        project,
        facts: now,
        startedMission: before?.startedMission ?? (days.startedOn === null ? null : purposeOf(mission)),
        updatedAt,
      });
      return saved === 'stale' ? [] : moved(ref, before, now);
    },

    async unlink(ref) {
      const before = await facts.find(ref);
      if (before === null) return [];
      await facts.remove(ref);
      return moved(ref, before, null);
    },

    async view(issue, today) {
      const [goals, before] = await Promise.all([findGoals(), facts.find(issue.ref)]);
      const now = await factsNow(issue, before, {});
      return {
        linked: goals.links.of(now),
        goalsHaveLinks: haveLinks(goals, today),
        startedMission: before?.startedMission ?? null,
      };
    },
  };
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
