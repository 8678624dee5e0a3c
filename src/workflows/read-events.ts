import type { Sight } from '../domain/access.ts';
import { type PublishedEvent, publishedEvent } from '../domain/event-stream/published-event.ts';
import type { EventPage, EventStreamLog } from '../domain/ports.ts';

export interface EventsRead {
  readonly events: readonly PublishedEvent[];
  /** Where the next page begins, also when this one is the last: asked for later, it tells what came since. */
  readonly next: number;
  readonly hasMore: boolean;
}

export type ReadEvents = (query: {
  readonly topics: readonly string[];
  readonly after: number;
  readonly limit: number;
  readonly sight: Sight;
}) => Promise<EventsRead>;

/** Published events, page by page. */
export function createReadEvents({ eventStream }: { eventStream: EventStreamLog }): ReadEvents {
  return async (query) => {
    const page = await eventStream.page(query);
    return {
      events: publishedOf(page),
      next: page.upTo,
      hasMore: page.events.length === query.limit,
    };
  };
}

export function publishedOf({ events }: EventPage): readonly PublishedEvent[] {
  return events.flatMap((event) => publishedEvent(event) ?? []);
}
