import type { TrackerName } from '../../src/domain/issue.ts';
import type { CommentLedger, Deliveries, Reviews, Tracker } from '../../src/domain/ports.ts';
import { defaultAllSettings } from '../../src/domain/settings.ts';
import { createAttendIssue } from '../../src/workflows/attend-issue.ts';
import { createPublishReview } from '../../src/workflows/publish-review.ts';
import { createReceiveDelivery } from '../../src/workflows/receive-delivery.ts';
import { createReviewIssue } from '../../src/workflows/review-issue.ts';
import { createFakeCommentLedger } from './fakes/comment-ledger.ts';
import { createFakeDeliveries } from './fakes/deliveries.ts';
import { createFakeEventLog } from './fakes/event-log.ts';
import { createFakeTracker } from './fakes/fake-tracker.ts';
import { createFakeReviewQueue } from './fakes/review-queue.ts';
import { createFakeReviews } from './fakes/reviews.ts';
import { createRecordedLog } from './recorded-log.ts';

/** The workflows on fakes, with an issue that prescribes a solution in the tracker. */
export function createDesk(name: TrackerName = 'jira') {
  const events = createFakeEventLog();
  const deliveries = createFakeDeliveries(events);
  const reviews = createFakeReviews(events);
  const comments = createFakeCommentLedger(events);
  const queue = createFakeReviewQueue();
  const log = createRecordedLog();
  const tracker = createFakeTracker({ name });
  const clock = { now: () => new Date('2026-01-06T09:00:00.000Z') };
  const ref = { tracker: name, id: 'SHOP-1' };

  tracker.put({ id: 'SHOP-1', title: recipe });

  /** The attending process; parts can be replaced by ones that die. */
  const attendWith = (
    parts: Partial<{ tracker: Tracker; comments: CommentLedger; reviews: Reviews; deliveries: Deliveries }>,
  ) => {
    const all = { tracker, comments, reviews, deliveries, ...parts };
    const trackers = new Map([[name, all.tracker]]);
    return createAttendIssue({
      deliveries: all.deliveries,
      reviewIssue: createReviewIssue({ trackers, reviews: all.reviews, settings: defaultAllSettings, clock }),
      publishReview: createPublishReview({
        trackers,
        comments: all.comments,
        settings: defaultAllSettings,
        clock,
      }),
      clock,
      log,
    });
  };

  return {
    ref,
    tracker,
    events,
    deliveries,
    reviews,
    comments,
    queue,
    log,
    attendWith,
    attend: () => attendWith({})(ref, 'a test'),
    receive: createReceiveDelivery({
      trackers: new Map([[name, tracker as Tracker]]),
      deliveries,
      queue,
      log,
    }),
    topics: async () => (await events.read({ limit: 100 })).map(({ topic }) => topic),
  };
}

export const recipe = 'As a PO, I want a Save for Later button so shoppers can store items in the cart';
export const hypothesis =
  'As a shopper, I want to bookmark items in the cart, so that I can come back later and finish my shopping. ' +
  'As a product team, we expect this will reduce our 40 percent drop-off rate and increase return-shopper ' +
  'conversion by 10 percent';

/** A webhook call to the fake tracker. */
export function call(body: Record<string, unknown> | string, headers: Record<string, string> = {}) {
  return {
    headers,
    rawBody: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt: new Date('2026-01-06T08:59:58.000Z'),
  };
}
