import { okrStatuses } from '../../../domain/okr/status.ts';
import type { HomeView } from '../../../workflows/view-home.ts';
import { KeyResultWay, ValueWords, Week } from '../goals/key-result-line.tsx';
import { PaceKey } from '../parts/bar-keys.tsx';
import { countWords, goalPath, statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

/** How the key results stand and whether they moved, the worst first. */
export function KeyResultsPanel({ view }: { view: HomeView }) {
  const { statuses, moved, keyResults, tree } = view;
  const total = okrStatuses.reduce((sum, status) => sum + statuses[status], 0);
  return (
    <section class="panel" aria-labelledby="key-results">
      <h2 id="key-results">The key results</h2>
      {total === 0 ? (
        <p class="quiet">
          {tree.goals.length === 0
            ? 'There are no goals yet: they come from a file, with '
            : 'No objective runs today. New ones come with '}
          <code>waymark okr import</code>.
        </p>
      ) : (
        <>
          <p class="chips">
            {okrStatuses.map((status) =>
              statuses[status] === 0 ? null : (
                <Chip key={status} kind={status}>{`${statuses[status]} ${statusNames[status]}`}</Chip>
              ),
            )}
          </p>
          <p>
            {moved === 0 ? 'None moved this week.' : `${countWords(moved, 'key result')} moved this week.`}
          </p>
          <p class="quiet legend">
            <PaceKey />
          </p>
          <ul class="bare">
            {keyResults.map(({ now, week }) => (
              <li class="finding goal-line" key={now.standing.keyResult.id}>
                <a class="title" href={goalPath(now.standing.keyResult.id)}>
                  <Words of={now.standing.keyResult.statement} longest={120} />
                </a>
                <KeyResultWay now={now} isBrief />
                <div class="chips">
                  <Chip kind={now.standing.status.status}>{statusNames[now.standing.status.status]}</Chip>
                  <Week week={week} standing={now.standing} />
                  <span class="quiet">
                    <ValueWords standing={now.standing} />
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="way-on">
        <a href="/goals">To the goals</a>
      </p>
    </section>
  );
}
