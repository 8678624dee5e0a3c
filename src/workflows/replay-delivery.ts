import type { Doer } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Clock, Deliveries, EventLog, ReviewQueue } from '../domain/ports.ts';

/** `by`: who asked for it, and from where; on the command line nobody says. */
export type ReplayDelivery = (seq: number, by?: Doer) => Promise<IssueRef | null>;

/** Lets a stored delivery through again; null when there is none or it names no issue. */
export function createReplayDelivery(deps: {
  deliveries: Deliveries;
  queue: ReviewQueue;
  events: EventLog;
  clock: Clock;
}): ReplayDelivery {
  return async (seq, by = { who: 'waymark', from: null }) => {
    const ref = await deps.deliveries.reopen(seq);
    if (!ref) return null;
    const subject = `${ref.tracker}:${ref.id}`;
    const at = deps.clock.now().toISOString();
    const data = { seq, from: by.from, before: 'done', after: 'waiting' };
    await deps.events.append([{ topic: 'delivery.replayed', subject, data, actor: by.who, at }]);
    await deps.queue.request([{ ref, cause: `replay of ${seq}` }]);
    return ref;
  };
}
