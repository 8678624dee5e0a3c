import { titleOf } from '../../../domain/okr/goal.ts';
import type { MissionGoal } from '../../../workflows/view-mission.ts';
import { goalPath, percent, statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

/** The key results that the mission moves, up to the top of the cascade. */
export function GoalsOfMission({ goals }: { goals: readonly MissionGoal[] }) {
  return (
    <section class="panel" aria-labelledby="goals">
      <h2 id="goals">What it is for</h2>
      {goals.length === 0 && <p class="quiet">It is linked to no key result.</p>}
      {goals.map(({ now, above }) => {
        const { keyResult, progress, status } = now.standing;
        return (
          <div class="finding" key={keyResult.id}>
            <p>
              <a href={goalPath(keyResult.id)}>
                <Words of={keyResult.statement} />
              </a>
            </p>
            <div class="chips">
              <Chip kind={status.status}>{statusNames[status.status]}</Chip>
              {progress !== null && <span class="quiet">{`${percent(progress)} of the way`}</span>}
            </div>
            {above.map((goal) => (
              <p class="quiet" key={goal.id}>
                ↑ {goal.kind}:{' '}
                <a href={goalPath(goal.id)}>
                  <Words of={titleOf(goal)} />
                </a>
              </p>
            ))}
          </div>
        );
      })}
    </section>
  );
}
