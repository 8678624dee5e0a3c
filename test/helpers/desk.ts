import type { TrackerName } from '../../src/domain/issue.ts';
import type {
  CommentLedger,
  Deliveries,
  Edits,
  FieldRefusals,
  Reviews,
  Standings,
  Tracker,
  Wishes,
  WriteLog,
} from '../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings, readSettings } from '../../src/domain/settings.ts';
import { createEditDesk } from '../../src/workflows/ask-for-edits.ts';
import { createAttendIssue } from '../../src/workflows/attend-issue.ts';
import { createCarryOutCommand } from '../../src/workflows/carry-out-command.ts';
import { createCarryOutEdits } from '../../src/workflows/carry-out-edits.ts';
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
import { createJudgeWrite, createWriteGate } from '../../src/workflows/write-gate.ts';
import { createWriteWishedField } from '../../src/workflows/write-wished-field.ts';
import { createFakeTracker } from './fakes/fake-tracker.ts';
import { createFakes } from './fakes/index.ts';
import { createRecordedLog } from './recorded-log.ts';

interface Parts {
  readonly tracker: Tracker;
  readonly comments: CommentLedger;
  readonly reviews: Reviews;
  readonly deliveries: Deliveries;
  readonly edits: Edits;
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
    const reviewIssue = createReviewIssue({
      ...{ ...shared, reviews, wishes, writes },
      secondOpinion: async () => null,
    });
    const weighChecks = createWeighChecks({ ...shared, standings, log });
    const carryOut = createCarryOutCommand({
      ...{ ...shared, wishes, comments, writes },
      resumeWrites: createResumeWrites({ writes, clock }),
    });
    const refusals = createRefusalDesk({ refusals: all.refusals, clock, log });
    return createAttendIssue({
      deliveries: all.deliveries,
      handleComments: createHandleComments({
        ...{ ...shared, wishes, reviews, reviewIssue, log },
        ...{ carryOut, weighChecks },
      }),
      carryOutEdits: createCarryOutEdits({
        ...{ edits: all.edits, reviews, carryOut, weighChecks, clock, log },
        writeWishedField: createWriteWishedField({
          ...{ ...shared, wishes, writes, refusals },
          judgeWrite: createJudgeWrite({ ...shared, writes }),
        }),
      }),
      reviewIssue,
      publishFields: createPublishFields({ ...shared, writes, gate, refusals }),
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
    editDesk: createEditDesk({ reviews: fakes.reviews, edits: fakes.edits, queue, settings, clock, log }),
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
