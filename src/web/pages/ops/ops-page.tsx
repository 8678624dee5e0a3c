import { trackerNames } from '../../../domain/issue.ts';
import type { OpsView } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { trackerNamesShown } from '../parts/names.ts';
import { DeliveriesTable } from './deliveries-table.tsx';
import type { OpsQuery } from './ops-query.ts';
import { QueuesTable } from './queues-table.tsx';
import { StopsTable } from './stops-table.tsx';
import { WritesTable } from './writes-table.tsx';

const notices = {
  asked: ['good', 'The delivery goes through again: its issue is being reviewed.'],
  none: ['bad', 'There is no such delivery, or it is about no issue: nothing was done.'],
} as const;

/** What runs, waits and is stuck. */
export function opsPage(view: OpsView, asked: OpsQuery, visitor: Visitor): string {
  const [kind, words] = asked.replayed ? notices[asked.replayed] : [];
  return renderPage(
    <Layout title="Control room" visitor={visitor} at="/ops">
      <h1>Control room</h1>
      {words && (
        <p class={`notice ${kind}`} role="status">
          {words}
        </p>
      )}
      <QueuesTable queues={view.queues} />
      <StopsTable stops={view.stops} />
      <WritesTable id="held" title="Held writes" writes={view.held} none="Nothing is held back." />
      <section class="panel" aria-labelledby="deliveries">
        <h2 id="deliveries">Deliveries</h2>
        <Counts counts={view.counts} />
        <DeliveryFilter asked={asked} />
        <DeliveriesTable deliveries={view.deliveries} csrfToken={visitor.csrfToken} />
      </section>
      <WritesTable
        id="ledger"
        title="Written into trackers"
        writes={view.writes}
        none="Nothing has been written yet."
      />
    </Layout>,
  );
}

function Counts({ counts }: Pick<OpsView, 'counts'>) {
  const words = counts.map(
    ({ tracker, status, count }) => `${trackerNamesShown[tracker]} ${status}: ${count.toLocaleString('en')}`,
  );
  return words.length === 0 ? null : <p class="quiet">{words.join(' · ')}</p>;
}

function DeliveryFilter({ asked }: { asked: OpsQuery }) {
  return (
    <form class="filters" method="get" action="/ops" data-at-once>
      <div class="grid">
        <div>
          <label for="tracker">Tracker</label>
          <select id="tracker" name="tracker">
            <option value="">all</option>
            {trackerNames.map((name) => (
              <option key={name} value={name} selected={name === asked.tracker}>
                {trackerNamesShown[name]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="status">State</label>
          <select id="status" name="status">
            <option value="">all</option>
            {(['waiting', 'done', 'ignored'] as const).map((status) => (
              <option key={status} value={status} selected={status === asked.status}>
                {status}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="issueKey">Issue key</label>
          <input id="issueKey" name="issueKey" type="search" maxLength={100} value={asked.issueKey ?? ''} />
        </div>
      </div>
      <div class="actions">
        <button type="submit">Show</button>
      </div>
    </form>
  );
}
