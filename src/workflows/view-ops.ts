import type {
  Clock,
  ControlRoom,
  Deliveries,
  Delivery,
  DeliveryFilter,
  WriteEntry,
  WriteLog,
  WriteStop,
} from '../domain/ports.ts';

/** How many jobs a queue holds, by state. */
export interface QueueState {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** What runs, waits and is stuck. */
export interface OpsView {
  readonly counts: Awaited<ReturnType<Deliveries['counts']>>;
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  readonly queues: readonly QueueState[];
  /** Newest first. */
  readonly writes: readonly WriteEntry[];
  readonly held: readonly WriteEntry[];
  readonly stops: readonly WriteStop[];
}

export type ViewOps = (filter: Omit<DeliveryFilter, 'limit'>) => Promise<OpsView>;

const mostDeliveries = 50;
const mostWrites = 30;

export function createViewOps(deps: {
  deliveries: Pick<Deliveries, 'list' | 'counts'>;
  writes: Pick<WriteLog, 'list'>;
  room: ControlRoom;
  depth(): Promise<readonly QueueState[]>;
  clock: Clock;
}): ViewOps {
  const { deliveries, writes, room, clock } = deps;
  return async (filter) => {
    const [counts, found, queues, written, held, stops] = await Promise.all([
      deliveries.counts(),
      deliveries.list({ ...filter, limit: mostDeliveries }),
      deps.depth(),
      writes.list({ limit: mostWrites }),
      writes.list({ state: 'held', limit: mostWrites }),
      room.stops(clock.now(), mostWrites),
    ]);
    return { counts, deliveries: found, queues, writes: written, held, stops };
  };
}
