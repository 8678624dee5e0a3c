import type { WriteStop } from '../../../domain/ports.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { missionPath } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { Nothing } from './frame.tsx';

const reasons = { breaker: 'went to and fro', undone: 'writes taken back' } as const;

/** What keeps Waymark from writing on an issue: breakers, and writes that were taken back. */
export function StopsTable({ stops, csrfToken }: { stops: readonly WriteStop[]; csrfToken: string }) {
  return (
    <section class="panel" aria-labelledby="breakers">
      <h2 id="breakers">Breakers</h2>
      {stops.length === 0 ? (
        <Nothing title="Nothing keeps Waymark from writing">
          Where a value goes to and fro between Waymark and another program, it stops writing and says so
          here.
        </Nothing>
      ) : (
        <ul class="bare">
          {stops.map((stop) => (
            <Stop key={`${stop.ref.tracker}:${stop.ref.id}`} stop={stop} csrfToken={csrfToken} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Stop({ stop, csrfToken }: { stop: WriteStop; csrfToken: string }) {
  const { ref, key, reason, detail, at, until } = stop;
  return (
    <li class="finding">
      <Chip kind="held">{reasons[reason]}</Chip>{' '}
      <a href={missionPath(ref)}>
        <Words of={key} longest={60} />
      </a>{' '}
      <Words of={detail} longest={300} />
      <p class="quiet">
        Since <Moment at={at} />
        {until === null ? (
          ', until a person ends it.'
        ) : (
          <>
            , until <Moment at={until} />.
          </>
        )}
      </p>
      <div class="actions">
        <ActionButton
          action="/ops/stops/resume"
          csrfToken={csrfToken}
          fields={{ tracker: ref.tracker, id: ref.id }}
          name="Write again"
          about={`on ${key}`}
        />
      </div>
    </li>
  );
}
