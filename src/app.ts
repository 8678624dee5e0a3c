import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Config, secretValues, sourceSecret } from './config.ts';
import type { RateLimit } from './domain/catch-up/pace.ts';
import { SetupError } from './domain/errors.ts';
import type { IssueRef, TrackerName } from './domain/issue.ts';
import type { SourcesSettings } from './domain/okr/sources-settings.ts';
import type {
  Clock,
  CommentLedger,
  Deliveries,
  EventLog,
  FieldRefusals,
  Log,
  Reviews,
  Standings,
  Wishes,
  WriteLog,
} from './domain/ports.ts';
import { settingsFor } from './domain/settings.ts';
import { createRedact } from './log.ts';
import { createMailer, outboxSender } from './mail/mailer.ts';
import { reachMailServer } from './mail/reach.ts';
import { renderDigest } from './mail/render.ts';
import { readDocuments } from './okr-files/read-documents.ts';
import { openQueue, type QueueSettings, type Queues } from './queue/bullmq.ts';
import { type JobHandlers, reviewQueue } from './queue/jobs.ts';
import { createChatReader } from './reader/chat-reader.ts';
import { createNumberSource } from './sources/index.ts';
import { createBackfills } from './store/backfills.ts';
import { createCheckIns } from './store/check-ins.ts';
import { createCommentLedger } from './store/comments.ts';
import { createControlRoom } from './store/control-room.ts';
import { type Database, openDatabase } from './store/database.ts';
import { createDeliveries } from './store/deliveries.ts';
import { createDigestSources } from './store/digest-sources.ts';
import { createDigests } from './store/digests.ts';
import { createEventLog } from './store/events.ts';
import { createFieldRefusals } from './store/field-refusals.ts';
import { createGoalStore } from './store/goals.ts';
import { createIssueFacts } from './store/issue-facts.ts';
import { createLeases } from './store/leases.ts';
import { createMissionCards } from './store/mission-cards.ts';
import { createPublishedStandings } from './store/published-standings.ts';
import { createQuietIssues } from './store/quiet-issues.ts';
import { createReviews } from './store/reviews.ts';
import { createSavedIssues } from './store/saved-issues.ts';
import { createSessions } from './store/sessions.ts';
import { createSourceLooks } from './store/source-looks.ts';
import { createStandings } from './store/standings.ts';
import { createWatermarks } from './store/watermarks.ts';
import { createWishes } from './store/wishes.ts';
import { createWriteLog } from './store/write-log.ts';
import type { TrackerCall } from './trackers/calls.ts';
import { createTrackers } from './trackers/registry.ts';
import { askReadiness, localAddress } from './web/ask-readiness.ts';
import type { HealthPart } from './web/health.ts';
import { createMetrics, type Metrics } from './web/metrics.ts';
import type { PagesDeps } from './web/pages/routes.ts';
import { createServer, type Server } from './web/server.ts';
import { createAskForProgress } from './workflows/ask-for-progress.ts';
import { createAttendIssue } from './workflows/attend-issue.ts';
import { createCarryOutCommand } from './workflows/carry-out-command.ts';
import { type CatchUp, createCatchUp } from './workflows/catch-up.ts';
import { createCatchUpWrites } from './workflows/catch-up-writes.ts';
import {
  createDiagnose,
  type Diagnose,
  type RunningReport,
  type ServiceReport,
} from './workflows/diagnose.ts';
import { createDigestDesk, type DigestDesk } from './workflows/digest-desk.ts';
import { createRefusalDesk } from './workflows/field-refusals.ts';
import { createFindGoals } from './workflows/find-goals.ts';
import { createHandleComments } from './workflows/handle-comments.ts';
import { createOkrDesk, type OkrDesk } from './workflows/okr-desk.ts';
import { createIsOwnEdit } from './workflows/own-edits.ts';
import { createProgressDesk, type ProgressDesk } from './workflows/progress-desk.ts';
import { createProvision, type Provision } from './workflows/provision.ts';
import { createPublishComment } from './workflows/publish-comment.ts';
import { createPublishFields } from './workflows/publish-fields.ts';
import { createPublishReview } from './workflows/publish-review.ts';
import { createReceiveDelivery } from './workflows/receive-delivery.ts';
import { createReplayDelivery } from './workflows/replay-delivery.ts';
import { createResumeWrites } from './workflows/resume-writes.ts';
import { createReviewIssue } from './workflows/review-issue.ts';
import { createSecondOpinion } from './workflows/second-opinion.ts';
import { createDoor } from './workflows/sign-in.ts';
import { createSweepDeliveries } from './workflows/sweep-deliveries.ts';
import { createOkrFieldsFor } from './workflows/told-standings.ts';
import { createUndoWrites, type UndoWrites } from './workflows/undo-writes.ts';
import { createViewBoard } from './workflows/view-board.ts';
import { createViewGoals } from './workflows/view-goals.ts';
import { createViewMission } from './workflows/view-mission.ts';
import { createViewOps } from './workflows/view-ops.ts';
import { createWeighChecks } from './workflows/weigh-checks.ts';
import { createWriteGate } from './workflows/write-gate.ts';

