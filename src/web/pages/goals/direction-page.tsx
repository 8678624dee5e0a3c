import { titleOf } from '../../../domain/okr/goal.ts';
import type { DirectionView } from '../../../workflows/view-goal.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { goalPath } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';
import { AboutGoal } from './about-goal.tsx';
import { canvasPath } from './document-paths.ts';
import { GoalHead } from './goal-head.tsx';
import { kindNames } from './goal-names.ts';
import { Remarks } from './remarks.tsx';

/** A mission, a vision, a pillar or a team: what it says and what is below it. */
export function directionPage(view: DirectionView, visitor: Visitor): string {
  const { goal, tree } = view;
  const below = tree.childrenOf(goal.id);
  return renderPage(
    <Layout title={titleOf(goal)} visitor={visitor} at="/goals">
      <GoalHead goal={goal} tree={tree} />
      {goal.kind === 'team' && (
        <p>
          {goal.statement !== '' && (
            <>
              <Words of={goal.statement} longest={600} />{' '}
            </>
          )}
          <a href={canvasPath(goal.id)}>Mission canvas and roll-out</a>
        </p>
      )}
      <div class="columns">
        <div>
          <section class="panel" aria-labelledby="below">
            <h2 id="below">What serves it</h2>
            {below.length === 0 && <p class="quiet">Nothing stands below it yet.</p>}
            <ul class="bare">
              {below.map((one) => (
                <li class="finding" key={one.id}>
                  <span class="kind">{kindNames[one.kind]}</span>{' '}
                  <a href={goalPath(one.id)}>
                    <Words of={titleOf(one)} longest={200} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
          <Remarks of={goal.id} tree={tree} findings={view.findings} contradictions={[]} />
        </div>
        <div>
          <AboutGoal goal={goal} tree={tree} sight={visitor.sight} />
        </div>
      </div>
    </Layout>,
  );
}
