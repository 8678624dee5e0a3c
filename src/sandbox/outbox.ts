import { createPoster } from './post.ts';

/** One webhook call to one target, with everything that was tried. */
export interface OutgoingDelivery {
  /** The vendor's delivery id: the same on every attempt. */
  readonly id: string;
  readonly url: string;
  readonly event: string;
  /** The call as it is made at a time, signed for it; `attempt` counts from 0. */
  readonly call: (at: Date, attempt: number) => OutgoingCall;
  readonly attempts: DeliveryAttempt[];
  state: 'held' | 'pending' | 'delivered' | 'failed';
}

export interface OutgoingCall {
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface DeliveryAttempt {
  readonly at: Date;
  /** HTTP status, absent when no answer came. */
  readonly status?: number;
  readonly error?: string;
}

export interface OutboxRules {
  /** How long to wait before each further attempt, in ms; its length is the number of retries. */
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
  /** Whether the vendor tries again after this status. */
  retries(status: number): boolean;
  /** How many calls are under way at once. */
  readonly concurrency: number;
  /** How many settled deliveries are kept for looking at. */
  readonly keep: number;
}

export interface Outbox {
  /** Queues a delivery; while the outbox is held it waits for `release`. */
  send(delivery: Pick<OutgoingDelivery, 'id' | 'url' | 'event' | 'call'>): OutgoingDelivery;
  /** Sends a kept delivery once more under its old id, as a vendor's retry does. */
  redeliver(id: string): void;
  /** Deliveries kept, oldest first. */
  all(): OutgoingDelivery[];
  /** Holds back everything sent from now on, so that a test chooses what goes when. */
  hold(): void;
  /** Lets held deliveries go: all of them in the order given by `arrange` (default as they came); what it leaves out is lost. */
  release(arrange?: (held: OutgoingDelivery[]) => OutgoingDelivery[]): void;
  /** Resolves when nothing is queued, under way or waiting for a retry; held deliveries do not count. */
  idle(): Promise<void>;
  close(): void;
}

export function createOutbox(rules: OutboxRules, now: () => Date): Outbox {
  const poster = createPoster(rules.concurrency);
  const kept = new Map<string, OutgoingDelivery>();
  const timers = new Set<NodeJS.Timeout>();
  let queue: OutgoingDelivery[] = [];
  let head = 0;
  let active = 0;
  let held: OutgoingDelivery[] | undefined;
  let closed = false;
  let waiters: (() => void)[] = [];

  function settle(): void {
    if (active > 0 || head < queue.length || timers.size > 0) return;
    const ready = waiters;
    waiters = [];
    for (const resolve of ready) resolve();
  }

  function pump(): void {
    while (!closed && active < rules.concurrency && head < queue.length) {
      const delivery = queue[head];
      head += 1;
      if (head === queue.length) {
        queue = [];
        head = 0;
      }
      if (!delivery) continue;
      active += 1;
      void attempt(delivery).finally(() => {
        active -= 1;
        pump();
        settle();
      });
    }
  }

  async function attempt(delivery: OutgoingDelivery): Promise<void> {
    const at = now();
    const { headers, body } = delivery.call(at, delivery.attempts.length);
    try {
      const status = await poster.post(delivery.url, headers, body, rules.timeoutMs);
      delivery.attempts.push({ at, status });
      if (status >= 200 && status < 300) delivery.state = 'delivered';
      else if (rules.retries(status)) later(delivery);
      else delivery.state = 'failed';
    } catch (error) {
      delivery.attempts.push({ at, error: error instanceof Error ? error.message : String(error) });
      later(delivery);
    }
  }

  function later(delivery: OutgoingDelivery): void {
    const delay = rules.retryDelaysMs[delivery.attempts.length - 1];
    if (delay === undefined || closed) {
      delivery.state = 'failed';
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      enqueue(delivery);
    }, delay);
    timers.add(timer);
  }

  function enqueue(delivery: OutgoingDelivery): void {
    delivery.state = 'pending';
    queue.push(delivery);
    pump();
  }

  function keep(delivery: OutgoingDelivery): void {
    kept.set(delivery.id, delivery);
    if (kept.size <= rules.keep) return;
    for (const [id, oldest] of kept) {
      if (oldest.state === 'pending' || oldest.state === 'held') break;
      kept.delete(id);
      if (kept.size <= rules.keep) break;
    }
  }

  return {
    send(parts) {
      const delivery: OutgoingDelivery = { ...parts, attempts: [], state: 'pending' };
      keep(delivery);
      if (held) {
        delivery.state = 'held';
        held.push(delivery);
      } else enqueue(delivery);
      return delivery;
    },
    redeliver(id) {
      const delivery = kept.get(id);
      if (!delivery) throw new Error(`no delivery ${id} is kept`);
      enqueue(delivery);
    },
    all: () => [...kept.values()],
    hold() {
      held ??= [];
    },
    release(arrange = (deliveries) => deliveries) {
      const ready = held ?? [];
      held = undefined;
      for (const delivery of arrange(ready)) enqueue(delivery);
    },
    idle() {
      return new Promise((resolve) => {
        waiters.push(resolve);
        settle();
      });
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      queue = [];
      head = 0;
      poster.close();
      const ready = waiters;
      waiters = [];
      for (const resolve of ready) resolve();
    },
  };
}
