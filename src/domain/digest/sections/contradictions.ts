import type { Contradiction } from '../../okr/contradictions.ts';
import { type Line, plain, quiet, type Span } from '../digest.ts';
import type { GoalMaterial } from '../material.ts';
import { safeHref, words } from '../wording.ts';
import { moreOf } from './more-of.ts';
import { defineSection } from './section.ts';

const most = 8;
const mostKeys = 6;

/** Where work and numbers tell different stories. */
export const contradictions = defineSection({
  id: 'contradictions',
  needs: ['goals'],
  build({ goals }, { wording }) {
    const found = goals.contradictions;
    if (found.length === 0) return null;
    const items = found.slice(0, most).map((one) => ({
      line: [
        { ...words(goals.tree.get(one.goal)?.statement ?? one.goal), strong: true as const },
        plain(`: ${one.message}`),
      ],
      notes: [evidenceLine(one, goals), [quiet(one.suggestion)]].filter((line) => line.length > 0),
    }));
    const told = found.filter(({ check }) => check !== 'goal-without-work');
    const [first] = told;
    const name = first && words(goals.tree.get(first.goal)?.statement ?? '', 60).text;
    return {
      title: 'Work and numbers disagree',
      blocks: [{ kind: 'list', items }, ...moreOf(found.length - most, wording)],
      isNews: told.length > 0,
      headline:
        first === undefined
          ? null
          : {
              rank: 3,
              words:
                first.check === 'work-moved-kr-frozen'
                  ? `work was done, and “${name}” did not move`
                  : `“${name}” moved without any work`,
            },
    };
  },
});

/** The issues that show it, as links; ids of check-ins say nothing to a reader. */
function evidenceLine({ goal, evidence, check }: Contradiction, goals: GoalMaterial): Line {
  if (check !== 'work-moved-kr-frozen') return [];
  const linked = new Map((goals.issues.get(goal) ?? []).map((issue) => [issue.key, issue]));
  return evidence.slice(0, mostKeys).flatMap((key, index): Span[] => {
    const href = safeHref(linked.get(key)?.url ?? '');
    return [
      ...(index > 0 ? [plain(', ')] : []),
      { text: words(key, 40).text, ...(href !== null && { href }) },
    ];
  });
}
