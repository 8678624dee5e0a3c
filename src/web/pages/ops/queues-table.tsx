import type { QueueState } from '../../../workflows/view-ops.ts';

/** What the queues hold. */
export function QueuesTable({ queues }: { queues: readonly QueueState[] }) {
  return (
    <section class="panel" aria-labelledby="queues">
      <h2 id="queues">Queues</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" aria-label="Queues, to scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              {['Waiting', 'Active', 'Delayed', 'Failed'].map((state) => (
                <th scope="col" class="number" key={state}>
                  {state}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, waiting, active, delayed, failed }) => (
              <tr key={queue}>
                <td>{queue}</td>
                <td class="number">{waiting}</td>
                <td class="number">{active}</td>
                <td class="number">{delayed}</td>
                <td class="number">{failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
