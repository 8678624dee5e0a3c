import type { IssueRef } from '../domain/issue.ts';
import type { Clock, Deliveries, EventLog, ReviewQueue } from '../domain/ports.ts';

/** `by`: the person who asked for it. */
export type ReplayDelivery = (seq: number, by?: string) => Promise<IssueRef | null>;

/** Lets a stored delivery through again; null when there is none or it names no issue. */
export function createReplayDelivery(deps: {
  deliveries: Deliveries;
  queue: ReviewQueue;
  events: EventLog;
  clock: Clock;
}): ReplayDelivery {
  return async (seq, by = 'waymark') => {
    const ref = await deps.deliveries.reopen(seq);
    if (!ref) return null;
    const subject = `${ref.tracker}:${ref.id}`;
    const at = deps.clock.now().toISOString();
    await deps.events.append([{ topic: 'delivery.replayed', subject, data: { seq }, actor: by, at }]);
    await deps.queue.request([{ ref, cause: `replay of ${seq}` }]);
    return ref;
  };
}
