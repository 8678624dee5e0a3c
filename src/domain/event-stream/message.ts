import type { OutgoingMessage } from '../ports.ts';
import type { PublishedEvent } from './published-event.ts';

/**
 * An event as a webhook carries it: `type`, `timestamp` and `data`, as Standard Webhooks recommends. The id is made of
 * the subscriber and the position, so that every try and every replay of an event has the same.
 */
export function messageFor(subscriber: string, event: PublishedEvent): OutgoingMessage {
  const { topic, at, ...data } = event;
  return {
    id: `${subscriber}_${event.position}`,
    body: JSON.stringify({ type: topic, timestamp: at, data }),
  };
}

/** What `waymark subscriber test` sends. */
export function testMessage(subscriber: string, at: Date): OutgoingMessage {
  const body = { type: 'subscriber.test', timestamp: at.toISOString(), data: {} };
  return { id: `${subscriber}_test_${at.getTime()}`, body: JSON.stringify(body) };
}
