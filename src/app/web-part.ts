import type { TrackerName } from '../domain/issue.ts';
import type { Database } from '../store/database.ts';
import type { ApiDeps } from '../web/api/api-deps.ts';
import type { PagesDeps } from '../web/pages/routes.ts';
import type { ServerDeps } from '../web/server.ts';
import type { ServiceReport } from '../workflows/diagnose.ts';
import { createIsOwnEdit } from '../workflows/own-edits.ts';
import { createReceiveDelivery } from '../workflows/receive-delivery.ts';
import type { AccessPart } from './access-part.ts';
import type { Base } from './base.ts';
import type { Role } from './contract.ts';
import type { DigestPart } from './digest-part.ts';
import type { EventsPart } from './events-part.ts';
import { createGoalPages } from './goal-pages.ts';
import { healthParts } from './health-parts.ts';
import { createMissionPages } from './mission-pages.ts';
import type { OkrPart } from './okr-part.ts';
import { createOpsPart } from './ops-part.ts';
import type { ReviewPart } from './review-part.ts';

type WebParts = OkrPart & ReviewPart & DigestPart & EventsPart & { readonly access: AccessPart };

/** What the HTTP server answers from; a worker serves its health and its numbers only. */
export function createWebPart(base: Base & { readonly database: Database }, parts: WebParts) {
  const { database, stores, queue, trackers, meter, metrics, secrets, clock, log } = base;
  const { digests, access } = parts;
  const { trustProxy, publicUrl } = base.config.http;
  const isSecure = publicUrl?.startsWith('https:') ?? false;
  const lastDeliveries = new Map<TrackerName, string | null>();
  const receiveDelivery = createReceiveDelivery({
    ...{ trackers, deliveries: stores.deliveries, log },
    queue: queue.reviews,
    isOwnEdit: createIsOwnEdit({ writes: stores.writes, clock, log }),
  });
  const receive: ServerDeps['receive'] = async (name, request) => {
    const received = await receiveDelivery(name, request);
    if (received.outcome !== 'rejected') lastDeliveries.set(name, request.receivedAt.toISOString());
    return received;
  };

  async function lookUpLastDeliveries(): Promise<void> {
    for (const name of trackers.keys()) {
      const [last] = await stores.deliveries.list({ tracker: name, limit: 1 });
      lastDeliveries.set(name, last?.receivedAt ?? null);
    }
  }

  /** What the doctor wants to know of store and queue. */
  async function inspect(): Promise<ServiceReport> {
    await lookUpLastDeliveries();
    const { goals } = await stores.goals.current();
    return {
      unsent: goals.flatMap((goal) => {
        const messages = goal.kind === 'key-result' ? secrets.unsent(goal.source) : [];
        return messages.map((message) => ({ keyResult: goal.id, message }));
      }),
      store: await database.version(),
      queue: await queue.inspect(),
      lastDeliveries: new Map(lastDeliveries),
      refusals: await stores.refusals.list({ limit: 50 }),
    };
  }

  const { stream } = base.config.settings.everywhere.events;
  return {
    lookUpLastDeliveries,
    inspect,

    serverDeps: (role: Role): ServerDeps => ({
      ...(role === 'worker'
        ? { receive: null, api: null, pages: null }
        : {
            receive,
            api: apiDeps(base, parts),
            pages: {
              ...pagesDeps(base, parts),
              ops: createOpsPart(base, parts, inspect),
              live: parts,
              isSecure,
            },
          }),
      wishes: digests.wishes,
      parts: healthParts(database, queue, [...trackers.keys()], meter.lastCalls, lastDeliveries),
      streams: { maxConnections: stream.maxConnections, heartbeatMs: stream.heartbeatSeconds * 1_000 },
      ...{ metrics, clock, log, isSecure, trustProxy, gate: access.gate },
    }),
  };
}

function apiDeps(
  { config, clock }: Base,
  { okrs, digests, readEvents, streamEvents, subscriberDesk }: OkrPart & DigestPart & EventsPart,
): ApiDeps {
  return {
    okrs,
    events: { readEvents, streamEvents, subscribers: subscriberDesk },
    recordBounce: digests.recordBounce,
    lint: config.settings.everywhere.okr.lint,
    today: () => clock.now().toISOString().slice(0, 10),
  };
}

function pagesDeps(base: Base, parts: WebParts): Omit<PagesDeps, 'isSecure' | 'ops'> {
  const { digests, access } = parts;
  return {
    ...access,
    ...createMissionPages(base, parts),
    digests,
    ...createGoalPages(base, parts),
  };
}
