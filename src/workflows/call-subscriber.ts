import type { SightOf } from '../domain/access/sight-of.ts';
import type { EventsSettings } from '../domain/event-stream/events-settings.ts';
import { messageFor } from '../domain/event-stream/message.ts';
import type { PublishedEvent } from '../domain/event-stream/published-event.ts';
import { hasFailedTooLong, waitBeforeRetry } from '../domain/event-stream/retry.ts';
import { readTopicPatterns } from '../domain/event-stream/topic-pattern.ts';
import type {
  CallOutcome,
  Clock,
  EventStreamLog,
  Log,
  Subscriber,
  SubscriberCaller,
  SubscriberQueue,
  Subscribers,
} from '../domain/ports.ts';
import { publishedOf } from './read-events.ts';

/** `waits`: it failed and is tried later. `elsewhere`: somebody moved or switched it meanwhile. */
export type CallReport = {
  readonly taken: number;
  readonly ended: 'up-to-date' | 'more' | 'waits' | 'disabled' | 'elsewhere' | 'gone';
};

export type CallSubscriber = (id: string) => Promise<CallReport>;

export interface CallSubscriberDeps {
  readonly subscribers: Subscribers;
  readonly eventStream: EventStreamLog;
  readonly caller: SubscriberCaller;
  readonly queue: SubscriberQueue;
  readonly sightOf: SightOf;
  readonly settings: EventsSettings['webhooks'];
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the service stops: no further call begins. */
  readonly signal: AbortSignal;
}

/** Events in one go; then others have their turn. */
const mostAtOnce = 50;

/**
 * Tells a subscriber what happened since its position, one event after the other. The position moves on only after an
 * event was taken, so that nothing is lost by a crash at any point: what was under way is sent again, under the same id.
 */
export function createCallSubscriber(deps: CallSubscriberDeps): CallSubscriber {
  const { subscribers, eventStream, caller, settings, clock, log } = deps;

  async function disable(subscriber: Subscriber, because: string): Promise<void> {
    const { id, name, position } = subscriber;
    await subscribers.disable(id, because, [
      {
        topic: 'subscriber.disabled',
        subject: `subscriber:${id}`,
        data: { name, because, position },
        actor: 'waymark',
        at: clock.now().toISOString(),
      },
    ]);
    log.warn({ subscriber: id, name, because }, 'a subscriber was switched off');
  }

  /** Tells of one event, and moves the subscriber on behind it when it was taken. */
  async function tell(
    subscriber: Subscriber,
    sealedSecret: string,
    from: number,
    event: PublishedEvent,
  ): Promise<'taken' | 'waits' | 'disabled' | 'elsewhere'> {
    const answer = await caller.call(subscriber.url, sealedSecret, messageFor(subscriber.id, event));
    switch (answer.outcome) {
      case 'taken': {
        const moved = await subscribers.advance(subscriber.id, from, event.position, clock.now());
        return moved ? 'taken' : 'elsewhere';
      }
      case 'gone':
        await disable(subscriber, 'It answered 410: it wants no more events.');
        return 'disabled';
      case 'no-secret':
        await disable(subscriber, 'Its secret cannot be read: SUBSCRIBER_KEY is another than before.');
        return 'disabled';
      case 'failed':
        return failed(subscriber, from, answer);
    }
  }

  async function failed(
    { id, ...rest }: Subscriber,
    from: number,
    { problem, retryAfterMs }: Extract<CallOutcome, { outcome: 'failed' }>,
  ): Promise<'waits' | 'disabled'> {
    const at = clock.now();
    const now = await subscribers.find(id);
    const failures = (now?.failures ?? 0) + 1;
    if (hasFailedTooLong(failures, now?.waitedMs ?? 0, settings)) {
      const hours = `${settings.disableAfterHours} ${settings.disableAfterHours === 1 ? 'hour' : 'hours'}`;
      await disable({ id, ...rest }, `It took nothing in ${failures} tries over ${hours}: ${problem}`);
      return 'disabled';
    }
    const waitMs = waitBeforeRetry(failures, retryAfterMs, Math.random(), settings);
    await subscribers.fail(id, from, { problem, at, waitMs });
    log.info({ subscriber: id, problem, failures, waitMs }, 'a subscriber took no event, it is tried again');
    return 'waits';
  }

  return async (id) => {
    const subscriber = await subscribers.find(id);
    const sealedSecret = await subscribers.sealedSecret(id);
    if (!subscriber || sealedSecret === null) return { taken: 0, ended: 'gone' };
    if (subscriber.state === 'disabled') return { taken: 0, ended: 'disabled' };
    const { nextTryAt } = subscriber;
    if (nextTryAt !== null && nextTryAt > clock.now().toISOString()) return { taken: 0, ended: 'waits' };
    const read = readTopicPatterns(subscriber.topics);
    const page = await eventStream.page({
      topics: read.ok ? read.topics : [],
      after: subscriber.position,
      limit: mostAtOnce,
      sight: deps.sightOf({ role: null, groups: subscriber.groups }),
    });
    let at = subscriber.position;
    let taken = 0;
    for (const event of publishedOf(page)) {
      if (deps.signal.aborted) return { taken, ended: 'waits' };
      const told = await tell(subscriber, sealedSecret, at, event);
      if (told !== 'taken') return { taken, ended: told };
      at = event.position;
      taken += 1;
    }
    if (page.upTo > at && !(await subscribers.advance(id, at, page.upTo, null))) {
      return { taken, ended: 'elsewhere' };
    }
    if (page.events.length < mostAtOnce) return { taken, ended: 'up-to-date' };
    await deps.queue.request([id], 'there is more');
    return { taken, ended: 'more' };
  };
}
