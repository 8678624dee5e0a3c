import type { RateLimit } from '../../src/domain/catch-up/pace.ts';
import type { TrackerName } from '../../src/domain/issue.ts';
import type { Tracker } from '../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings } from '../../src/domain/settings.ts';
import type { BackfillRequest } from '../../src/workflows/backfill-contract.ts';
import { type CatchUpDeps, createCatchUp } from '../../src/workflows/catch-up.ts';
import { createCatchUpWrites } from '../../src/workflows/catch-up-writes.ts';
import { createRefusalDesk } from '../../src/workflows/field-refusals.ts';
import { createReviewIssue } from '../../src/workflows/review-issue.ts';
import { createWriteGate } from '../../src/workflows/write-gate.ts';
import { createDesk, hypothesis, recipe } from './desk.ts';

const readMethods = [
  ...['fetchIssue', 'fetchIssues', 'searchIssues', 'countIssues'],
  ...['whichExist', 'findComment', 'whoAmI'],
];

/** Backfill and reconcile on fakes; waiting takes no time but moves the clock. */
export function createCatchUpDesk(name: TrackerName = 'jira', settings: AllSettings = defaultAllSettings) {
  const desk = createDesk(name, settings);
  const { tracker, clock, log } = desk;
  tracker.issues.clear();
  const waits: number[] = [];
  let limits: readonly RateLimit[] = [];
  let depth: () => number = () => 0;

  /** The process that catches up; parts can be replaced by ones that die. */
  const catchUpWith = (parts: Partial<CatchUpDeps> = {}) => {
    const trackers = new Map([[name, tracker as Tracker]]);
    const { writes, reviews, wishes, queue } = desk;
    const gate = createWriteGate({ writes, settings, clock, log });
    return createCatchUp({
      ...desk,
      ...{ trackers, settings, gate },
      refusals: createRefusalDesk({ refusals: desk.refusals, clock, log }),
      reviewIssue: createReviewIssue({
        ...{ trackers, reviews, wishes, writes, settings, clock },
        secondOpinion: async () => null,
      }),
      catchUpWrites: createCatchUpWrites({ writes, settings, queue, clock, log }),
      depth: async () => depth(),
      limits: () => limits,
      calls: () => {
        const read = tracker.calls.filter(({ method }) => readMethods.includes(method)).length;
        return { read, write: tracker.calls.length - read };
      },
      async sleep(ms, signal) {
        signal?.throwIfAborted();
        waits.push(ms);
        desk.wait(ms);
      },
      ...parts,
    });
  };

  return {
    ...desk,
    catchUpWith,
    ...catchUpWith(),
    waits,
    setLimits: (told: readonly RateLimit[]) => {
      limits = told;
    },
    setDepth: (told: () => number) => {
      depth = told;
    },
    /** So many issues, every second one a recipe, each with an empty framing field. */
    fill(count: number) {
      for (let index = 1; index <= count; index += 1) {
        const id = `SHOP-${index}`;
        tracker.put({ id, title: index % 2 === 1 ? recipe : hypothesis });
        tracker.giveFields(id, { framing: null });
      }
    },
    framings: () => [...tracker.issues.keys()].map((id) => tracker.fieldsOf(id).framing ?? null),
    request: (over: Partial<BackfillRequest> = {}): BackfillRequest => ({
      ...{ tracker: name, query: null, comment: false, dryRun: false, restart: false },
      ...over,
    }),
  };
}
