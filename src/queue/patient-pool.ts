import { EventEmitter } from 'node:events';
import type { PgPool } from 'bullmq';

/** SQLSTATE classes of a server that went away, is shutting down or is starting up. */
const awayState = /^(08...|57P0[1-5])$/;
const awayCode = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const awayMessage =
  /terminat|timeout exceeded when trying to connect|client has encountered a connection error/i;

/**
 * A view of a pool for BullMQ. BullMQ waits and tries again on one sign of a lost server only, a refused connection;
 * any other error counts against the job or is tried again without a pause. This view gives every such error that
 * sign. Closing it leaves the pool open.
 */
export function createPatientPool(
  pool: PgPool & { off?: EventEmitter['off'] },
  onError: (error: Error) => void,
): PgPool & { detach(): void } {
  // Each queue and worker listens; none of them stops when it is closed.
  const events = new EventEmitter().setMaxListeners(0);
  const forward = (error: Error) => {
    onError(error);
    if (events.listenerCount('error') > 0) events.emit('error', error);
  };
  pool.on('error', forward);
  const view = Object.assign(events, {
    query: (text: string, parameters?: readonly unknown[]) =>
      pool.query(text, parameters).catch((error: unknown) => {
        throw asRefused(error);
      }),
    connect: () =>
      pool.connect().catch((error: unknown) => {
        throw asRefused(error);
      }),
    async end() {},
    detach() {
      pool.off?.('error', forward);
      events.removeAllListeners();
    },
  });
  return view as unknown as PgPool & { detach(): void };
}

function asRefused(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const away = awayState.test(code) || awayCode.has(code) || awayMessage.test(error.message);
  return away ? Object.assign(new Error(error.message, { cause: error }), { code: 'ECONNREFUSED' }) : error;
}
