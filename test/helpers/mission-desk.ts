import { createMissionPages } from '../../src/app/mission-pages.ts';
import { createReviewPart } from '../../src/app/review-part.ts';
import type { Stores } from '../../src/app/stores.ts';
import type { Clock, ReviewQueue, Tracker } from '../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings } from '../../src/domain/settings.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import type { OkrDesk } from '../../src/workflows/okr-desk.ts';
import { createFakeTracker } from './fakes/fake-tracker.ts';
import { silentLog } from './silent-log.ts';

/** The pages about missions on a real store, with the issues' turns in the hands of the test and a tracker in memory. */
export function createMissionDesk(
  stores: Stores,
  options: { okrs: OkrDesk; clock: Clock; queue: ReviewQueue; settings?: AllSettings },
) {
  const { okrs, clock, queue, settings = defaultAllSettings } = options;
  const tracker = createFakeTracker();
  const log = silentLog();
  const config = { settings, reader: null };
  const part = createReviewPart(
    {
      ...{ config, stores, clock, log },
      queue: { reviews: queue },
      trackers: new Map([['jira', tracker as Tracker]]),
      metrics: createMetrics({ processMetrics: false }),
    },
    { okrs },
  );
  return {
    tracker,
    /** The turn of an issue, as its job takes it. */
    attend: (id: string) => part.attendIssue({ tracker: 'jira', id }, 'a test'),
    deps: createMissionPages({ config, stores, clock }, { okrs, editDesk: part.editDesk }),
  };
}
