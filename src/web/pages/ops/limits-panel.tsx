import type { ProcessReport } from '../../../domain/ports.ts';
import type { QueueState } from '../../../workflows/view-ops.ts';
import { spanWords } from '../parts/ago.ts';
import { trackerNamesShown } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { Nothing } from './frame.tsx';

/** What is left of the trackers' rate limits, and who waits for them. */
export function LimitsPanel(props: { processes: readonly ProcessReport[]; queues: readonly QueueState[] }) {
  const rows = props.processes.flatMap(({ process, trackers }) =>
    trackers.map((one) => ({ process, ...one })),
  );
  const paused = props.queues.filter(({ pausedMs }) => pausedMs > 0);
  return (
    <section class="panel" aria-labelledby="limits">
      <h2 id="limits">Rate limits</h2>
      {paused.length === 0 ? (
        <p>
          <Chip kind="done">nobody waits</Chip> No queue is held up by a tracker.
        </p>
      ) : (
        <ul>
          {paused.map(({ queue, pausedMs }) => (
            <li key={queue}>
              <Chip kind="waiting">waits</Chip> <b>{queue}</b> for another {spanWords(pausedMs)}, because its
              tracker asked for it or its credentials were refused.
            </li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? (
        <Nothing title="No tracker has been called yet">
          What is left of a tracker’s budget is known from its answers: nothing is asked for it.
        </Nothing>
      ) : (
        <>
          <p class="quiet">
            As the last answers told each process; a tracker that tells no limits has none here.
          </p>
          <ScrollTable label="Rate limits" head={['Tracker', 'Process', 'Last call', 'Left of each limit']}>
            {rows.map((row) => (
              <Row key={`${row.process} ${row.tracker}`} row={row} />
            ))}
          </ScrollTable>
        </>
      )}
    </section>
  );
}

function Row({ row }: { row: { process: string } & ProcessReport['trackers'][number] }) {
  const { tracker, process, lastCall, limits } = row;
  return (
    <tr>
      <td>{trackerNamesShown[tracker]}</td>
      <td>
        <Words of={process} longest={80} />
      </td>
      <td>
        {lastCall && (
          <>
            <Chip kind={isGood(lastCall.status) ? 'done' : 'failed'}>{lastCall.status ?? 'no answer'}</Chip>{' '}
            {lastCall.operation}, <Moment at={lastCall.at} />
          </>
        )}
      </td>
      <td>
        {limits.map(({ name, limit, remaining, resetAt }) => (
          <div key={name}>
            <label class="inline">
              {name}{' '}
              <meter min={0} max={limit} low={limit * 0.2} optimum={limit} value={remaining}>
                {remaining} of {limit}
              </meter>
            </label>{' '}
            {remaining.toLocaleString('en')} of {limit.toLocaleString('en')}
            {resetAt !== null && (
              <span class="quiet">
                , full again <Moment at={new Date(resetAt).toISOString()} />
              </span>
            )}
          </div>
        ))}
        {limits.length === 0 && <span class="quiet">none told</span>}
      </td>
    </tr>
  );
}

function isGood(status: number | null): boolean {
  return status !== null && status < 400;
}
