import type { ProcessReport } from '../../../domain/ports.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Moment, Words } from '../parts/words.tsx';
import { Nothing } from './frame.tsx';

/** The processes that told of themselves lately. */
export function ProcessesPanel({ processes }: { processes: readonly ProcessReport[] }) {
  return (
    <section class="panel" aria-labelledby="processes">
      <h2 id="processes">Processes</h2>
      {processes.length === 0 ? (
        <Nothing title="None has told of itself yet">Each does so every few seconds after its start.</Nothing>
      ) : (
        <ScrollTable
          label="Processes"
          head={['Process', 'Role', 'Since', 'Last heard of', { number: 'Open streams' }]}
        >
          {processes.map(({ process, role, startedAt, at, streams }) => (
            <tr key={process}>
              <td>
                <Words of={process} longest={80} />
              </td>
              <td>{role}</td>
              <td>
                <Moment at={startedAt} />
              </td>
              <td>
                <Moment at={at} />
              </td>
              <td class="number">{streams}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  );
}
