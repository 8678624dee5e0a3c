import { setTimeout as delay } from 'node:timers/promises';
import type { TrackerName } from '../domain/issue.ts';
import { reviewQueue } from '../queue/jobs.ts';
import { createNumberSource } from '../sources/index.ts';
import { createCatchUp } from '../workflows/catch-up.ts';
import { createCatchUpWrites } from '../workflows/catch-up-writes.ts';
import { createProgressDesk } from '../workflows/progress-desk.ts';
import { guardSettings } from './adapter-settings.ts';
import type { Base } from './base.ts';
import type { OkrPart } from './okr-part.ts';
import type { ReviewPart } from './review-part.ts';

export type CatchUpPart = ReturnType<typeof createCatchUpPart>;

/** The long work: backfill, reconcile, what was put off, and the progress of key results told to the trackers. */
export function createCatchUpPart(base: Base, { okrs, measures, moved }: OkrPart, review: ReviewPart) {
  const { config, stores, queue, trackers, meter, metrics, clock, log, stopping } = base;
  const { settings } = config;
  const { writes, wishes } = stores;
  const { gate, refusalDesk, reviewIssue, okrFieldsFor } = review;

  /** How long work behaves as a guest of the trackers. */
  const manners = {
    depth: async (name: TrackerName) => {
      const depths = await queue.depth();
      const mine = depths.filter((one) => one.queue === reviewQueue(name));
      return mine.reduce((sum, { waiting, active, delayed }) => sum + waiting + active + delayed, 0);
    },
    limits: meter.limits,
    sleep: async (ms: number, signal?: AbortSignal) =>
      void (await delay(ms, undefined, { ...(signal && { signal }) })),
  };
  const catchUpWrites = createCatchUpWrites({ writes, settings, queue: queue.reviews, clock, log });
  const progress = createProgressDesk({
    ...stores,
    ...{ okrs, trackers, gate, measures, moved, settings, clock, log },
    ...{ ...manners, signal: stopping, refusals: refusalDesk, reviews: queue.reviews },
    numbers: createNumberSource({
      settings: guardSettings(settings.everywhere.okr.sources),
      secrets: base.secrets,
    }),
    progress: queue.goals('publish-progress'),
  });
  const catchUp = createCatchUp({
    ...stores,
    ...{ trackers, refusals: refusalDesk, gate, reviewIssue, catchUpWrites, settings, clock, log },
    queue: queue.reviews,
    ...{ ...manners, wishes, okrFieldsFor, linkIssue: okrs.linkIssue },
    calls: meter.calls,
    onMissed: metrics.missedWebhook,
  });
  return { ...catchUp, catchUpWrites, progress };
}
