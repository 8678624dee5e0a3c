import { isClosed } from '../../assessment/run-checks.ts';
import { BLANK, draftedRewrite } from '../../comment/drafted-rewrite.ts';
import { missionPriorities } from '../../mission/mission.ts';
import { dayOf } from '../../okr/days.ts';
import { type DigestBlock, type Line, plain, strong } from '../digest.ts';
import type { DigestIssue } from '../material.ts';
import { isInWeek } from '../week.ts';
import { issueSpans, words } from '../wording.ts';
import { moreOf } from './more-of.ts';
import { defineSection } from './section.ts';

const drafted = 2;
const mostOthers = 8;

/** Stories of the week that prescribe a solution, and a start for rewriting the two that are worth it first. */
export const recipes = defineSection({
  id: 'recipes',
  needs: ['issues'],
  build({ issues }, { week, wording }) {
    const found = issues
      .filter(isOpenRecipe)
      .filter(({ issue }) => isInWeek(dayOf(issue.createdAt), week) || isInWeek(dayOf(issue.updatedAt), week))
      .toSorted(byWorth);
    if (found.length === 0) return null;
    const first = found.filter((one) => known(one) > 0).slice(0, drafted);
    const others = found.filter((one) => !first.includes(one));
    const one = found.length === 1;
    const said = `${wording.count(found.length, 'story', 'stories')} new or changed this week ${
      one ? 'prescribes' : 'prescribe'
    } a solution and ${one ? 'gives' : 'give'} no reason that stands by itself.`;
    const blocks: DigestBlock[] = [
      {
        kind: 'paragraph',
        line: [plain(`${said} ${first.length === 0 ? nothingToBeginFrom : 'Worth rewriting first:'}`)],
      },
      ...first.flatMap((story): DigestBlock[] => [
        { kind: 'paragraph', line: issueSpans(story.issue) },
        { kind: 'quote', lines: draftLines(story) },
      ]),
      ...(others.length === 0
        ? []
        : [
            ...(first.length === 0 ? [] : [{ kind: 'paragraph', line: [plain('The others:')] } as const]),
            {
              kind: 'list',
              items: others.slice(0, mostOthers).map(({ issue }) => ({ line: issueSpans(issue), notes: [] })),
            } as const,
          ]),
      ...moreOf(others.length - mostOthers, wording),
    ];
    return {
      title: 'Recipes this week',
      blocks,
      isNews: true,
      headline: { rank: 7, words: `${wording.count(found.length, 'recipe')} to rewrite as a need` },
      figures: { recipes: found.length },
    };
  },
});

const nothingToBeginFrom =
  'There is nothing to begin a rewrite from: ask the authors who needs it, what goes wrong today, and what gets better.';

function isOpenRecipe({ issue, assessment }: DigestIssue): boolean {
  const isLeftAlone = isClosed(issue) || issue.markedOff === true;
  return !isLeftAlone && assessment.findings.some(({ check }) => check === 'recipe');
}

/** How many lines of the draft the issue fills itself. */
const known = ({ issue, assessment }: DigestIssue) =>
  draftedRewrite(issue, assessment).filter(({ given }) => given !== null).length;

/**
 * Worth rewriting first: what moves a goal, then what says enough to begin from, then what is wanted soonest, then what
 * is surest to be a recipe.
 */
function byWorth(a: DigestIssue, b: DigestIssue): number {
  const soon = ({ assessment }: DigestIssue) => {
    const given = assessment.mission.priority?.value;
    return given === undefined ? missionPriorities.length : missionPriorities.indexOf(given);
  };
  return (
    Number(b.isLinked) - Number(a.isLinked) ||
    Number(known(b) > 0) - Number(known(a) > 0) ||
    soon(a) - soon(b) ||
    b.assessment.reading.confidence - a.assessment.reading.confidence ||
    (a.issue.key < b.issue.key ? -1 : 1)
  );
}

function draftLines({ issue, assessment }: DigestIssue): readonly Line[] {
  return draftedRewrite(issue, assessment).map(({ label, given, goesOn }) => [
    strong(`${label}:`),
    plain(given === null ? ` ${BLANK}` : ` ${words(given, 160).text}${goesOn ?? ''}`),
  ]);
}
