import { once } from 'node:events';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Log } from '../domain/ports.ts';
import { SlowReaderError } from '../workflows/stream-events.ts';

export interface StreamLimits {
  /** Open at once in this process. */
  readonly maxConnections: number;
  readonly heartbeatMs: number;
  /** How long a reader may take to accept what is on its way to it. */
  readonly drainWithinMs?: number;
}

export interface StreamSource {
  /** Who listens: nobody may take up all that this process keeps open. */
  readonly who: string;
  /** The frames to send, see `frame`; ends when `stop` is aborted, and may abort it with a `SlowReaderError`. */
  frames(stop: AbortController): AsyncIterable<string>;
  /** Asked with each heartbeat; false ends the stream: a session may be over. */
  isStillWelcome?(): Promise<boolean>;
}

/** The open streams of server-sent events. */
export interface StreamDesk {
  /** Takes the reply over; `full` and nothing sent when no more connections are kept, or no more for this person. */
  serve(reply: FastifyReply, source: StreamSource): 'open' | 'full';
  /** How many are open. */
  size(): number;
}

const drainWithinMs = 30_000;
/** What browsers wait before they come again. */
const comeAgainMs = 3_000;
const hangUpWithinMs = 1_000;

/** One frame (https://html.spec.whatwg.org/multipage/server-sent-events.html). `data` becomes one line of JSON. */
export function frame({ id, event, data }: { id?: number; event?: string; data: unknown }): string {
  const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}

/** The position in `Last-Event-ID`, or in the query for a first visit; null when there is none that can be read. */
export function lastPosition(header: unknown, query?: number): number | null {
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  return query ?? null;
}

/** Streams of this server, closed with it. */
export function createStreamDesk(server: FastifyInstance, limits: StreamLimits, log: Log): StreamDesk {
  const open = new Map<AbortController, string>();
  const mostForOne = Math.ceil(limits.maxConnections / 4);
  const isFull = (who: string) =>
    open.size >= limits.maxConnections ||
    [...open.values()].filter((one) => one === who).length >= mostForOne;

  // Otherwise the server would wait for its readers to leave.
  server.addHook('preClose', async () => {
    for (const one of open.keys()) one.abort();
  });

  return {
    size: () => open.size,
    serve(reply, source) {
      if (isFull(source.who)) return 'full';
      if (reply.request.method === 'HEAD') {
        void reply.type('text/event-stream').send('');
        return 'open';
      }
      const stop = new AbortController();
      open.set(stop, source.who);
      const headers = reply.getHeaders();
      reply.hijack();
      const { raw } = reply;
      raw.on('close', () => stop.abort());
      // Proxies would otherwise keep the frames until there are many.
      const own = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };
      raw.writeHead(200, { ...(headers as Record<string, string>), ...own, 'cache-control': 'no-store' });
      raw.write(`retry: ${comeAgainMs}\n\n`);
      void run(raw, source, stop, limits)
        .catch((error: unknown) => {
          if (!stop.signal.aborted) log.warn({ error }, 'a stream of events broke off');
        })
        .finally(() => {
          open.delete(stop);
          stop.abort();
          if (stop.signal.reason instanceof SlowReaderError) {
            log.info({}, 'a reader of events was too slow and was sent away');
          }
          hangUp(raw);
        });
      return 'open';
    },
  };
}

type Raw = FastifyReply['raw'];

/** What a slow reader has not taken is not kept for it, and nobody waits for one that does not hang up. */
function hangUp(raw: Raw): void {
  if (raw.writableNeedDrain) raw.destroy();
  else raw.end();
  const { socket } = raw;
  const patience = setTimeout(() => socket?.destroy(), hangUpWithinMs);
  patience.unref();
  raw.once('close', () => clearTimeout(patience));
  if (raw.closed) clearTimeout(patience);
}

async function run(
  raw: Raw,
  source: StreamSource,
  stop: AbortController,
  limits: StreamLimits,
): Promise<void> {
  const heartbeat = setInterval(() => {
    // A connection with something on its way needs no sign of life.
    if (!raw.writableNeedDrain) raw.write(': still here\n\n');
    source.isStillWelcome?.().then(
      (welcome) => !welcome && stop.abort(),
      () => stop.abort(),
    );
  }, limits.heartbeatMs);
  try {
    for await (const text of source.frames(stop)) {
      if (stop.signal.aborted) return;
      if (!raw.write(text)) await drained(raw, stop, limits.drainWithinMs ?? drainWithinMs);
    }
  } finally {
    clearInterval(heartbeat);
  }
}

/** Waits until what is on its way was taken; a reader for whom that takes too long is sent away. */
async function drained(raw: Raw, stop: AbortController, withinMs: number): Promise<void> {
  const late = setTimeout(() => stop.abort(new SlowReaderError()), withinMs);
  try {
    await once(raw, 'drain', { signal: stop.signal });
  } finally {
    clearTimeout(late);
  }
}