/** What a process does: everything, taking deliveries in, or working on them. */
export type Role = 'all' | 'web' | 'worker';

export interface AppOptions {
  readonly log: Log;
  readonly clock?: Clock;
  readonly metrics?: Metrics;
  /** How soon work of a killed process is taken up again; for tests. */
  readonly queueTimings?: NonNullable<QueueSettings['timings']>;
  /** How often the sweeper looks, and how long a delivery may wait before it steps in; for tests. */
  readonly sweep?: { readonly everyMs: number; readonly patienceMs: number };
  /** How long a tracker may take to answer; for tests. */
  readonly trackerTimeoutMs?: number;
  /** Sets queues that share one Redis apart. */
  readonly queuePrefix?: string;
  /** Reviews under way at once, per tracker. */
  readonly concurrency?: number;
}

/** The whole service in one process: opened with its store and queue, idle until it is started. */
export interface App extends Pick<CatchUp, 'backfill' | 'reconcile'> {
  readonly deliveries: Deliveries;
  readonly reviews: Reviews;
  readonly comments: CommentLedger;
  readonly events: EventLog;
  readonly writes: WriteLog;
  readonly refusals: FieldRefusals;
  readonly wishes: Wishes;
  readonly standings: Standings;
  readonly okrs: OkrDesk;
  readonly progress: ProgressDesk;
  readonly digests: DigestDesk;
  readonly queue: Pick<Queues, 'depth'>;
  /** What the doctor wants to know of store and queue. */
  inspect(): Promise<ServiceReport>;
  readonly undoWrites: UndoWrites;
  replayDelivery(seq: number): Promise<IssueRef | null>;
  /** Resolves once requests are answered and jobs are taken; `address` is where, e.g. `http://127.0.0.1:3000`. */
  start(options: { role: Role }): Promise<{ readonly address: string }>;
  /** Takes nothing new in, lets what is under way finish, closes everything. */
  stop(): Promise<void>;
}

const defaultConcurrency = 8;
/** Shorter than the time in which a queue takes a job for abandoned. */
const defaultTrackerTimeoutMs = 15_000;
const systemClock: Clock = { now: () => new Date() };

