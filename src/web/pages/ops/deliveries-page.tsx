import type { ViewOps } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { trackerNamesShown } from '../parts/names.ts';
import { Select, TrackerSelect } from '../parts/select.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { Nothing, opsFrame } from './frame.tsx';
import { nextPath, type OpsQuery } from './ops-query.ts';

type View = Awaited<ReturnType<ViewOps['deliveries']>>;

/** Webhook calls that were let in, with what finds one. */
export function deliveriesPage({ rows, next, counts }: View, asked: OpsQuery, visitor: Visitor): string {
  const words = counts.map(
    ({ tracker, status, count }) => `${trackerNamesShown[tracker]} ${status}: ${count.toLocaleString('en')}`,
  );
  return opsFrame({
    title: 'Deliveries',
    at: '/ops/deliveries',
    visitor,
    done: asked.done,
    children: (
      <section class="panel" aria-label="Deliveries">
        {words.length > 0 && <p class="quiet">{words.join(' · ')}</p>}
        <Filter asked={asked} />
        {rows.length > 0 ? (
          <DeliveriesTable deliveries={rows} csrfToken={visitor.csrfToken} />
        ) : counts.length === 0 ? (
          <Nothing title="No delivery has come yet">
            Edit an issue. When nothing comes, the <a href="/ops/doctor">doctor</a> may know why.
          </Nothing>
        ) : (
          <Nothing title="No delivery is here">
            <a href="/ops/deliveries">Look at all of them</a>
          </Nothing>
        )}
        {next !== null && (
          <a class="more" href={nextPath('/ops/deliveries', asked, next)}>
            Older deliveries
          </a>
        )}
      </section>
    ),
  });
}

function Filter({ asked }: { asked: OpsQuery }) {
  return (
    <form class="filters" method="get" action="/ops/deliveries" data-at-once>
      <div class="grid">
        <div>
          <label for="search">Key, id or number</label>
          <input id="search" name="search" type="search" maxLength={300} value={asked.search ?? ''} />
        </div>
        <TrackerSelect now={asked.tracker} />
        <Select
          name="status"
          label="State"
          none="all"
          now={asked.status ?? null}
          options={(['waiting', 'done', 'ignored'] as const).map((status) => [status, status])}
        />
      </div>
      <div class="actions">
        <button type="submit">Show</button>
      </div>
    </form>
  );
}
