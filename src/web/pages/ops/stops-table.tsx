import type { WriteStop } from '../../../domain/ports.ts';
import { missionPath } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';

/** What keeps Waymark from writing on an issue: breakers, and writes that were taken back. */
export function StopsTable({ stops }: { stops: readonly WriteStop[] }) {
  return (
    <section class="panel" aria-labelledby="stops">
      <h2 id="stops">Breakers</h2>
      {stops.length === 0 ? (
        <p>
          <Chip kind="done">none</Chip> Nothing keeps Waymark from writing.
        </p>
      ) : (
        <ul class="bare">
          {stops.map(({ ref, key, reason, detail, at, until }) => (
            <li class="finding" key={`${ref.tracker}:${ref.id}`}>
              <Chip kind="held">{reason}</Chip>{' '}
              <a href={missionPath(ref)}>
                <Words of={key} longest={60} />
              </a>{' '}
              <Words of={detail} longest={300} />{' '}
              <span class="quiet">
                since <Moment at={at} />
                {until === null ? (
                  ', until a person ends it'
                ) : (
                  <>
                    , until <Moment at={until} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
