import type { TrackersView } from '../../../workflows/view-ops.ts';
import { missionPath, trackerNamesShown } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Moment, Words } from '../parts/words.tsx';
import { Nothing } from './frame.tsx';

/** Changes that no webhook told of. */
export function MissedPanel({ missed, lastMissed }: Pick<TrackersView, 'missed' | 'lastMissed'>) {
  return (
    <section class="panel" aria-labelledby="missed">
      <h2 id="missed">Missed webhooks</h2>
      {missed.length === 0 ? (
        <Nothing title="None in the last 7 days">
          Waymark looks again and again for changes that no webhook told of, and reviews what it finds.
        </Nothing>
      ) : (
        <ScrollTable label="Missed webhooks a day" head={['Day (UTC)', 'Tracker', { number: 'Missed' }]}>
          {missed.map(({ tracker, day, count }) => (
            <tr key={`${day} ${tracker}`}>
              <td>{day}</td>
              <td>{trackerNamesShown[tracker]}</td>
              <td class="number">{count.toLocaleString('en')}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {lastMissed.length > 0 && (
        <details>
          <summary>The last {lastMissed.length}</summary>
          <ul class="bare">
            {lastMissed.map(({ ref, key, at }) => (
              <li key={`${ref.tracker}:${ref.id} ${at}`}>
                <Moment at={at} />{' '}
                <a href={missionPath(ref)}>
                  <Words of={key} longest={60} />
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