/** Joins adapters to workflows: the only place that knows all of them. */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { log, clock = systemClock, metrics = createMetrics() } = options;
  const database = await openDatabase(databaseSettings(config), { log });
  const queue = await openQueue(queueSettings(config, database, options), { log }).catch(async (error) => {
    await database.close();
    throw error;
  });

  const lastCalls = new Map<TrackerName, TrackerCall>();
  const limits = new Map<TrackerName, readonly RateLimit[]>();
  const callCounts = { jira: { read: 0, write: 0 }, linear: { read: 0, write: 0 } };
  const lastDeliveries = new Map<TrackerName, string | null>();
  const trackers = createTrackers(trackersConfig(config, options.trackerTimeoutMs), {
    onCall(call) {
      lastCalls.set(call.tracker, call);
      callCounts[call.tracker][call.kind] += 1;
      if (call.limits) limits.set(call.tracker, call.limits);
      metrics.trackerCall(call);
    },
  });

  const deliveries = createDeliveries(database);
  const reviews = createReviews(database);
  const comments = createCommentLedger(database);
  const events = createEventLog(database);
  const writes = createWriteLog(database);
  const refusals = createFieldRefusals(database);
  const wishes = createWishes(database);
  const standings = createStandings(database);
  const leases = createLeases(database);
  const quiet = createQuietIssues(database);
  const watermarks = createWatermarks(database);
  const { settings } = config;

  const goals = createGoalStore(database);
  const checkIns = createCheckIns(database);
  const facts = createIssueFacts(database);
  const published = createPublishedStandings(database);
  const looks = createSourceLooks(database);
  const measures = queue.goals('measure-key-results');
  const moved = createAskForProgress({
    findGoals: createFindGoals({ goals }),
    queue: queue.goals('publish-progress'),
  });
  const okrs = createOkrDesk({
    ...{ goals, checkIns, facts, looks },
    readDocuments,
    ...{ measures, moved },
    settings: settings.everywhere.okr,
    ...{ clock, log },
  });

  const gate = createWriteGate({ writes, settings, clock, log });
  const refusalDesk = createRefusalDesk({
    ...{ refusals, clock, log },
    onRefused: ({ tracker }) => metrics.writeBack(tracker, 'fields', 'refused'),
  });
  const publishing = { trackers, writes, gate, settings, clock };
  const secondOpinion = createSecondOpinion(
    config.reader ? createChatReader({ ...config.reader, key: config.reader.key.reveal() }, { log }) : null,
  );
  const reviewIssue = createReviewIssue({
    ...{ trackers, reviews, wishes, secondOpinion, settings, clock },
    goals: okrs.linkIssue,
  });
  const weighChecks = createWeighChecks({ standings, settings, clock, log });
  const okrFieldsFor = createOkrFieldsFor({ findGoals: okrs.findGoals, facts, published, writes });
  const attendIssue = createAttendIssue({
    deliveries,
    handleComments: createHandleComments({
      ...{ trackers, wishes, reviews, reviewIssue, weighChecks, settings, clock, log },
      carryOut: createCarryOutCommand({
        ...{ trackers, wishes, comments, settings },
        resumeWrites: createResumeWrites({ writes, clock }),
        others: new Map([['kr', okrs.checkInByComment]]),
      }),
    }),
    reviewIssue,
    publishFields: createPublishFields({
      ...{ ...publishing, refusals: refusalDesk },
      okrFieldsFor,
    }),
    publishReview: createPublishComment({
      publishReview: createPublishReview({ ...publishing, comments, quiet, turns: { leases, as: 'live' } }),
      ...{ wishes, standings, settings, clock },
    }),
    writes,
    clock,
    log,
  });
  const sweepDeliveries = createSweepDeliveries({ deliveries, queue: queue.reviews, clock, log });
  const replayDelivery = createReplayDelivery({ deliveries, queue: queue.reviews, events, clock });

  const catchUpWrites = createCatchUpWrites({ writes, settings, queue: queue.reviews, clock, log });
  const stopping = new AbortController();
  /** How long work behaves as a guest of the trackers. */
  const manners = {
    depth: async (name: TrackerName) => {
      const depths = await queue.depth();
      const mine = depths.filter((one) => one.queue === reviewQueue(name));
      return mine.reduce((sum, { waiting, active, delayed }) => sum + waiting + active + delayed, 0);
    },
    limits: (name: TrackerName) => limits.get(name) ?? [],
    sleep: async (ms: number, signal?: AbortSignal) =>
      void (await delay(ms, undefined, { ...(signal && { signal }) })),
  };
  const progress = createProgressDesk({
    ...{
      okrs,
      checkIns,
      facts,
      looks,
      published,
      trackers,
      writes,
      gate,
      wishes,
      measures,
      moved,
      settings,
      clock,
      log,
    },
    ...{ ...manners, signal: stopping.signal, refusals: refusalDesk, reviews: queue.reviews },
    numbers: createNumberSource({
      settings: guardSettings(settings.everywhere.okr.sources),
      secret: (name) => sourceSecret(config, name),
    }),
    progress: queue.goals('publish-progress'),
  });
  const { backfill, reconcile, reconcileWhenDue } = createCatchUp({
    ...{
      trackers,
      reviews,
      deliveries,
      comments,
      events,
      writes,
      wishes,
      standings,
      leases,
      quiet,
      watermarks,
    },
    ...{ refusals: refusalDesk, gate, reviewIssue, catchUpWrites, settings, clock, log },
    backfills: createBackfills(database),
    savedIssues: createSavedIssues(database),
    queue: queue.reviews,
    ...{ ...manners, okrFieldsFor, linkIssue: okrs.linkIssue },
    calls: (name) => ({ ...callCounts[name] }),
    onMissed: metrics.missedWebhook,
  });

  const smtp = config.mail && {
    url: config.mail.smtpUrl.reveal(),
    from: config.mail.from,
    dkim: config.mail.dkim && {
      domainName: config.mail.dkim.domain,
      keySelector: config.mail.dkim.selector,
      privateKey: config.mail.dkim.privateKey.reveal(),
    },
  };
  const outbox = join(config.store.dataDir, 'outbox');
  const digests = createDigestDesk({
    ...{ goals, checkIns, facts, settings, clock, log },
    digests: createDigests(database),
    sources: createDigestSources(database),
    render: renderDigest,
    mailer: createMailer(smtp, outbox),
    publicUrl: config.http.publicUrl,
    from: config.mail?.from ?? outboxSender,
  });

  const handlers: JobHandlers = {
    'review-issue': async ({ tracker, id, cause }) => {
      const { review, comment, fields, commands, secondsSinceReceived } = await attendIssue(
        { tracker, id },
        cause,
      );
      metrics.review(tracker, review);
      for (const { command, outcome } of commands) metrics.command(tracker, command, outcome);
      if (comment) metrics.writeBack(tracker, 'comment', comment);
      // Refusals are counted one by one, where they happen.
      if (fields && fields.result !== 'refused') metrics.writeBack(tracker, 'fields', fields.result);
      if (secondsSinceReceived !== null) metrics.published(tracker, secondsSinceReceived);
    },
    'sweep-deliveries': () => sweepDeliveries(options.sweep),
    'weigh-checks': () => weighChecks(),
    'catch-up-writes': () => catchUpWrites(),
    reconcile: () => reconcileWhenDue(stopping.signal),
    'send-digests': () => digests.send.run(),
    'measure-key-results': ({ goal }) => okrs.measureKeyResults([goal]),
    'publish-progress': ({ goal }) => progress.publishProgress(goal),
    'catch-up-progress': () => progress.catchUpProgress(),
    'remind-owners': () => progress.remindOwners(),
    'read-sources': async () => {
      await progress.readSources();
      await progress.findLinked();
    },
    'catch-up-key-results': () => okrs.measureKeyResults(),
  };

  metrics.observe({
    queueDepth: queue.depth,
    deliveries: () => deliveries.counts(),
    standings: () => standings.list(),
  });
  const receiveDelivery = createReceiveDelivery({
    ...{ trackers, deliveries, log },
    queue: queue.reviews,
    isOwnEdit: createIsOwnEdit({ writes, clock, log }),
  });
  async function lookUpLastDelivery(name: TrackerName): Promise<void> {
    const [last] = await deliveries.list({ tracker: name, limit: 1 });
    lastDeliveries.set(name, last?.receivedAt ?? null);
  }
  const createPages = (): PagesDeps => {
    const cards = createMissionCards(database);
    const { findGoals, currentStandings, linkIssue } = okrs;
    return {
      door: createDoor({
        sessions: createSessions(database),
        adminToken: config.adminToken?.reveal() ?? null,
        clock,
      }),
      viewBoard: createViewBoard({ cards, findGoals }),
      digests,
      viewMission: createViewMission({ reviews, cards, writes, linkIssue, currentStandings, clock }),
      viewGoals: createViewGoals({ currentStandings, clock }),
      viewOps: createViewOps({
        ...{ deliveries, writes, clock },
        room: createControlRoom(database),
        depth: queue.depth,
      }),
      replayDelivery,
      isSecure: config.http.publicUrl?.startsWith('https:') ?? false,
    };
  };
  let server: Server | null = null;

  return {
    deliveries,
    reviews,
    comments,
    events,
    writes,
    refusals,
    wishes,
    standings,
    okrs,
    progress,
    digests,
    queue,
    undoWrites: createUndoWrites({ trackers, writes, comments, settings, clock, sleep: (ms) => delay(ms) }),
    backfill,
    reconcile,
    replayDelivery,

    async inspect() {
      for (const name of trackers.keys()) await lookUpLastDelivery(name);
      return {
        store: await database.version(),
        queue: await queue.inspect(),
        lastDeliveries: new Map(lastDeliveries),
        refusals: await refusals.list({ limit: 50 }),
      };
    },

    async start({ role }) {
      for (const name of trackers.keys()) await lookUpLastDelivery(name);
      server = await createServer({
        receive:
          role === 'worker'
            ? null
            : async (name, request) => {
                const received = await receiveDelivery(name, request);
                if (received.outcome !== 'rejected')
                  lastDeliveries.set(name, request.receivedAt.toISOString());
                return received;
              },
        wishes: digests.wishes,
        api:
          role === 'worker'
            ? null
            : {
                okrs,
                token: config.adminToken?.reveal() ?? null,
                lint: settings.everywhere.okr.lint,
                today: () => clock.now().toISOString().slice(0, 10),
              },
        pages: role === 'worker' ? null : createPages(),
        parts: healthParts(database, queue, [...trackers.keys()], lastCalls, lastDeliveries),
        metrics,
        clock,
        log,
      });
      if (digests.audiences.length > 0 && digests.via === 'outbox')
        log.info({ folder: outbox }, 'there is no SMTP_URL: digests are written as .eml files');
      if (role !== 'web') {
        await queue.work(handlers, {
          concurrency: options.concurrency ?? defaultConcurrency,
          report: metrics.jobTurn,
        });
        // What a crash left behind between store and queue is asked for at once and not a minute later.
        await sweepDeliveries({ patienceMs: 0 });
        // The settings may be others than before.
        await weighChecks();
      }
      return { address: await server.listen({ host: config.http.host, port: config.http.port }) };
    },

    async stop() {
      stopping.abort();
      await server?.close();
      await queue.close();
      digests.close();
      await database.close();
    },
  };
}

