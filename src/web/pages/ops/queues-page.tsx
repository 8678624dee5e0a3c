import type { FailedJobShown } from '../../../workflows/keep-queues.ts';
import type { QueueState } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { spanWords } from '../parts/ago.ts';
import { missionPath } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { Nothing, opsFrame } from './frame.tsx';
import type { OpsQuery } from './ops-query.ts';

/** What the queues hold, and what failed in them. */
export function queuesPage(
  queues: readonly QueueState[],
  failed: readonly FailedJobShown[],
  asked: OpsQuery,
  visitor: Visitor,
): string {
  const { csrfToken } = visitor;
  return opsFrame({
    title: 'Queues',
    at: '/ops/queues',
    visitor,
    done: asked.done,
    children: (
      <>
        <section class="panel" aria-label="Queues">
          <ScrollTable
            label="Queues"
            head={['Queue', ...states.map((number) => ({ number })), 'Waits', { hear: 'What to do' }]}
          >
            {queues.map((one) => (
              <QueueRow key={one.queue} queue={one} csrfToken={csrfToken} />
            ))}
          </ScrollTable>
          <p class="quiet">All processes share these queues: the numbers are those of the whole service.</p>
        </section>
        <section class="panel" aria-labelledby="failed">
          <h2 id="failed">Failed jobs</h2>
          {failed.length === 0 ? (
            <Nothing title="None has failed">
              A job that fails is tried again by itself; what is here has used up its tries.
            </Nothing>
          ) : (
            <ScrollTable
              label="Failed jobs"
              head={['When', 'Queue', 'Job', 'About', 'Error', { number: 'Tries' }, { hear: 'What to do' }]}
            >
              {failed.map((job) => (
                <FailedRow key={`${job.queue}/${job.id}`} job={job} csrfToken={csrfToken} />
              ))}
            </ScrollTable>
          )}
        </section>
      </>
    ),
  });
}

const states = ['Waiting', 'Active', 'Delayed', 'Failed'] as const;

function QueueRow({ queue, csrfToken }: { queue: QueueState; csrfToken: string }) {
  const { waiting, active, delayed, failed, pausedMs } = queue;
  return (
    <tr>
      <td class="nowrap">{queue.queue}</td>
      {[waiting, active, delayed].map((count, index) => (
        <td class="number" key={states[index]}>
          {count}
        </td>
      ))}
      <td class="number">{failed > 0 ? <Chip kind="failed">{failed}</Chip> : 0}</td>
      <td>{pausedMs > 0 && <Chip kind="waiting">{`for ${spanWords(pausedMs)}`}</Chip>}</td>
      <td>
        {failed > 0 && (
          <ActionButton
            action={`/ops/queues/${queue.queue}/retry`}
            csrfToken={csrfToken}
            name="Retry all"
            about={`failed jobs of ${queue.queue}`}
          />
        )}
      </td>
    </tr>
  );
}

function FailedRow({ job, csrfToken }: { job: FailedJobShown; csrfToken: string }) {
  const { queue, id, name, about, ref, key, error, attempts, failedAt } = job;
  return (
    <tr>
      <td>{failedAt && <Moment at={failedAt} />}</td>
      <td class="nowrap">{queue}</td>
      <td>
        <Words of={name} longest={60} />
      </td>
      <td>
        {ref ? (
          <a href={missionPath(ref)}>
            <Words of={key ?? ref.id} longest={60} />
          </a>
        ) : (
          about !== null && <Words of={about} longest={80} />
        )}
      </td>
      <td class="error">
        <Words of={error} longest={300} />
      </td>
      <td class="number">{attempts}</td>
      <td>
        <ActionButton
          action={`/ops/queues/${queue}/retry-one`}
          csrfToken={csrfToken}
          fields={{ job: id }}
          name="Retry"
          about={`${name} ${key ?? about ?? ''}`}
        />
      </td>
    </tr>
  );
}
