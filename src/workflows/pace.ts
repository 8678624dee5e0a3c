import { intervalOf, type KnownLimits, type RateLimit, waitForLimits } from '../domain/catch-up/pace.ts';
import { TrackerError } from '../domain/errors.ts';
import type { Tracker } from '../domain/ports.ts';

/** Somebody has asked to stop; what was dealt with until then is on record. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** Why somebody waits: for the share of others, for live traffic, because the tracker said so, or is away. */
export type WaitCause = 'share' | 'live' | 'rate-limited' | 'unavailable';

export interface PaceDeps {
  readonly known: KnownLimits;
  readonly share: number;
  /** The limits as the tracker's last answer told them. */
  readonly limits: () => readonly RateLimit[];
  /** How many reviews wait or are under way. */
  readonly depth: () => Promise<number>;
  readonly busyAt: number;
  /** The time in ms. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly onWait?: (cause: WaitCause, ms: number) => void;
  /** Called before each call, and every few seconds while it waits; may throw to end the work. */
  readonly onTick?: () => void;
}

/** Makes a guest of long work: it goes on only when its share of the limits and the live work leave room. */
export interface Pace {
  /** Resolves when a call of this kind may be made. Throws `Stopped`. */
  turn(kind: 'read' | 'write'): Promise<void>;
  /** Waits its turn, and again when the tracker says that it is too soon. Reads are also tried again when it is away. */
  call<T>(kind: 'read' | 'write', make: () => Promise<T>): Promise<T>;
  /** Resolves when few reviews wait, or when nobody works on them. */
  room(): Promise<void>;
}

const tickMs = 5_000;
const lookEveryMs = 1_000;
/** A queue that stands still for so long has nobody who works on it. */
const idleAfterMs = 15_000;
const mostTries = 6;
const firstBackoffMs = 2_000;
const longestBackoffMs = 60_000;
const untoldWaitMs = 60_000;
const hourMs = 3_600_000;

export function createPace(deps: PaceDeps): Pace {
  const { known, share, now, signal } = deps;
  const last = { read: Number.NEGATIVE_INFINITY, write: Number.NEGATIVE_INFINITY };
  const hour = { start: now(), calls: 0 };
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isAbandoned = false;

  function check(): void {
    if (signal?.aborted) throw new Stopped();
    deps.onTick?.();
  }

  async function wait(cause: WaitCause | null, ms: number): Promise<void> {
    if (cause) deps.onWait?.(cause, ms);
    for (let left = ms; left > 0; left -= tickMs) {
      await deps.sleep(Math.min(left, tickMs), signal).catch((error: unknown) => {
        check();
        throw error;
      });
      check();
    }
  }

  async function room(): Promise<void> {
    check();
    if (isAbandoned || now() - lookedAt < lookEveryMs) return;
    let least = await deps.depth();
    let movedAt = now();
    while (least > deps.busyAt) {
      await wait('live', lookEveryMs);
      const depth = await deps.depth();
      if (depth < least) movedAt = now();
      else if (now() - movedAt >= idleAfterMs) {
        isAbandoned = true;
        break;
      }
      least = depth;
    }
    lookedAt = now();
  }

  async function ownShare(): Promise<void> {
    const limits = deps.limits();
    if (limits.length > 0) {
      const ms = waitForLimits(limits, share, now());
      // After it one call is made whatever the numbers say: only an answer can tell new ones.
      if (ms > 0) await wait('share', ms);
      return;
    }
    if (known.perHour === null) return;
    if (now() - hour.start >= hourMs) Object.assign(hour, { start: now(), calls: 0 });
    while (hour.calls >= known.perHour * share) {
      await wait('share', Math.max(1, Math.min(60_000, hour.start + hourMs - now())));
      if (now() - hour.start >= hourMs) Object.assign(hour, { start: now(), calls: 0 });
    }
  }

  async function turn(kind: 'read' | 'write'): Promise<void> {
    await room();
    await ownShare();
    const early = last[kind] + intervalOf(known, kind, share) - now();
    if (early > 0) await wait(null, early);
    last[kind] = now();
    hour.calls += 1;
  }

  return {
    turn,
    room,
    async call(kind, make) {
      for (let tries = 1; ; tries += 1) {
        await turn(kind);
        try {
          return await make();
        } catch (error) {
          const again = error instanceof TrackerError && tries < mostTries ? retry(error, kind, tries) : null;
          if (!again) throw error;
          await wait(again.cause, again.ms);
        }
      }
    },
  };
}

function retry(
  { kind: error, retryAfterMs }: TrackerError,
  kind: 'read' | 'write',
  tries: number,
): { readonly cause: WaitCause; readonly ms: number } | null {
  if (error === 'rate-limited') return { cause: 'rate-limited', ms: retryAfterMs ?? untoldWaitMs };
  // A write whose answer was lost may have been made.
  if (error !== 'unavailable' || kind === 'write') return null;
  const backoff = Math.min(firstBackoffMs * 2 ** (tries - 1), longestBackoffMs);
  return { cause: 'unavailable', ms: Math.max(retryAfterMs ?? 0, backoff) };
}

const writes: ReadonlySet<string> = new Set([
  'createComment',
  'updateComment',
  'deleteComment',
  'writeFields',
  'writeFieldOfMany',
]);
const unpaced: ReadonlySet<string> = new Set(['readWebhook']);

/** The same tracker, every call of which waits its turn. */
export function paced<T extends Tracker>(tracker: T, pace: Pace): T {
  return new Proxy(tracker, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string' || unpaced.has(name)) return value;
      const kind = writes.has(name) ? 'write' : 'read';
      return (...given: unknown[]) =>
        pace.call(kind, async () => (await Reflect.apply(value, target, given)) as unknown);
    },
  });
}
