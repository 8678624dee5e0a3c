import type { TrackerName } from '../domain/issue.ts';
import type { Queues } from '../queue/bullmq.ts';
import type { Database } from '../store/database.ts';
import type { TrackerCall } from '../trackers/calls.ts';
import type { HealthPart } from '../web/health.ts';

/** What `/readyz` looks at. */
export function healthParts(
  database: Database,
  queue: Queues,
  trackers: readonly TrackerName[],
  lastCalls: ReadonlyMap<TrackerName, TrackerCall>,
  lastDeliveries: ReadonlyMap<TrackerName, string | null>,
): readonly HealthPart[] {
  return [
    { name: 'store', critical: true, check: () => database.ping().then(() => ({ state: 'up' })) },
    { name: 'queue', critical: true, check: () => queue.ping().then(() => ({ state: 'up' })) },
    // Asking the tracker itself would spend its rate limit on every look.
    ...trackers.map(
      (name): HealthPart => ({
        name,
        critical: false,
        async check() {
          const lastDeliveryAt = lastDeliveries.get(name);
          return { ...trackerState(lastCalls.get(name)), ...(lastDeliveryAt && { lastDeliveryAt }) };
        },
      }),
    ),
  ];
}

function trackerState(last: TrackerCall | undefined) {
  if (!last) return { state: 'unknown', detail: 'not called yet' } as const;
  // A 403 is about one issue or project; the rest of the tracker is well.
  const isDown = last.status === null || last.status >= 500 || last.status === 401;
  return { state: isDown ? 'down' : 'up', detail: `last answer ${last.status ?? 'none'}` } as const;
}
