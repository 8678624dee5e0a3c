import { hostname } from 'node:os';
import type { OpsDeps } from '../web/pages/ops/ops-routes.ts';
import { createDiagnose, type ServiceReport } from '../workflows/diagnose.ts';
import { createDoctorDesk } from '../workflows/doctor-desk.ts';
import { createKeepQueues } from '../workflows/keep-queues.ts';
import { createResumeWrites } from '../workflows/resume-writes.ts';
import { createViewOps } from '../workflows/view-ops.ts';
import { doctorSettings } from './adapter-settings.ts';
import type { Base } from './base.ts';
import type { DigestPart } from './digest-part.ts';
import type { EventsPart } from './events-part.ts';
import type { ReviewPart } from './review-part.ts';

/** As the control room names this process. */
export const thisProcess = `${hostname()}:${process.pid}`;

/** The control room. `inspect`: what the doctor wants to know of store and queue. */
export function createOpsPart(
  base: Base,
  { digests, subscriberDesk, replayDelivery }: DigestPart & EventsPart & ReviewPart,
  inspect: () => Promise<ServiceReport>,
): OpsDeps {
  const { config, stores, queue, trackers, clock, log } = base;
  const records = stores.opsRecords;
  const { keeper } = queue;
  const resumeWrites = createResumeWrites({ writes: stores.writes, clock });
  const diagnose = createDiagnose({
    ...{ ...doctorSettings(config), trackers, clock },
    inspectService: inspect,
    // This is the one that runs.
    askRunning: async () => null,
  });
  return {
    viewOps: createViewOps({
      ...{ records, keeper, settings: config.settings, clock },
      depth: () => queue.depth(),
      digests: stores.digests,
      audiences: digests.audiences,
      subscribers: subscriberDesk,
    }),
    keepQueues: createKeepQueues({ keeper, records, events: stores.events, clock }),
    doctor: createDoctorDesk({ diagnose, clock, log }),
    process: thisProcess,
    subscribers: subscriberDesk,
    replayDelivery,
    async resumeWriting(ref, by) {
      if ((await resumeWrites(ref, by.who, by.from)) === 'not-stopped') return false;
      await queue.reviews.request([{ ref, cause: 'resumed' }]);
      return true;
    },
  };
}
