import type { TrackerName } from '../domain/issue.ts';
import type {
  Deliveries,
  Log,
  ReviewQueue,
  Trackers,
  WebhookReading,
  WebhookRequest,
} from '../domain/ports.ts';
import type { IsOwnEdit } from './own-edits.ts';

export type ReceiveOutcome =
  | { readonly outcome: 'accepted' | 'duplicate' | 'ignored' }
  | {
      readonly outcome: 'rejected';
      readonly reason: 'unknown-tracker' | 'signature' | 'stale' | 'unreadable';
      readonly detail: string;
    };

export type ReceiveDelivery = (tracker: TrackerName, request: WebhookRequest) => Promise<ReceiveOutcome>;

/**
 * Takes one webhook call in: check, store, ask for a review, acknowledge. Nothing is acknowledged before it is stored.
 * Throws only when it cannot be stored, so that the tracker sends it again.
 */
export function createReceiveDelivery(deps: {
  trackers: Trackers;
  deliveries: Deliveries;
  queue: ReviewQueue;
  isOwnEdit: IsOwnEdit;
  log: Log;
}): ReceiveDelivery {
  const { trackers, deliveries, queue, isOwnEdit } = deps;

  return async (trackerName, request) => {
    const tracker = trackers.get(trackerName);
    if (!tracker) {
      return { outcome: 'rejected', reason: 'unknown-tracker', detail: `${trackerName} is not set up` };
    }

    const reading = tracker.readWebhook(request);
    const log = deps.log.child({ tracker: trackerName, ...deliveryFields(reading) });
    if (reading.outcome === 'rejected') {
      log.warn({ reason: reading.reason, detail: reading.detail }, 'delivery rejected');
      return reading;
    }

    const { event } = reading;
    const ignoredBecause =
      reading.outcome === 'ignored'
        ? reading.reason
        : (await isOwnEdit(tracker, event))
          ? 'what Waymark wrote itself'
          : null;
    const stored = await deliveries.record({
      tracker: trackerName,
      event,
      receivedAt: request.receivedAt,
      ignoredBecause,
    });
    log.debug({ type: event.type, stored, ignoredBecause }, 'delivery stored');
    if (stored === 'duplicate') return { outcome: 'duplicate' };
    if (ignoredBecause !== null || event.issue === null) return { outcome: 'ignored' };

    try {
      await queue.request([
        { ref: { tracker: trackerName, id: event.issue.id }, cause: `delivery ${event.deliveryKey}` },
      ]);
    } catch (error) {
      // The row stands as waiting: the sweeper asks again, so the tracker need not.
      log.warn({ error }, 'review could not be queued yet; the sweeper will');
    }
    return { outcome: 'accepted' };
  };
}

function deliveryFields(reading: WebhookReading): Record<string, unknown> {
  if (reading.outcome === 'rejected') return {};
  return { delivery: reading.event.deliveryKey, issue: reading.event.issue?.key ?? reading.event.issue?.id };
}
