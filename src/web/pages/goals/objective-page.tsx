import { titleOf } from '../../../domain/okr/goal.ts';
import type { ObjectiveView } from '../../../workflows/view-goal.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { goalPath, statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';
import { AboutGoal } from './about-goal.tsx';
import { ObjectiveWay } from './cascade.tsx';
import { reviewPath } from './document-paths.ts';
import { GoalHead } from './goal-head.tsx';
import { KeyResultLine } from './key-result-line.tsx';
import { Remarks } from './remarks.tsx';

/** Everything about one objective. */
export function objectivePage(view: ObjectiveView, visitor: Visitor): string {
  const { goal, tree, standing, stretch } = view;
  const { status, period } = standing;
  return renderPage(
    <Layout title={goal.statement} visitor={visitor} at="/goals">
      <GoalHead goal={goal} tree={tree}>
        <Chip kind={status.status}>{statusNames[status.status]}</Chip>
        {period && (
          <a href={reviewPath(period, tree.teamOf(goal.id)?.id ?? null)}>Review document for {period.id}</a>
        )}
      </GoalHead>
      <div class="columns">
        <div>
          <section class="panel" aria-labelledby="standing">
            <h2 id="standing">Where it stands</h2>
            <ObjectiveWay standing={standing} />
            <p class="quiet">{status.rule}</p>
            {stretch && <p class="notice">{stretch.message}</p>}
          </section>
          <KeyResults view={view} />
          <Supporting view={view} />
        </div>
        <div>
          <AboutGoal goal={goal} tree={tree} sight={visitor.sight} />
          <Remarks of={goal.id} tree={tree} findings={view.findings} contradictions={view.contradictions} />
        </div>
      </div>
    </Layout>,
  );
}

function KeyResults({ view: { standing, now, weeks, findings } }: { view: ObjectiveView }) {
  const { keyResults } = standing;
  const isWeighted = keyResults.some(({ keyResult }) => keyResult.weight !== null);
  return (
    <section class="panel" aria-labelledby="key-results">
      <h2 id="key-results">Key results</h2>
      {keyResults.length === 0 && (
        <p class="quiet">There is none yet: how will we know that the objective is reached?</p>
      )}
      {isWeighted && (
        <p class="quiet">The score is their mean, each by its weight; without one, a key result counts 1.</p>
      )}
      {keyResults.map(({ keyResult: { id, weight } }) => {
        const one = now.keyResults.get(id);
        return one ? (
          <div class="finding" key={id}>
            <KeyResultLine
              now={one}
              week={weeks.get(id) ?? null}
              remarks={findings.filter(({ goal }) => goal === id).length}
            />
            {isWeighted && <p class="quiet">{`Weight ${weight ?? 1}`}</p>}
          </div>
        ) : null;
      })}
    </section>
  );
}

/** Objectives that stand below it. */
function Supporting({ view: { goal, tree } }: { view: ObjectiveView }) {
  const below = tree.childrenOf(goal.id).filter(({ kind }) => kind === 'objective');
  if (below.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="supporting">
      <h2 id="supporting">Objectives that support it</h2>
      <ul>
        {below.map((one) => (
          <li key={one.id}>
            <a href={goalPath(one.id)}>
              <Words of={titleOf(one)} longest={200} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
