import type { CheckId } from '../../assessment/finding.ts';
import { stageOf } from '../../mission/stage.ts';
import { dayOf } from '../../okr/days.ts';
import { quiet } from '../digest.ts';
import type { DigestIssue } from '../material.ts';
import { isInWeek } from '../week.ts';
import { issueSpans } from '../wording.ts';
import { defineSection } from './section.ts';

const most = 10;
/** What each finding asks somebody to decide. */
const questions: Partial<Record<CheckId, string>> = {
  'no-owner': 'Who sees it through?',
  'whole-team-owner': 'Which one person sees it through?',
  'unclear-value': 'Is it for revenue, cost or risk, or does it enable something?',
  'not-a-mission': 'Is it a mission: objective, time, goal, people? Or does it go?',
  'purpose-changed': 'Its purpose was replaced after work began: is it still the same mission?',
};
const order = Object.keys(questions) as CheckId[];
const weights: Partial<Record<ReturnType<typeof stageOf>, number>> = {
  delivering: 0,
  reviewing: 0,
  assigned: 1,
};

/** Issues on which only people can decide: value, owner, mission or not. */
export const decisions = defineSection({
  id: 'decisions',
  needs: ['issues'],
  build({ issues }, { week, wording }) {
    const asked = issues
      .filter(({ issue }) => issue.status.category !== 'done' && issue.status.category !== 'cancelled')
      .flatMap((one) => {
        const checks = order.filter((id) => one.assessment.findings.some(({ check }) => check === id));
        return checks.length === 0 ? [] : [{ ...one, checks }];
      })
      .toSorted(
        (a, b) =>
          rankOf(a) - rankOf(b) || b.checks.length - a.checks.length || (a.issue.key < b.issue.key ? -1 : 1),
      );
    if (asked.length === 0) return null;
    const items = asked.slice(0, most).map(({ issue, checks }) => ({
      line: issueSpans(issue),
      notes: checks.map((check) => [quiet(questions[check] ?? '')]),
    }));
    const unowned = asked.filter(({ checks }) => checks.includes('no-owner')).length;
    return {
      title: 'Decisions needed',
      blocks: [
        { kind: 'list', items },
        ...(asked.length > most
          ? [
              {
                kind: 'paragraph',
                line: [quiet(`And ${wording.number(asked.length - most)} more.`)],
              } as const,
            ]
          : []),
      ],
      isNews: asked.some(({ issue }) => isInWeek(dayOf(issue.updatedAt), week)),
      headline: {
        rank: 2,
        words:
          unowned > 0
            ? `${wording.count(unowned, 'mission')} under way without an owner`
            : `${wording.count(asked.length, 'decision')} to make`,
      },
    };
  },
});

/** What is being worked on goes first: a decision is worth most there. */
const rankOf = ({ issue, assessment }: DigestIssue) => weights[stageOf(issue, assessment.mission)] ?? 2;
