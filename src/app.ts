import { setTimeout as delay } from 'node:timers/promises';
import { createAccessPart } from './app/access-part.ts';
import { databaseSettings, queueSettings, sourceSecrets, trackersConfig } from './app/adapter-settings.ts';
import type { Base } from './app/base.ts';
import { createCatchUpPart } from './app/catch-up-part.ts';
import type { App, AppOptions } from './app/contract.ts';
import { createDigestPart } from './app/digest-part.ts';
import { createEventsPart } from './app/events-part.ts';
import { createJobHandlers } from './app/job-handlers.ts';
import { createOkrPart } from './app/okr-part.ts';
import { thisProcess } from './app/ops-part.ts';
import { startProcessReports } from './app/process-reports.ts';
import { createReviewPart } from './app/review-part.ts';
import { createSetupDesk as createDesk, type SetupDesk } from './app/setup-desk.ts';
import { createStores } from './app/stores.ts';
import { systemClock } from './app/system-clock.ts';
import { createTrackerMeter } from './app/tracker-meter.ts';
import { createWebPart } from './app/web-part.ts';
import type { Config } from './config.ts';
import { maySee } from './domain/access.ts';
import { openQueue } from './queue/bullmq.ts';
import { openDatabase } from './store/database.ts';
import { createTrackers } from './trackers/registry.ts';
import { createMetrics } from './web/metrics.ts';
import { createServer, type Server } from './web/server.ts';
import { createUndoWrites } from './workflows/undo-writes.ts';

export type { App, AppOptions, Role } from './app/contract.ts';

const defaultConcurrency = 8;

/** Joins adapters to workflows: this file and its folder are the only place that knows all of them. */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { log, clock = systemClock, metrics = createMetrics() } = options;
  const database = await openDatabase(databaseSettings(config), { log });
  const queue = await openQueue(queueSettings(config, database, options), { log }).catch(async (error) => {
    await database.close();
    throw error;
  });
  const meter = createTrackerMeter(metrics);
  const trackers = createTrackers(trackersConfig(config, options.trackerTimeoutMs), meter);
  const stores = createStores(database);
  const secrets = sourceSecrets(config);
  const stopping = new AbortController();
  const base: Base = {
    ...{ config, options, stores, queue, trackers, meter, metrics, secrets, clock, log },
    stopping: stopping.signal,
  };

  const okr = createOkrPart(base);
  const review = createReviewPart(base, okr);
  const catchUp = createCatchUpPart(base, okr, review);
  const digest = createDigestPart(base);
  const access = createAccessPart(base);
  const happenings = createEventsPart({ ...base, database });
  const parts = { ...okr, ...review, ...catchUp, ...digest, ...happenings, access };
  const web = createWebPart({ ...base, database }, parts);
  const { deliveries, reviews, comments, events, writes, refusals, wishes, standings } = stores;
  const { digests } = digest;
  const { settings } = config;
  metrics.observe({
    queueDepth: queue.depth,
    deliveries: () => deliveries.counts(),
    // Whoever collects numbers need not be somebody who may know of every project.
    standings: async () => (await standings.list()).filter((one) => maySee(access.gate.strangersSight, one)),
  });
  let server: Server | null = null;

  return {
    ...{ deliveries, reviews, comments, events, writes, refusals, wishes, standings, queue, digests },
    tokens: access.tokens,
    okrs: okr.okrs,
    progress: catchUp.progress,
    undoWrites: createUndoWrites({ trackers, writes, comments, settings, clock, sleep: (ms) => delay(ms) }),
    backfill: catchUp.backfill,
    reconcile: catchUp.reconcile,
    replayDelivery: review.replayDelivery,

    subscribers: happenings.subscriberDesk,
    inspect: web.inspect,

    async start({ role }) {
      await web.lookUpLastDeliveries();
      server = await createServer(web.serverDeps(role));
      startProcessReports({
        ...{ records: stores.opsRecords, meter, clock, log, signal: stopping.signal },
        of: { process: thisProcess, role },
        streams: server.openStreams,
      });
      if (digests.audiences.length > 0 && digests.via === 'outbox')
        log.info({ folder: digest.outbox }, 'there is no SMTP_URL: digests are written as .eml files');
      if (role !== 'web') {
        for (const one of secrets.problems()) log.warn({ ...one }, 'a secret of sources is not sent');
        await queue.work(createJobHandlers(base, parts), {
          concurrency: options.concurrency ?? defaultConcurrency,
          report: metrics.jobTurn,
        });
        // What a crash left behind between store and queue is asked for at once and not a minute later.
        await review.sweepDeliveries({ patienceMs: 0 });
        await review.sweepEdits({ all: true });
        // The settings may be others than before.
        await review.weighChecks();
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

/** What sets the trackers up and looks over everything; the doctor alone opens store and queue for it. */
export function createSetupDesk(config: Config, options: Pick<AppOptions, 'log' | 'clock'>): SetupDesk {
  return createDesk(config, { ...options, openApp: () => createApp(config, options) });
}