/** What sets the trackers up and looks over everything; needs neither store nor queue, though the doctor opens them. */
export interface SetupDesk {
  readonly provision: Provision;
  readonly diagnose: Diagnose;
}

export function createSetupDesk(config: Config, options: Pick<AppOptions, 'log' | 'clock'>): SetupDesk {
  const { http, mail, settingsFile } = config;
  const trackers = createTrackers(trackersConfig(config));
  const shared = { trackers, publicUrl: http.publicUrl };
  const redact = createRedact(secretValues(config));
  return {
    provision: createProvision(shared),
    diagnose: createDiagnose({
      ...shared,
      settingsFile,
      clock: options.clock ?? systemClock,
      reachMail: mail && (() => reachMailServer(mail.smtpUrl.reveal())),
      async inspectService() {
        const app = await createApp(config, options).catch((error: unknown) => {
          throw error instanceof SetupError ? error : new SetupError([redact.text(reasonOf(error))]);
        });
        return app.inspect().finally(() => app.stop());
      },
      askRunning: () => askRunning(http, [...trackers.keys()]),
    }),
  };
}

async function askRunning(
  { host, port, publicUrl }: Config['http'],
  names: readonly TrackerName[],
): Promise<RunningReport | null> {
  const address = port === 0 ? publicUrl : localAddress(host, port);
  const answer = address === null ? null : await askReadiness(address);
  if (address === null || !answer) return null;
  const last = names.map((name) => [name, answer.parts[name]?.lastDeliveryAt ?? null] as const);
  return { address, parts: answer.parts, lastDeliveries: new Map(last) };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return `The store or the queue cannot be opened: ${error.message || code}.`;
}

