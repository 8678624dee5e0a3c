import type { Config } from '../config.ts';
import { audiencesOf } from '../domain/digest/digest-settings.ts';
import type { SourcesSettings } from '../domain/okr/sources-settings.ts';
import { settingsFor } from '../domain/settings.ts';
import { reachMailServer } from '../mail/reach.ts';
import type { QueueSettings } from '../queue/bullmq.ts';
import { createSourceSecrets, type SourceSecrets } from '../sources/source-secrets.ts';
import type { Database } from '../store/database.ts';
import type { AppOptions } from './contract.ts';

/** Shorter than the time in which a queue takes a job for abandoned. */
const defaultTrackerTimeoutMs = 15_000;

export function databaseSettings({ store }: Config) {
  return store.databaseUrl
    ? ({ kind: 'postgres', url: store.databaseUrl.reveal() } as const)
    : ({ kind: 'pglite', dataDir: store.dataDir } as const);
}

export function guardSettings({ timeoutSeconds, maxKilobytes, ...rest }: SourcesSettings) {
  return { ...rest, timeoutMs: timeoutSeconds * 1000, maxBytes: maxKilobytes * 1024 };
}

export function sourceSecrets({ settings, sourceSecrets: secrets }: Config): SourceSecrets {
  const values = new Map([...secrets].map(([variable, value]) => [variable, value.reveal()] as const));
  return createSourceSecrets({ bindings: settings.everywhere.okr.sources.secrets, values });
}

/** What the doctor knows from the configuration alone. */
export function doctorSettings(config: Config) {
  const { http, mail, settings, settingsFile } = config;
  return {
    ...{ settingsFile, publicUrl: http.publicUrl },
    audiences: audiencesOf(settings.everywhere.digest).length,
    secretProblems: sourceSecrets(config).problems(),
    reachMail: mail && (() => reachMailServer(mail.smtpUrl.reveal())),
  };
}

export function queueSettings(config: Config, database: Database, options: AppOptions): QueueSettings {
  const shared = {
    settleMs: config.settings.everywhere.review.settleSeconds * 1000,
    ...(options.queueTimings && { timings: options.queueTimings }),
    ...(options.sweep && { schedules: { 'sweep-deliveries': { everyMs: options.sweep.everyMs } } }),
  };
  const redisUrl = config.queue.redisUrl?.reveal();
  if (!redisUrl) return { ...shared, pool: database.pool };
  return { ...shared, redisUrl, ...(options.queuePrefix && { prefix: options.queuePrefix }) };
}

export function trackersConfig(
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
