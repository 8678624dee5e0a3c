import { maySee, type Sight } from '../domain/access.ts';
import type { EventPage, EventStreamLog, LoggedEvent } from '../domain/ports.ts';
import type { FollowEvents } from './follow-events.ts';

export interface StreamWish {
  /** Null: all, also those that are not published. */
  readonly topics: readonly string[] | null;
  /** Begins behind this position; null: with what happens from now on. */
  readonly after: number | null;
  /** What the reader may see now; asked again and again. */
  sight(): Sight;
  /** Ends the stream; aborted with a `SlowReaderError` when the reader falls too far behind. */
  readonly stop: AbortController;
}

/** Pages of events for one reader, without end. */
export type StreamEvents = (wish: StreamWish) => AsyncGenerator<EventPage, void, undefined>;

/** The reader did not take what happened in time; it can come back with the last position it has seen. */
export class SlowReaderError extends Error {
  constructor() {
    super('the reader is too slow');
    this.name = 'SlowReaderError';
  }
}

const replayPage = 200;
const mostWaiting = 1_000;

/**
 * What happened since a position, from the log at the pace of the reader, and then what happens, as it comes. A reader
 * that falls behind by more than `mostWaiting` events is sent away, so that none holds up others or fills the memory.
 */
export function createStreamEvents(deps: {
  eventStream: EventStreamLog;
  followEvents: FollowEvents;
  mostWaiting?: number;
}): StreamEvents {
  const { eventStream, followEvents } = deps;
  const most = deps.mostWaiting ?? mostWaiting;

  return async function* ({ topics, after, sight, stop }) {
    const { signal } = stop;
    const wanted = topics === null ? null : new Set(topics);
    let waiting: LoggedEvent[] = [];
    let isLive = false;
    let at = after ?? 0;
    let tell = () => {};
    const following = await followEvents.follow((events) => {
      // Until then the log itself is read.
      if (!isLive || signal.aborted) return;
      const mine = events.filter(
        (event) => event.position > at && (wanted?.has(event.topic) ?? true) && maySeeEvent(sight(), event),
      );
      waiting.push(...mine);
      if (waiting.length > most) {
        waiting = [];
        stop.abort(new SlowReaderError());
      } else if (mine.length > 0) tell();
    });
    const onAbort = () => tell();
    signal.addEventListener('abort', onAbort);
    try {
      if (after === null) at = following.position();
      // A position of another log, such as one from before a backup was restored: what comes now would never reach it.
      else if (after > following.position()) at = Math.min(after, await eventStream.head());
      while (at < following.position() && !signal.aborted) {
        const page = await eventStream.page({ topics, after: at, limit: replayPage, sight: sight() });
        at = page.upTo;
        yield page;
      }
      isLive = true;
      while (!signal.aborted) {
        const events = waiting;
        waiting = [];
        const last = events.at(-1);
        if (last) {
          yield { events, upTo: last.position };
          continue;
        }
        await new Promise<void>((resolve) => {
          tell = resolve;
          // Whatever came between the look and here is not slept over.
          if (waiting.length > 0 || signal.aborted) resolve();
        });
      }
    } finally {
      following.stop();
      signal.removeEventListener('abort', onAbort);
    }
  };
}

/** As the log itself judges it: what is about an issue of an unknown project is told only to those who see all. */
function maySeeEvent(sight: Sight, { subject, issue }: LoggedEvent): boolean {
  if (sight.hidden.length === 0) return true;
  if (issue) return maySee(sight, issue);
  const [, tracker, project] = /^(jira|linear):(?:project:(.*))?/s.exec(subject) ?? [];
  if (tracker === undefined) return true;
  return project !== undefined && maySee(sight, { tracker: tracker as 'jira' | 'linear', project });
}
