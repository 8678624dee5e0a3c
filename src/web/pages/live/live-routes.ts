import type { Role } from '../../../domain/access.ts';
import { readTopicPatterns } from '../../../domain/event-stream/topic-pattern.ts';
import type { EventPage } from '../../../domain/ports.ts';
import type { StreamEvents } from '../../../workflows/stream-events.ts';
import { frame, lastPosition } from '../../sse.ts';
import type { PageRoute } from '../page-route.ts';

export interface LiveDeps {
  readonly streamEvents: StreamEvents;
}

/** What a page listens to; a pattern that means nothing is found out at the start. */
const topicsOf = (patterns: string) => {
  const read = readTopicPatterns(patterns);
  if (!read.ok) throw new Error(read.message);
  return read.topics;
};

const boardTopics = topicsOf('issue.*,finding.*,edit.*,outcome.*,fields.*');
const goalTopics = topicsOf('okr.*');

const mostNamed = 50;

/** Streams that tell an open page what has changed, so that its script can look. */
export function liveRoutes({ streamEvents }: LiveDeps): readonly PageRoute[] {
  const live = (
    url: string,
    rule: Role,
    topics: readonly string[] | null,
    tell: (page: EventPage) => unknown,
  ): PageRoute => ({
    method: 'GET',
    url,
    rule,
    answer: async (request) => ({
      async *stream(sight, stop) {
        const after = lastPosition(request.headers['last-event-id']);
        for await (const page of streamEvents({ topics, after, sight, stop })) {
          if (page.events.length === 0) continue;
          yield frame({ id: page.upTo, event: 'changed', data: tell(page) });
        }
      },
    }),
  });

  return [
    live('/board/stream', 'viewer', boardTopics, ({ events }) => ({
      missions: distinct(events.map(({ subject }) => subject)),
    })),
    live('/goals/stream', 'viewer', goalTopics, ({ events }) => ({
      goals: distinct(events.map(({ subject }) => subject.replace(/^goal:/, ''))),
    })),
    live('/ops/stream', 'admin', null, ({ events }) => ({
      topics: distinct(events.map(({ topic }) => topic)),
    })),
  ];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].slice(0, mostNamed);
}
