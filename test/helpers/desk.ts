import type { TrackerName } from '../../src/domain/issue.ts';
import type {
  CommentLedger,
  Deliveries,
  FieldRefusals,
  Reviews,
  Standings,
  Tracker,
  Wishes,
  WriteLog,
} from '../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings, readSettings } from '../../src/domain/settings.ts';
import { createAttendIssue } from '../../src/workflows/attend-issue.ts';
import { createCarryOutCommand } from '../../src/workflows/carry-out-command.ts';
import { createRefusalDesk } from '../../src/workflows/field-refusals.ts';
import { createHandleComments } from '../../src/workflows/handle-comments.ts';
import { createIsOwnEdit } from '../../src/workflows/own-edits.ts';
import { createPublishComment } from '../../src/workflows/publish-comment.ts';
import { createPublishFields } from '../../src/workflows/publish-fields.ts';
import { createPublishReview } from '../../src/workflows/publish-review.ts';
import { createReceiveDelivery } from '../../src/workflows/receive-delivery.ts';
import { createResumeWrites } from '../../src/workflows/resume-writes.ts';
import { createReviewIssue } from '../../src/workflows/review-issue.ts';
import { createWeighChecks } from '../../src/workflows/weigh-checks.ts';
import { createWriteGate } from '../../src/workflows/write-gate.ts';
import { createFakeTracker } from './fakes/fake-tracker.ts';
import { createFakes } from './fakes/index.ts';
import { createRecordedLog } from './recorded-log.ts';

interface Parts {
  readonly tracker: Tracker;
  readonly comments: CommentLedger;
  readonly reviews: Reviews;
  readonly deliveries: Deliveries;
  readonly writes: WriteLog;
  readonly refusals: FieldRefusals;
  readonly wishes: Wishes;
  readonly standings: Standings;
  readonly settings: AllSettings;
}

/** The workflows on fakes, with an issue that prescribes a solution in the tracker. */
export function createDesk(name: TrackerName = 'jira', settings: AllSettings = defaultAllSettings) {
  const fakes = createFakes();
  const { events, deliveries, queue } = fakes;
  const log = createRecordedLog();
  const tracker = createFakeTracker({ name });
  let now = Date.parse('2026-01-06T09:00:00.000Z');
  const clock = { now: () => new Date(now) };
  const ref = { tracker: name, id: 'SHOP-1' };

  tracker.put({ id: 'SHOP-1', title: recipe });

  /** The attending process; parts can be replaced by ones that die. */
  const attendWith = (parts: Partial<Parts>) => {
    const all: Parts = { tracker, settings, ...fakes, ...parts };
    const { reviews, comments, writes, wishes, standings } = all;
    const trackers = new Map([[name, all.tracker]]);
    const gate = createWriteGate({ writes, settings: all.settings, clock, log });
    const shared = { trackers, settings: all.settings, clock };
    const reviewIssue = createReviewIssue({ ...shared, reviews, wishes, secondOpinion: async () => null });
    return createAttendIssue({
      deliveries: all.deliveries,
      handleComments: createHandleComments({
        ...{ ...shared, wishes, reviews, reviewIssue, log },
        carryOut: createCarryOutCommand({
          ...{ ...shared, wishes, comments },
          resumeWrites: createResumeWrites({ writes, clock }),
        }),
        weighChecks: createWeighChecks({ ...shared, standings, log }),
      }),
      reviewIssue,
      publishFields: createPublishFields({
        ...{ ...shared, writes, gate },
        refusals: createRefusalDesk({ refusals: all.refusals, clock, log }),
      }),
      publishReview: createPublishComment({
        publishReview: createPublishReview({
          ...{ ...shared, comments, writes, gate, quiet: fakes.quiet },
          turns: { leases: fakes.leases, as: 'live' },
        }),
        ...{ ...shared, wishes, standings },
      }),
      writes,
      clock,
      log,
    });
  };

  return {
    ref,
    ...fakes,
    tracker,
    clock,
    /** Time goes by. */
    wait: (ms: number) => {
      now += ms;
    },
    log,
    attendWith,
    attend: () => attendWith({})(ref, 'a test'),
    receive: createReceiveDelivery({
      trackers: new Map([[name, tracker as Tracker]]),
      deliveries,
      queue,
      isOwnEdit: createIsOwnEdit({ writes: fakes.writes, clock, log }),
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

/** The default settings with these on top, as a settings file would give them. */
export function settingsWith(raw: Record<string, unknown>): AllSettings {
  const reading = readSettings(raw);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings;
}
