import { maySee, type Sight } from '../domain/access.ts';
import type { Audience } from '../domain/digest/digest-settings.ts';
import { type ProjectMode, projectModes } from '../domain/ops/project-modes.ts';
import { redactBody } from '../domain/ops/redact-body.ts';
import type {
  Clock,
  Delivery,
  DeliverySearch,
  DigestRecord,
  Digests,
  MailRow,
  MailState,
  MissedWebhook,
  OpsRecords,
  ProcessReport,
  QueueKeeper,
  StoredDelivery,
  WriteEntry,
  WriteSearch,
  WriteStop,
} from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import type { SubscriberDesk, SubscriberStanding } from './subscriber-desk.ts';

/** How many jobs a queue holds, by state. */
export interface QueueState {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  /** For how long all its workers wait, in ms; 0: they do not. */
  readonly pausedMs: number;
}

type DeliveryCounts = Awaited<ReturnType<OpsRecords['deliveryCounts']>>;
type WriteCounts = Awaited<ReturnType<OpsRecords['writeCounts']>>;
type MissedByDay = Awaited<ReturnType<OpsRecords['missedByDay']>>;

/** Whether anything is stuck, at a glance. */
export interface OpsOverview {
  readonly queues: readonly QueueState[];
  readonly deliveries: DeliveryCounts;
  /** Since when a delivery has waited for longer than a review takes, ISO 8601; null: none has. */
  readonly stuckSince: string | null;
  readonly writes: WriteCounts;
  /** Mails of the last days that did not arrive, or of which nobody knows. */
  readonly lostMails: number;
  readonly stops: readonly WriteStop[];
  readonly missed: MissedByDay;
  readonly subscribers: readonly SubscriberStanding[];
  readonly processes: readonly ProcessReport[];
}

/** A page of a list; null: there is no next one. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

export interface TrackersView {
  readonly processes: readonly ProcessReport[];
  readonly queues: readonly QueueState[];
  readonly stops: readonly WriteStop[];
  readonly modes: readonly ProjectMode[];
  readonly missed: MissedByDay;
  readonly lastMissed: readonly MissedWebhook[];
}

export interface DigestsView {
  readonly audiences: readonly Audience[];
  readonly records: readonly DigestRecord[];
  readonly mails: readonly MailRow[];
}

/** What the control room shows. */
export interface ViewOps {
  overview(sight: Sight): Promise<OpsOverview>;
  queues(): Promise<readonly QueueState[]>;
  deliveries(
    search: Omit<DeliverySearch, 'limit'>,
    sight: Sight,
  ): Promise<ListPage<Delivery> & { readonly counts: DeliveryCounts }>;
  /** The body is fit to be shown. */
  delivery(seq: number, sight: Sight): Promise<StoredDelivery | null>;
  ledger(
    search: Omit<WriteSearch, 'limit'>,
    sight: Sight,
  ): Promise<ListPage<WriteEntry> & { readonly counts: WriteCounts }>;
  trackers(sight: Sight): Promise<TrackersView>;
  digests(): Promise<DigestsView>;
  subscribers(): Promise<readonly SubscriberStanding[]>;
}

const pageSize = 50;
const mostStops = 30;
const mostMails = 100;
const mostDigests = 20;
const lastMissed = 20;
const dayMs = 24 * 3_600_000;
const missedDays = 7;
/** A process tells of itself every few seconds; after so long it is gone. */
const goneAfterMs = 60_000;
/** Reviews are tried again for a while; what waits longer than this waits for somebody. */
const stuckAfterMs = 15 * 60_000;
const mailDays = 7;
const lostStates: ReadonlySet<MailState> = new Set(['refused', 'bounced', 'expired', 'unknown']);

export function createViewOps(deps: {
  records: OpsRecords;
  keeper: Pick<QueueKeeper, 'pauses'>;
  depth(): Promise<readonly Omit<QueueState, 'pausedMs'>[]>;
  digests: Pick<Digests, 'list' | 'digests'>;
  audiences: readonly Audience[];
  subscribers: Pick<SubscriberDesk, 'list'>;
  settings: AllSettings;
  clock: Clock;
}): ViewOps {
  const { records, keeper, settings, clock } = deps;
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  const missed = (sight: Sight) => records.missedByDay(ago(missedDays * dayMs), sight);
  const processes = () => records.reports(ago(goneAfterMs));

  async function queues(): Promise<readonly QueueState[]> {
    const [depths, pauses] = await Promise.all([deps.depth(), keeper.pauses()]);
    return depths.map((one) => ({
      ...one,
      pausedMs: pauses.find(({ queue }) => queue === one.queue)?.ms ?? 0,
    }));
  }

  async function lostMails(): Promise<number> {
    const mails = await deps.digests.list({ limit: mostMails });
    const since = ago(mailDays * dayMs).toISOString();
    return mails.filter(({ state, at }) => lostStates.has(state) && at >= since).length;
  }

  return {
    queues,
    async overview(sight) {
      const [states, deliveries, since, writes, lost, stops, missedNow, subscribers, running] =
        await Promise.all([
          queues(),
          records.deliveryCounts(sight),
          records.waitingSince(sight),
          records.writeCounts(sight),
          lostMails(),
          records.stops(clock.now(), mostStops, sight),
          missed(sight),
          deps.subscribers.list(),
          processes(),
        ]);
      return {
        ...{ queues: states, deliveries, writes, lostMails: lost, stops, missed: missedNow, subscribers },
        stuckSince: since !== null && since < ago(stuckAfterMs).toISOString() ? since : null,
        processes: running,
      };
    },
    async deliveries(search, sight) {
      const [found, counts] = await Promise.all([
        // One more than is shown tells whether there is a next page.
        records.deliveries({ ...search, limit: pageSize + 1 }, sight),
        records.deliveryCounts(sight),
      ]);
      return { ...paged(found), counts };
    },
    async delivery(seq, sight) {
      const found = await records.delivery(seq, sight);
      return found && { ...found, body: redactBody(found.body) };
    },
    async ledger(search, sight) {
      const [found, counts] = await Promise.all([
        records.writes({ ...search, limit: pageSize + 1 }, sight),
        records.writeCounts(sight),
      ]);
      return { ...paged(found), counts };
    },
    async trackers(sight) {
      const [running, states, stops, known, missedNow, last] = await Promise.all([
        processes(),
        queues(),
        records.stops(clock.now(), mostStops, sight),
        records.projects(sight),
        missed(sight),
        records.lastMissed(lastMissed, sight),
      ]);
      return {
        ...{ processes: running, queues: states, stops, missed: missedNow, lastMissed: last },
        modes: projectModes(settings, known, (of) => maySee(sight, of)),
      };
    },
    async digests() {
      const [found, mails] = await Promise.all([
        deps.digests.digests({ limit: mostDigests }),
        deps.digests.list({ limit: mostMails }),
      ]);
      return { audiences: deps.audiences, records: found, mails };
    },
    subscribers: () => deps.subscribers.list(),
  };
}

function paged<Row extends { readonly seq: number }>(found: readonly Row[]): ListPage<Row> {
  const rows = found.slice(0, pageSize);
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.seq ?? null) : null };
}
