import { setTimeout as delay } from 'node:timers/promises';
import { seesEverything } from '../domain/access.ts';
import type { EventStreamLog, Log, LoggedEvent } from '../domain/ports.ts';

export type EventsListener = (events: readonly LoggedEvent[]) => void;

export interface Following {
  /** The last position that listeners were told of; what comes to them from now on is behind it. */
  position(): number;
  stop(): void;
}

/** The end of the events log, read once for all listeners of this process. */
export interface FollowEvents {
  /** Calls the listener with what happens from now on, in order and without gaps. It must return at once. */
  follow(listener: EventsListener): Promise<Following>;
  /** Something was appended just now: look soon, and not only at the next turn. */
  wake(): void;
}

const everyMs = 1_000;
/** Whoever says that it appended something has not committed it yet. */
const soonMs = 100;
const pageSize = 500;

/** Polls the log by position, only while somebody listens; events of other processes come with the next turn. */
export function createFollowEvents(deps: {
  eventStream: EventStreamLog;
  log: Log;
  signal: AbortSignal;
  everyMs?: number;
}): FollowEvents {
  const { eventStream, log, signal } = deps;
  const listeners = new Set<EventsListener>();
  let position = 0;
  let started: Promise<void> | null = null;
  let woken = new AbortController();
  let isWoken = false;

  function start(): Promise<void> {
    started ??= eventStream.head().then(
      (head) => {
        position = head;
        void run();
      },
      (error: unknown) => {
        started = null;
        throw error;
      },
    );
    return started;
  }

  async function run(): Promise<void> {
    while (listeners.size > 0 && !signal.aborted) {
      const isMore = await look().catch((error: unknown) => {
        log.warn({ error }, 'the events cannot be read, they are looked for again');
        return false;
      });
      if (!isMore) await pause();
    }
    started = null;
  }

  /** True when there may be more already. */
  async function look(): Promise<boolean> {
    // Of all topics and for nobody in particular: each listener takes what is for it.
    const query = { topics: null, after: position, limit: pageSize, sight: seesEverything };
    const { events, upTo } = await eventStream.page(query);
    position = upTo;
    if (events.length > 0) for (const listener of [...listeners]) listener(events);
    return events.length === pageSize;
  }

  async function pause(): Promise<void> {
    // Whoever woke it during the last look may have come too late for that one.
    if (!isWoken) {
      woken = new AbortController();
      const either = AbortSignal.any([woken.signal, signal]);
      await delay(deps.everyMs ?? everyMs, undefined, { signal: either, ref: false }).catch(() => {});
    }
    if (isWoken) await delay(soonMs, undefined, { ref: false });
    isWoken = false;
  }

  return {
    async follow(listener) {
      // Taken in before the first look ends, so that the loop finds somebody to read for.
      const quiet: EventsListener = () => {};
      listeners.add(quiet);
      try {
        await start();
        listeners.add(listener);
      } finally {
        listeners.delete(quiet);
      }
      return { position: () => position, stop: () => void listeners.delete(listener) };
    },
    wake() {
      isWoken = true;
      woken.abort();
    },
  };
}
