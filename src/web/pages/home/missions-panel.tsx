import { type Framing, framings } from '../../../domain/assessment/reading.ts';
import { stages } from '../../../domain/mission/mission.ts';
import type { HomeView } from '../../../workflows/view-home.ts';
import { boardPath } from '../board/board-query.ts';
import { ShareBar } from '../parts/share-bar.tsx';
import { Chip } from '../parts/words.tsx';

const framingWords = {
  recipe: 'recipes: the solution is decided, the why is not told',
  need: 'needs: somebody’s problem, the how is open',
  hypothesis: 'hypotheses: a need with an outcome to check',
} as const;

/** How many missions stand where, and how the open ones are written. */
export function MissionsPanel({ view }: { view: HomeView }) {
  const total = stages.reduce((sum, stage) => sum + view.stages[stage], 0);
  const open = framings.reduce((sum, framing) => sum + view.framings[framing], 0);
  const share = (framing: Framing) => (open === 0 ? 0 : Math.round((view.framings[framing] / open) * 100));
  return (
    <section class="panel" aria-labelledby="missions">
      <h2 id="missions">The missions</h2>
      {total === 0 ? (
        <p class="quiet">
          None has been read yet. Waymark reads an issue when somebody edits it; <code>waymark backfill</code>{' '}
          reads those that are there already.
        </p>
      ) : (
        <>
          <ol class="bare steps">
            {stages.map((stage) => (
              <li key={stage}>
                <a href={`/board?only=${stage}`}>
                  <strong>{view.stages[stage].toLocaleString('en')}</strong> <Chip kind={stage}>{stage}</Chip>
                </a>
              </li>
            ))}
          </ol>
          {open > 0 && (
            <>
              <h3>How the open ones are written</h3>
              <ShareBar
                shares={framings.map((kind) => ({ kind, count: view.framings[kind] }))}
                label={framings.map((kind) => `${share(kind)}% ${kind}`).join(', ')}
              />
              <ul class="bare shares-words">
                {framings.map((framing) => (
                  <li key={framing}>
                    <a href={boardPath({ framing, state: 'open' })}>
                      <Chip kind={framing}>{`${share(framing)}%`}</Chip> {framingWords[framing]} (
                      {view.framings[framing].toLocaleString('en')} of {open.toLocaleString('en')})
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      <p class="way-on">
        <a href="/board">To the board</a>
      </p>
    </section>
  );
}
