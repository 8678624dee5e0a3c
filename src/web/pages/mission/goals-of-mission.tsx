import type { Quote } from '../../../domain/assessment/reading.ts';
import type { MissionGoal } from '../../../workflows/view-mission.ts';
import { statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

/** What the mission is to bring, and the key results that it moves, up to the top of the cascade. */
export function GoalsOfMission({ goals, outcome }: { goals: readonly MissionGoal[]; outcome: Quote | null }) {
  return (
    <section class="panel" aria-labelledby="goals">
      <h2 id="goals">What it is for</h2>
      <p>
        Expected outcome:{' '}
        {outcome ? <Words of={outcome.text} longest={400} /> : <Chip kind="gap">missing</Chip>}
      </p>
      {goals.length === 0 && <p class="quiet">It is linked to no key result.</p>}
      {goals.map(({ now, above }) => {
        const { keyResult, progress, status } = now.standing;
        return (
          <div class="finding" key={keyResult.id}>
            <p>
              <a href={`/goals#${keyResult.id}`}>
                <Words of={keyResult.statement} />
              </a>
            </p>
            <div class="chips">
              <Chip kind={status.status}>{statusNames[status.status]}</Chip>
              {progress !== null && <span class="quiet">{`${Math.round(progress * 100)}% of the way`}</span>}
            </div>
            {above.map((goal) => (
              <p class="quiet" key={goal.id}>
                ↑ {goal.kind}: <Words of={goal.kind === 'team' ? goal.name : goal.statement} />
              </p>
            ))}
          </div>
        );
      })}
    </section>
  );
}
