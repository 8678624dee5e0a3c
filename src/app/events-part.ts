import { setTimeout as delay } from 'node:timers/promises';
import { createSightOf } from '../domain/access/sight-of.ts';
import type { Database } from '../store/database.ts';
import { createSubscriberCaller } from '../subscribers/caller.ts';
import { createCallSubscriber } from '../workflows/call-subscriber.ts';
import { createFollowEvents } from '../workflows/follow-events.ts';
import { createReadEvents } from '../workflows/read-events.ts';
import { createStreamEvents } from '../workflows/stream-events.ts';
import { createSubscriberDesk } from '../workflows/subscriber-desk.ts';
import type { Base } from './base.ts';

export type EventsPart = ReturnType<typeof createEventsPart>;

/** Events of a burst go out together. */
const gatherMs = 250;

/** What happened, to be read, followed and sent out. */
export function createEventsPart(base: Base & { readonly database: Database }) {
  const { config, database, stores, queue, clock, log, stopping } = base;
  const { subscribers, eventStream } = stores;
  const { access, events } = config.settings.everywhere;
  const { timeoutSeconds, hosts, privateHosts } = events.webhooks;
  const followEvents = createFollowEvents({ eventStream, log, signal: stopping });
  const key = config.subscriberKey?.reveal();
  const caller = createSubscriberCaller({
    rules: { hosts, privateHosts, timeoutMs: timeoutSeconds * 1_000 },
    environmentKey: key === undefined ? null : Buffer.from(key),
    storeKey: () => subscribers.sealingKey(),
    clock,
  });
  const shared = { subscribers, eventStream, caller, queue: queue.subscribers, clock };
  const desk = createSubscriberDesk(shared);

  let isAsking = false;
  async function askSoon(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    await delay(gatherMs, undefined, { ref: false });
    isAsking = false;
    if (stopping.aborted) return;
    // Whoever appended does not wait for this; what fails here comes with the next round of the queue.
    await desk.callDue('event').catch((error: unknown) => {
      log.debug({ error }, 'subscribers could not be asked for');
    });
  }
  database.onAppended(() => {
    followEvents.wake();
    void askSoon();
  });

  return {
    followEvents,
    subscriberDesk: desk,
    readEvents: createReadEvents({ eventStream }),
    streamEvents: createStreamEvents({ eventStream, followEvents }),
    callSubscriber: createCallSubscriber({
      ...{ ...shared, settings: events.webhooks, log, signal: stopping },
      sightOf: createSightOf(access),
    }),
  };
}
