import type { HomeView } from '../../../workflows/view-home.ts';
import { checkNames, missionPath } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

const mostGaps = 3;

/** The stories that are worth rewriting first. */
export function RewritePanel({ view: { rewrite } }: { view: HomeView }) {
  return (
    <section class="panel" aria-labelledby="rewrite">
      <h2 id="rewrite">Worth rewriting first</h2>
      {rewrite.length === 0 ? (
        <p>
          <Chip kind="done">nothing</Chip> Every open story says what it is for.
        </p>
      ) : (
        <>
          <p class="quiet">Their pages have a rewrite to start from.</p>
          <ul class="bare">
            {rewrite.map(({ ref, key, title, framing, value, gaps }) => (
              <li class="finding" key={`${ref.tracker}:${ref.id}`}>
                <a class="title" href={missionPath(ref)}>
                  <Words of={title} longest={120} />
                </a>
                <div class="chips">
                  <span class="quiet">
                    <Words of={key} longest={40} />
                  </span>
                  <Chip kind={framing}>{framing}</Chip>
                  {value && <Chip kind={value}>{value}</Chip>}
                  {gaps
                    .filter((check) => check !== 'recipe')
                    .slice(0, mostGaps)
                    .map((check) => (
                      <Chip key={check} kind="gap">
                        {checkNames[check]}
                      </Chip>
                    ))}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="way-on">
        <a href="/audit">To the audit</a>
      </p>
    </section>
  );
}
