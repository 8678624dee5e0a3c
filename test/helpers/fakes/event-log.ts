import type { WaymarkEvent } from '../../../src/domain/event.ts';
import type { EventLog } from '../../../src/domain/ports.ts';

export interface FakeEventLog extends EventLog {
  /** Everything appended so far, in order. */
  readonly all: readonly WaymarkEvent[];
}

/** The events log in memory. */
export function createFakeEventLog(): FakeEventLog {
  const all: WaymarkEvent[] = [];
  return {
    all,
    async append(events) {
      all.push(...structuredClone(events));
    },
    async read({ topic, after = 0, subject, limit }) {
      return all
        .map((event, index) => ({ ...event, position: index + 1 }))
        .filter((event) => event.position > after)
        .filter((event) => subject === undefined || event.subject === subject)
        .filter((event) => topic === undefined || matches(event.topic, topic))
        .slice(0, limit);
    },
  };
}

function matches(topic: string, wanted: string): boolean {
  return wanted.endsWith('.*') ? topic.startsWith(wanted.slice(0, -1)) : topic === wanted;
}
