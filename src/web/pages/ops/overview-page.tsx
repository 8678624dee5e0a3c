import type { OpsOverview } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { countWords } from '../parts/names.ts';
import { Chip } from '../parts/words.tsx';
import { opsFrame } from './frame.tsx';
import { ProcessesPanel } from './processes-panel.tsx';

type Mark = 'done' | 'waiting' | 'failed' | 'line';

interface Tile {
  readonly path: string;
  readonly title: string;
  readonly mark: Mark;
  readonly state: string;
  readonly detail: string;
}

/** Whether anything is stuck, each part leading to more. */
export function overviewPage(view: OpsOverview, visitor: Visitor): string {
  const tiles = tilesOf(view);
  const stuck = tiles.filter(({ mark }) => mark === 'failed').length;
  return opsFrame({
    title: 'Control room',
    at: '/ops',
    visitor,
    isLive: true,
    children: (
      <>
        <p>
          {stuck === 0 ? 'Nothing is stuck.' : `${countWords(stuck, 'thing needs', 'things need')} a look.`}
        </p>
        <ul class="tiles">
          {tiles.map(({ path, title, mark, state, detail }) => (
            <li class="panel tile" key={title}>
              <h2>
                <a href={path}>{title}</a>
              </h2>
              <p>
                <Chip kind={mark}>{state}</Chip>
              </p>
              <p class="quiet">{detail}</p>
            </li>
          ))}
        </ul>
        <ProcessesPanel processes={view.processes} />
      </>
    ),
  });
}

function tilesOf(view: OpsOverview): readonly Tile[] {
  const sum = <Row extends { count: number }>(rows: readonly Row[], fits: (row: Row) => boolean) =>
    rows.filter(fits).reduce((total, { count }) => total + count, 0);
  const jobs = (state: 'waiting' | 'active' | 'delayed' | 'failed') =>
    view.queues.reduce((total, queue) => total + queue[state], 0);
  const waiting = sum(view.deliveries, ({ status }) => status === 'waiting');
  const all = sum(view.deliveries, () => true);
  const held = sum(view.writes, ({ state }) => state === 'held');
  const written = sum(view.writes, ({ state }) => state === 'written');
  const missed = sum(view.missed, () => true);
  const paused = view.queues.filter(({ pausedMs }) => pausedMs > 0);
  const failed = jobs('failed');
  const hasNone = view.subscribers.length === 0;
  const off = view.subscribers.filter(({ state }) => state === 'disabled').length;
  const failing = view.subscribers.filter((one) => one.state === 'enabled' && one.failures > 0).length;
  const number = (count: number) => count.toLocaleString('en');
  return [
    {
      path: '/ops/deliveries',
      title: 'Deliveries',
      mark: waiting > 0 ? 'waiting' : 'done',
      state: waiting > 0 ? `${number(waiting)} waiting` : 'all dealt with',
      detail: `${countWords(all, 'webhook call')} on record`,
    },
    {
      path: '/ops/queues',
      title: 'Queues',
      mark: failed > 0 ? 'failed' : 'done',
      state: failed > 0 ? `${number(failed)} failed` : 'none failed',
      detail: `${number(jobs('waiting'))} waiting, ${number(jobs('active'))} active, ${number(jobs('delayed'))} delayed`,
    },
    {
      path: '/ops/ledger',
      title: 'Ledger',
      mark: held > 0 ? 'waiting' : 'done',
      state: held > 0 ? `${number(held)} held back` : 'none held back',
      detail: `${countWords(written, 'write')} in trackers`,
    },
    {
      path: '/ops/trackers#limits',
      title: 'Rate limits',
      mark: paused.length > 0 ? 'waiting' : 'done',
      state: paused.length > 0 ? `${paused.map(({ queue }) => queue).join(', ')} waiting` : 'nobody waits',
      detail: 'What is left of each tracker’s budget',
    },
    {
      path: '/ops/trackers#breakers',
      title: 'Breakers',
      mark: view.stops.length > 0 ? 'failed' : 'done',
      state: view.stops.length > 0 ? countWords(view.stops.length, 'issue') : 'none',
      detail: 'Where Waymark has stopped writing',
    },
    {
      path: '/ops/trackers#missed',
      title: 'Missed webhooks',
      mark: missed > 0 ? 'waiting' : 'done',
      state: missed > 0 ? `${number(missed)} in 7 days` : 'none in 7 days',
      detail: 'Changes that only the look for them found',
    },
    {
      path: '/ops/subscribers',
      title: 'Subscribers',
      mark: off > 0 ? 'failed' : failing > 0 ? 'waiting' : hasNone ? 'line' : 'done',
      state:
        off > 0
          ? `${number(off)} switched off`
          : failing > 0
            ? `${number(failing)} failing`
            : hasNone
              ? 'none'
              : 'all well',
      detail: hasNone
        ? 'Nobody is called with what happens'
        : countWords(view.subscribers.length, 'subscriber'),
    },
  ];
}
