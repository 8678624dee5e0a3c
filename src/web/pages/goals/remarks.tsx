import type { Contradiction } from '../../../domain/okr/contradictions.ts';
import { titleOf } from '../../../domain/okr/goal.ts';
import type { GoalTree } from '../../../domain/okr/goal-tree.ts';
import type { OkrFinding } from '../../../domain/okr/lint/lint-rule.ts';
import { goalPath } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';
import { remarkNames } from './goal-names.ts';

/** What is amiss with a goal, each with the words that say so and a better shape. */
export function Remarks(props: {
  of: string;
  tree: GoalTree;
  findings: readonly OkrFinding[];
  contradictions: readonly Contradiction[];
}) {
  const { of, tree, findings, contradictions } = props;
  const all = [
    ...contradictions.map((one) => ({
      ...one,
      quote: one.check === 'work-moved-kr-frozen' ? one.evidence.join(', ') : '',
    })),
    ...findings.map((one) => ({ ...one, quote: one.evidence })),
  ];
  return (
    <section class="panel" aria-labelledby="remarks">
      <h2 id="remarks">Worth a second look</h2>
      {all.length === 0 && (
        <p>
          <Chip kind="done">nothing</Chip> It is well written, and the work and the number tell the same
          story.
        </p>
      )}
      {all.map(({ goal, check, severity, message, quote, suggestion }) => (
        <div class="finding" key={`${goal}-${check}`}>
          <div class="chips">
            <Chip kind={severity}>{remarkNames[check]}</Chip>
            {goal !== of && <Other goal={goal} tree={tree} />}
          </div>
          <p>{message}</p>
          {quote !== '' && (
            <blockquote>
              <Words of={quote} longest={400} />
            </blockquote>
          )}
          <p class="quiet">
            <Words of={suggestion} longest={500} />
          </p>
        </div>
      ))}
    </section>
  );
}

function Other({ goal, tree }: { goal: string; tree: GoalTree }) {
  const found = tree.get(goal);
  return found ? (
    <a href={goalPath(goal)}>
      <Words of={titleOf(found)} longest={80} />
    </a>
  ) : null;
}
