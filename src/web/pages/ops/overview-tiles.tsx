import type { ComponentChildren } from 'preact';
import type { OpsOverview } from '../../../workflows/view-ops.ts';
import { countWords } from '../parts/names.ts';
import { Moment } from '../parts/words.tsx';

/** One part of the service: `failed` wants a look, `waiting` sees to itself. */
export interface Tile {
  readonly path: string;
  readonly title: string;
  readonly mark: 'done' | 'waiting' | 'failed' | 'line';
  readonly state: string;
  readonly detail: ComponentChildren;
}

/** How every part of the service is, each leading to more. */
export function tilesOf(view: OpsOverview): readonly Tile[] {
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
  const workers = view.processes.filter(({ role }) => role !== 'web').length;
  const hasNone = view.subscribers.length === 0;
  const off = view.subscribers.filter(({ state }) => state === 'disabled').length;
  const failing = view.subscribers.filter((one) => one.state === 'enabled' && one.failures > 0).length;
  const number = (count: number) => count.toLocaleString('en');
  return [
    {
      path: '/ops/deliveries',
      title: 'Deliveries',
      mark: view.stuckSince !== null ? 'failed' : waiting > 0 ? 'waiting' : 'done',
      state: waiting > 0 ? `${number(waiting)} waiting` : 'all dealt with',
      detail:
        view.stuckSince === null ? (
          `${countWords(all, 'webhook call')} on record`
        ) : (
          <>
            The oldest has waited since <Moment at={view.stuckSince} />
          </>
        ),
    },
    {
      path: '/ops/queues',
      title: 'Queues',
      mark: failed > 0 ? 'failed' : 'done',
      state: failed > 0 ? `${number(failed)} failed` : 'none failed',
      detail: `${number(jobs('waiting'))} waiting, ${number(jobs('active'))} active, ${number(jobs('delayed'))} delayed`,
    },
    {
      path: '/ops#processes',
      title: 'Workers',
      mark: workers === 0 ? 'failed' : 'done',
      state: workers === 0 ? 'none runs' : `${number(workers)} running`,
      detail: workers === 0 ? 'Nothing is reviewed or written: start one' : 'They review, write and send',
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
      path: '/ops/digests',
      title: 'Digests',
      mark: view.lostMails > 0 ? 'failed' : 'done',
      state:
        view.lostMails > 0
          ? `${countWords(view.lostMails, 'mail')} not known to have arrived`
          : 'no mail lost',
      detail: 'Of the last 7 days',
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
