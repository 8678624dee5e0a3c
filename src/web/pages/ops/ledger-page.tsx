import type { ViewOps } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { Select, TrackerSelect } from '../parts/select.tsx';
import { Nothing, opsFrame } from './frame.tsx';
import { nextPath, type OpsQuery } from './ops-query.ts';
import { stateWords, WritesTable } from './writes-table.tsx';

type View = Awaited<ReturnType<ViewOps['ledger']>>;

/** Everything that Waymark wrote into trackers, is about to write, or holds back. */
export function ledgerPage({ rows, next, counts }: View, asked: OpsQuery, visitor: Visitor): string {
  const words = counts.map(({ state, count }) => `${stateWords[state]}: ${count.toLocaleString('en')}`);
  return opsFrame({
    title: 'Write-back ledger',
    at: '/ops/ledger',
    visitor,
    children: (
      <section class="panel" aria-label="Writes">
        {words.length > 0 && <p class="quiet">{words.join(' · ')}</p>}
        <Filter asked={asked} />
        {rows.length > 0 ? (
          <WritesTable writes={rows} />
        ) : counts.length === 0 ? (
          <Nothing title="Nothing has been written yet">
            What Waymark writes, and where, follows from the settings under <code>writeBack</code>.
          </Nothing>
        ) : (
          <Nothing title="No write is here">
            <a href="/ops/ledger">Look at all of them</a>
          </Nothing>
        )}
        {next !== null && (
          <a class="more" href={nextPath('/ops/ledger', asked, next)}>
            Older writes
          </a>
        )}
      </section>
    ),
  });
}

const states = ['intended', 'written', 'held', 'undone'] as const;
const kinds = [
  ['comment', 'comments'],
  ['field', 'fields'],
  ['update', 'project updates'],
] as const;

function Filter({ asked }: { asked: OpsQuery }) {
  return (
    <form class="filters" method="get" action="/ops/ledger" data-at-once>
      <div class="grid">
        <div>
          <label for="key">Issue key</label>
          <input id="key" name="key" type="search" maxLength={300} value={asked.key ?? ''} />
        </div>
        <div>
          <label for="project">Project or team</label>
          <input id="project" name="project" type="search" maxLength={300} value={asked.project ?? ''} />
        </div>
        <TrackerSelect now={asked.tracker} />
        <Select
          name="state"
          label="State"
          none="all"
          now={asked.state ?? null}
          options={states.map((state) => [state, stateWords[state]])}
        />
        <Select name="kind" label="What" none="all" now={asked.kind ?? null} options={kinds} />
      </div>
      <div class="actions">
        <button type="submit">Show</button>
      </div>
    </form>
  );
}
