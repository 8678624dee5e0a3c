import type { ComponentChildren } from 'preact';
import { type Goal, titleOf } from '../../../domain/okr/goal.ts';
import type { GoalTree } from '../../../domain/okr/goal-tree.ts';
import { LiveNote } from '../parts/live-note.tsx';
import { goalPath } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';
import { kindNames } from './goal-names.ts';

/** What a goal says, with the way up to the top; `children` are its chips. */
export function GoalHead({
  goal,
  tree,
  children,
}: {
  goal: Goal;
  tree: GoalTree;
  children?: ComponentChildren;
}) {
  return (
    <>
      <div class="head">
        <nav class="crumbs" aria-label="The goals above">
          <a href={`/goals#${goal.id}`}>Goals</a>
          {tree
            .ancestorsOf(goal.id)
            .toReversed()
            .map((above) => (
              <span key={above.id}>
                {' › '}
                <a href={goalPath(above.id)}>
                  <Words of={titleOf(above)} longest={50} />
                </a>
              </span>
            ))}
        </nav>
        <LiveNote stream="/goals/stream" />
      </div>
      <p class="kind">{kindNames[goal.kind]}</p>
      <h1>
        <Words of={titleOf(goal)} longest={300} />
      </h1>
      {children && <div class="chips head-chips">{children}</div>}
    </>
  );
}
