import type { Diagnosis } from '../../../domain/ports.ts';
import type { Examination } from '../../../workflows/doctor-desk.ts';
import type { Visitor } from '../page-route.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { countWords } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { Nothing, opsFrame } from './frame.tsx';

/** What the doctor found when it was last asked; asking does not hold up the page. */
export function doctorPage(last: Examination | null, process: string, visitor: Visitor): string {
  const isRunning = last?.state === 'running';
  return opsFrame({
    title: 'Doctor',
    at: '/ops/doctor',
    visitor,
    children: (
      <section class="panel" aria-labelledby="found" {...(isRunning && { 'data-again': '2000' })}>
        <h2 id="found">What the doctor found</h2>
        <p>
          It looks over settings, store, queue, mail, and what each tracker lets Waymark do. Nothing is
          changed.
        </p>
        {last && <State last={last} />}
        {!last ? (
          <Nothing title="Not asked yet">{`In this process, ${process}, nobody has asked it since the start.`}</Nothing>
        ) : (
          last.found.length > 0 && (
            <ScrollTable label="What the doctor found" head={['State', 'What', 'Detail', 'What mends it']}>
              {last.found.map((one) => (
                <Row key={one.id} found={one} />
              ))}
            </ScrollTable>
          )
        )}
        <div class="actions">
          {isRunning ? (
            <a class="button plain" href="/ops/doctor">
              Look again
            </a>
          ) : (
            <ActionButton
              action="/ops/doctor"
              csrfToken={visitor.csrfToken}
              name={last ? 'Ask again' : 'Ask the doctor'}
            />
          )}
          {last && <span class="quiet">Asked in the process {process}.</span>}
        </div>
      </section>
    ),
  });
}

function State({ last }: { last: Examination }) {
  if (last.state === 'running') {
    return (
      <p class="notice" role="status">
        It is looking: {countWords(last.found.length, 'thing')} so far. Trackers take their time.
      </p>
    );
  }
  if (last.state === 'failed') {
    return (
      <p class="notice bad" role="status">
        It could not look at everything. The log says why; what it had found until then is here.
      </p>
    );
  }
  const failed = last.found.filter(({ state }) => state === 'failed').length;
  const warned = last.found.filter(({ state }) => state === 'warning').length;
  const words =
    failed + warned === 0
      ? 'All is well.'
      : `${countWords(failed, 'thing')} failed, ${countWords(warned, 'warning')}.`;
  return (
    <p class={`notice ${failed > 0 ? 'bad' : 'good'}`} role="status">
      {words} {last.endedAt && <Moment at={last.endedAt} />}
    </p>
  );
}

const marks = { ok: 'done', warning: 'warning', failed: 'failed' } as const;

function Row({ found }: { found: Diagnosis }) {
  return (
    <tr>
      <td>
        <Chip kind={marks[found.state]}>{found.state}</Chip>
      </td>
      <td>
        <Words of={found.title} longest={120} />
      </td>
      <td>
        <Words of={found.detail} longest={400} />
      </td>
      <td>{found.remedy !== null && <Words of={found.remedy} longest={400} />}</td>
    </tr>
  );
}
