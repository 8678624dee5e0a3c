import { hostname } from 'node:os';
import { reachMailServer } from '../mail/reach.ts';
import type { OpsDeps } from '../web/pages/ops/ops-routes.ts';
import { createDiagnose, type ServiceReport } from '../workflows/diagnose.ts';
import { createDoctorDesk } from '../workflows/doctor-desk.ts';
import { createKeepQueues } from '../workflows/keep-queues.ts';
import { createResumeWrites } from '../workflows/resume-writes.ts';
import { createViewOps } from '../workflows/view-ops.ts';
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
  const { config, stores, queue, trackers, secrets, clock, log } = base;
  const { settings, mail, http, settingsFile } = config;
  const records = stores.opsRecords;
  const { keeper } = queue;
  const resumeWrites = createResumeWrites({ writes: stores.writes, clock });
  const diagnose = createDiagnose({
    ...{ trackers, settingsFile, clock },
    publicUrl: http.publicUrl,
    audiences: digests.audiences.length,
    secretProblems: secrets.problems(),
    inspectService: inspect,
    // This is the one that runs.
    askRunning: async () => null,
    reachMail: mail && (() => reachMailServer(mail.smtpUrl.reveal())),
  });
  return {
    viewOps: createViewOps({
      ...{ records, keeper, settings, clock },
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
