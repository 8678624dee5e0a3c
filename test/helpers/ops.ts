import type { Stores } from '../../src/app/stores.ts';
import type { Audience } from '../../src/domain/digest/digest-settings.ts';
import type { IssueRef } from '../../src/domain/issue.ts';
import type {
  CallOutcome,
  Clock,
  Diagnosis,
  FailedJob,
  OutgoingMessage,
  QueueKeeper,
  SubscriberCaller,
} from '../../src/domain/ports.ts';
import { defaultAllSettings } from '../../src/domain/settings.ts';
import { createDoctorDesk } from '../../src/workflows/doctor-desk.ts';
import { createFollowEvents } from '../../src/workflows/follow-events.ts';
import { createKeepQueues } from '../../src/workflows/keep-queues.ts';
import { createReadEvents } from '../../src/workflows/read-events.ts';
import { createReplayDelivery } from '../../src/workflows/replay-delivery.ts';
import { createResumeWrites } from '../../src/workflows/resume-writes.ts';
import { createStreamEvents } from '../../src/workflows/stream-events.ts';
import { createSubscriberDesk } from '../../src/workflows/subscriber-desk.ts';
import { createViewOps } from '../../src/workflows/view-ops.ts';
import { silentLog } from './silent-log.ts';

/** The jobs of a queue in memory. */
function createFakeKeeper(): QueueKeeper & { jobs: FailedJob[]; retried: FailedJob[] } {
  const [jobs, retried]: [FailedJob[], FailedJob[]] = [[], []];
  const take = (fits: (job: FailedJob) => boolean) => {
    const taken = jobs.filter(fits);
    jobs.splice(0, jobs.length, ...jobs.filter((job) => !taken.includes(job)));
    retried.push(...taken);
    return taken;
  };
  return {
    ...{ jobs, retried },
    failed: async ({ queue, limit }) =>
      jobs.filter((job) => queue === undefined || job.queue === queue).slice(0, limit),
    retry: async (queue, id) => take((job) => job.queue === queue && job.id === id)[0] ?? null,
    retryAll: async (queue) => take((job) => job.queue === queue).length,
    pauses: async () => [{ queue: 'reviews-linear', ms: 42_000 }],
  };
}

/** Calls nobody, and keeps what would have been sent. */
export function createFakeCaller(): SubscriberCaller & { calls: OutgoingMessage[]; answers: CallOutcome[] } {
  const [calls, answers]: [OutgoingMessage[], CallOutcome[]] = [[], []];
  return {
    ...{ calls, answers },
    judge: (url) => (url.startsWith('https://') ? null : 'It must be reached by https.'),
    newSecret: async () => ({ secret: 'whsec_c2VjcmV0IG9mIGEgdGVzdA==', sealed: 'store.sealed' }),
    async call(_url, _sealed, message) {
      calls.push(message);
      return answers.shift() ?? { outcome: 'taken' };
    },
  };
}

export const anAudience: Audience = {
  ...{ name: 'checkout', title: 'Checkout', to: ['mara@example.com'], projects: [], groups: [] },
  ...{ weekday: 'monday', at: '09:00', timeZone: 'Europe/London', language: 'en-GB' },
  ...{ sections: ['objectives'], sendWhenQuiet: false, stillHere: true },
};

/** What the control room and the event stream answer from, on an embedded store. */
export function createOpsWorld(
  stores: Stores,
  deps: {
    readonly queue: { request(requests: readonly { ref: IssueRef; cause: string }[]): Promise<void> };
    readonly clock: Clock;
  },
) {
  const { deliveries, digests, events, eventStream, opsRecords: records, subscribers, writes } = stores;
  const { queue, clock } = deps;
  const log = silentLog();
  const stop = new AbortController();
  const keeper = createFakeKeeper();
  const caller = createFakeCaller();
  const asked: string[] = [];
  const desk = createSubscriberDesk({
    ...{ subscribers, eventStream, caller, clock },
    queue: { request: async (ids) => void asked.push(...ids) },
  });
  const followEvents = createFollowEvents({ eventStream, log, signal: stop.signal, everyMs: 50 });
  const found: Diagnosis[] = [
    { id: 'store', title: 'Store', state: 'ok', detail: 'PGlite', remedy: null },
    { id: 'jira', title: 'Jira', state: 'failed', detail: 'no answer', remedy: 'Check JIRA_BASE_URL.' },
  ];
  const resumeWrites = createResumeWrites({ writes, clock });
  return {
    ...{ records, keeper, caller, subscribers, followEvents, eventStream },
    subscribersAsked: asked,
    subscriberDesk: desk,
    stop: () => stop.abort(),
    /** What the doctor finds. */
    found,
    streamEvents: createStreamEvents({ eventStream, followEvents }),
    readEvents: createReadEvents({ eventStream }),
    deps: {
      viewOps: createViewOps({
        ...{ records, keeper, digests, clock, settings: defaultAllSettings },
        depth: async () => [
          { queue: 'reviews-jira', waiting: 3, active: 1, delayed: 0, failed: 2 },
          { queue: 'reviews-linear', waiting: 12, active: 0, delayed: 1, failed: 0 },
        ],
        audiences: [anAudience],
        subscribers: desk,
      }),
      keepQueues: createKeepQueues({ keeper, records, events, clock }),
      doctor: createDoctorDesk({
        diagnose: async ({ onFound }) => {
          onFound?.(found.slice(0, 1));
          return found;
        },
        ...{ clock, log },
      }),
      process: 'host:1',
      subscribers: desk,
      replayDelivery: createReplayDelivery({ deliveries, queue, events, clock }),
      async resumeWriting(ref: IssueRef, by: { who: string; from: string | null }) {
        if ((await resumeWrites(ref, by.who, by.from)) === 'not-stopped') return false;
        await queue.request([{ ref, cause: 'resumed' }]);
        return true;
      },
    },
  };
}