function databaseSettings({ store }: Config) {
  return store.databaseUrl
    ? ({ kind: 'postgres', url: store.databaseUrl.reveal() } as const)
    : ({ kind: 'pglite', dataDir: store.dataDir } as const);
}

function guardSettings({ timeoutSeconds, maxKilobytes, ...rest }: SourcesSettings) {
  return { ...rest, timeoutMs: timeoutSeconds * 1000, maxBytes: maxKilobytes * 1024 };
}

function queueSettings(config: Config, database: Database, options: AppOptions): QueueSettings {
  const shared = {
    settleMs: config.settings.everywhere.review.settleSeconds * 1000,
    ...(options.queueTimings && { timings: options.queueTimings }),
    ...(options.sweep && { schedules: { 'sweep-deliveries': { everyMs: options.sweep.everyMs } } }),
  };
  const redisUrl = config.queue.redisUrl?.reveal();
  if (!redisUrl) return { ...shared, pool: database.pool };
  return { ...shared, redisUrl, ...(options.queuePrefix && { prefix: options.queuePrefix }) };
}

function trackersConfig(
  { trackers: { jira, linear }, settings, http }: Config,
  timeoutMs = defaultTrackerTimeoutMs,
) {
  return {
    jira: jira && {
      ...jira,
      timeoutMs,
      apiToken: jira.apiToken.reveal(),
      webhookSecret: jira.webhookSecret.reveal(),
      fieldsFor: (project: string) => settingsFor(settings, 'jira', project).writeBack.jira,
    },
    linear: linear && {
      ...linear,
      timeoutMs,
      apiKey: linear.apiKey.reveal(),
      webhookSecret: linear.webhookSecret.reveal(),
      publicUrl: http.publicUrl,
    },
  };
}

function healthParts(
  database: Database,
  queue: Queues,
  trackers: readonly TrackerName[],
  lastCalls: ReadonlyMap<TrackerName, TrackerCall>,
  lastDeliveries: ReadonlyMap<TrackerName, string | null>,
): readonly HealthPart[] {
  return [
    { name: 'store', critical: true, check: () => database.ping().then(() => ({ state: 'up' })) },
    { name: 'queue', critical: true, check: () => queue.ping().then(() => ({ state: 'up' })) },
    // Asking the tracker itself would spend its rate limit on every look.
    ...trackers.map(
      (name): HealthPart => ({
        name,
        critical: false,
        async check() {
          const lastDeliveryAt = lastDeliveries.get(name);
          return { ...trackerState(lastCalls.get(name)), ...(lastDeliveryAt && { lastDeliveryAt }) };
        },
      }),
    ),
  ];
}

function trackerState(last: TrackerCall | undefined) {
  if (!last) return { state: 'unknown', detail: 'not called yet' } as const;
  // A 403 is about one issue or project; the rest of the tracker is well.
  const isDown = last.status === null || last.status >= 500 || last.status === 401;
  return { state: isDown ? 'down' : 'up', detail: `last answer ${last.status ?? 'none'}` } as const;
}
