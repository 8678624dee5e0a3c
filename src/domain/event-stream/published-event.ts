import type { LoggedEvent } from '../ports.ts';
import { isPublished, type PublishedTopicName, publishedTopics } from './topics.ts';

/** An event as everybody outside gets it: by the API, as a stream and by webhook. */
export interface PublishedEvent {
  /** Its place in the log; rises with every event. */
  readonly position: number;
  readonly topic: PublishedTopicName;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Persons are not named. */
  readonly by: 'waymark' | 'person';
  /** Whom it is about: `jira:10001`, `goal:<id>`, `goals`, `digest:<audience>`. */
  readonly subject: string;
  /** The issue as it is known now; null where it is about none, or one that was never read. */
  readonly issue: LoggedEvent['issue'];
  readonly data: Readonly<Record<string, unknown>>;
}

/** The published part of an event; null when its topic is not published. */
export function publishedEvent(event: LoggedEvent): PublishedEvent | null {
  const { position, topic, at, actor, subject, issue } = event;
  if (!isPublished(topic)) return null;
  return {
    ...{ position, topic, at, subject, issue },
    by: actor === 'waymark' ? 'waymark' : 'person',
    data: publishedData(topic, event.data),
  };
}

/** Rows of earlier versions may lack a field or have it in another shape: the sound ones are told. */
function publishedData(topic: PublishedTopicName, data: Readonly<Record<string, unknown>>) {
  const { shape } = publishedTopics[topic].data;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const read = schema.safeParse(data[name]);
      return read.success && read.data !== undefined ? [[name, read.data] as const] : [];
    }),
  );
}
