import type { WriteEntry, WriteStop } from '../../../domain/ports.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';

/** What Waymark wrote into the tracker, what is to follow, and what keeps it back. */
export function WriteBack({ writes, stop }: { writes: readonly WriteEntry[]; stop: WriteStop | null }) {
  return (
    <section class="panel" aria-labelledby="write-back">
      <h2 id="write-back">Written into the tracker</h2>
      {stop && (
        <p class="notice bad">
          Waymark writes nothing here: <Words of={stop.detail} longest={300} />
        </p>
      )}
      {writes.length === 0 && <p class="quiet">Nothing yet.</p>}
      <ul class="bare">
        {writes.map(({ seq, kind, field, before, after, state, reason, at }) => (
          <li class="finding" key={seq}>
            <div class="chips">
              <Chip kind={state}>{state === 'intended' ? 'sending' : state}</Chip>
              <strong>{field ?? kind}</strong>
              <span class="quiet">
                <Moment at={at} />
              </span>
            </div>
            {kind === 'field' && (
              <p class="quiet">
                <Words of={valueWords(before)} /> → <Words of={valueWords(after)} />
              </p>
            )}
            {reason !== null && (
              <p class="quiet">
                <Words of={reason} longest={300} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export const valueWords = (value: unknown): string =>
  value === null || value === '' ? 'empty' : String(value);
