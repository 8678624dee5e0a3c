import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { Clock, Log } from '../domain/ports.ts';
import type { ReceiveDelivery, ReceiveOutcome } from '../workflows/receive-delivery.ts';
import { sendProblem } from './problem.ts';
import { within } from './within.ts';

/** The largest body that a tracker is known to send. */
const largestBody: Record<TrackerName, number> = {
  jira: 25 * 1024 * 1024,
  linear: 5 * 1024 * 1024,
};

const rejectedStatus = { 'unknown-tracker': 404, signature: 401, stale: 401, unreadable: 400 } as const;

export interface WebhookDeps {
  receive: ReceiveDelivery;
  /** Counts what became of a call. */
  onDelivery(tracker: TrackerName, outcome: string): void;
  clock: Clock;
  log: Log;
  /** After this the sender is told to come again; both trackers give up on their own after 20 s at the latest. */
  answerWithinMs?: number;
}

/** `POST /webhooks/{tracker}`: raw bytes and headers in, the outcome's status out. */
export async function webhookRoutes(server: FastifyInstance, deps: WebhookDeps): Promise<void> {
  // The signature is over the bytes as sent: nothing may parse them first, whatever type they claim to be.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  for (const tracker of trackerNames) {
    server.post(`/${tracker}`, { bodyLimit: largestBody[tracker] }, (request, reply) =>
      answer(tracker, request, reply, deps),
    );
  }
}

async function answer(
  tracker: TrackerName,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: WebhookDeps,
): Promise<FastifyReply> {
  const outcome = await receiveInTime(tracker, request, deps);
  if (outcome === null) {
    deps.onDelivery(tracker, 'failed');
    reply.header('retry-after', '10');
    return sendProblem(request, reply, 503, 'The delivery could not be stored. Send it again.');
  }
  if (outcome.outcome === 'rejected') {
    deps.onDelivery(tracker, `rejected-${outcome.reason}`);
    const status = rejectedStatus[outcome.reason];
    return sendProblem(request, reply, status, undefined, { reason: outcome.reason });
  }
  deps.onDelivery(tracker, outcome.outcome);
  return reply.send({ outcome: outcome.outcome });
}

/** Null when it could not be stored, or not in time: what is stored after all meets its repetition as a duplicate. */
async function receiveInTime(
  tracker: TrackerName,
  request: FastifyRequest,
  deps: WebhookDeps,
): Promise<ReceiveOutcome | null> {
  try {
    const received = deps.receive(tracker, {
      headers: flat(request.headers),
      rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      receivedAt: deps.clock.now(),
    });
    return await within(deps.answerWithinMs ?? 15_000, 'store', received);
  } catch (error) {
    deps.log.error({ requestId: request.id, tracker, error }, 'delivery could not be stored');
    return null;
  }
}

/** A header that came several times is joined, as HTTP has it; a doubled signature so never passes for a single one. */
function flat(headers: FastifyRequest['headers']): Record<string, string | undefined> {
  // Node has joined nearly all of them already, and every delivery comes by here.
  if (isFlat(headers)) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function isFlat(headers: FastifyRequest['headers']): headers is Record<string, string | undefined> {
  for (const name in headers) if (Array.isArray(headers[name])) return false;
  return true;
}
