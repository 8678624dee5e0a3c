import type { CheckId } from '../../assessment/finding.ts';
import { isClosed } from '../../assessment/run-checks.ts';
import { stageOf } from '../../mission/stage.ts';
import { dayOf } from '../../okr/days.ts';
import { type DigestBlock, type Headline, plain, quiet } from '../digest.ts';
import type { DigestIssue, SectionContext } from '../material.ts';
import { isInWeek } from '../week.ts';
import { issueSpans, words } from '../wording.ts';
import { moreOf } from './more-of.ts';
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

interface Asked extends DigestIssue {
  /** What it asks, the first question first; never empty. */
  readonly checks: readonly CheckId[];
  /** 0: work is under way, so that a decision is worth most; 1: somebody has it; 2: not yet. */
  readonly rank: number;
}

/** Issues on which only people can decide: value, owner, mission or not. */
export const decisions = defineSection({
  id: 'decisions',
  needs: ['issues'],
  build({ issues }, context) {
    const asked = issues
      .flatMap(askedOf)
      .toSorted(
        (a, b) =>
          a.rank - b.rank || b.checks.length - a.checks.length || (a.issue.key < b.issue.key ? -1 : 1),
      );
    if (asked.length === 0) return null;
    const isFresh = ({ issue }: DigestIssue) => isInWeek(dayOf(issue.updatedAt), context.week);
    return {
      title: 'Decisions needed',
      blocks: [...blocksOf(asked.slice(0, most)), ...moreOf(asked.length - most, context.wording)],
      isNews: asked.some(isFresh),
      headline: headlineOf(asked, isFresh, context),
    };
  },
});

function askedOf(one: DigestIssue): readonly Asked[] {
  const { issue, assessment } = one;
  if (isClosed(issue)) return [];
  const checks = order.filter((id) => assessment.findings.some(({ check }) => check === id));
  if (checks.length === 0) return [];
  const stage = stageOf(issue, assessment.mission);
  const rank = stage === 'delivering' || stage === 'reviewing' ? 0 : stage === 'assigned' ? 1 : 2;
  return [{ ...one, checks, rank }];
}

/** One question, and the issues that ask it: the same words under every issue would be skipped by any reader. */
function blocksOf(asked: readonly Asked[]): readonly DigestBlock[] {
  const asking = new Map<CheckId, Asked[]>();
  for (const one of asked) {
    const [first] = one.checks;
    if (first !== undefined) asking.set(first, [...(asking.get(first) ?? []), one]);
  }
  return [...asking].flatMap(([check, group]): DigestBlock[] => [
    { kind: 'paragraph', line: [plain(questions[check] ?? '')] },
    {
      kind: 'list',
      items: group.map(({ issue, checks }) => ({
        line: issueSpans(issue),
        notes: checks.slice(1).map((also) => [quiet(questions[also] ?? '')]),
      })),
    },
  ]);
}

/** Names one issue: a bare count would make every week's subject the same. */
function headlineOf(
  asked: readonly Asked[],
  isFresh: (one: DigestIssue) => boolean,
  { wording }: SectionContext,
): Headline {
  const unowned = asked.filter(({ rank, checks }) => rank === 0 && checks.includes('no-owner'));
  const told = unowned.length > 0 ? unowned : asked;
  const lead = told.find((one) => one.rank === 0) ?? told.find(isFresh) ?? told[0];
  const name = `“${words(lead?.issue.title ?? '', 40).text}”`;
  const more = told.length > 1 ? ` and ${wording.number(told.length - 1)} more` : '';
  return {
    rank: lead?.rank === 0 ? 2 : asked.some(isFresh) ? 4 : 6,
    words: unowned.length > 0 ? `nobody owns ${name}${more}` : `decide on ${name}${more}`,
  };
}
