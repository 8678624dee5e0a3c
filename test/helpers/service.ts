import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, type AppOptions, createApp, type Role } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { type TrackerName, trackerNames } from '../../src/domain/issue.ts';
import type { DeliveryStatus } from '../../src/domain/ports.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { adminToken } from './gate.ts';
import { createRecordedLog } from './recorded-log.ts';

/** Where a service keeps its data: one of the first two, and the third or not. */
export interface Place {
  readonly dataDir: string | null;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
}

export interface ServiceOptions extends Omit<AppOptions, 'log'> {
  readonly role?: Role;
  readonly port?: number;
  /** Seconds that an issue is left alone before its review; short, because nobody types here. */
  readonly settleSeconds?: number;
  /** False: the sandbox's webhooks go elsewhere. */
  readonly takesWebhooks?: boolean;
}

export interface Service {
  readonly app: App;
  readonly address: string;
  readonly log: ReturnType<typeof createRecordedLog>;
  /** Resolves when every webhook is delivered and everything that came in has been dealt with. */
  quiet(): Promise<void>;
  /** As the administrator. */
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
  stop(): Promise<void>;
}

export const secrets: Readonly<Record<TrackerName, string>> = {
  jira: 'a webhook secret of the Jira sandbox',
  linear: 'a webhook secret of the Linear sandbox',
};
const testSettleSeconds = 0.05;

/** The environment under which the service works on this place and with this sandbox. */
export function environmentFor(place: Place, sandbox: Sandbox, port = 0): Record<string, string> {
  return {
    PORT: String(port),
    ADMIN_TOKEN: adminToken,
    ...(place.dataDir !== null && { DATA_DIR: place.dataDir }),
    ...(place.databaseUrl !== null && { DATABASE_URL: place.databaseUrl }),
    ...(place.redisUrl !== null && { REDIS_URL: place.redisUrl }),
    JIRA_BASE_URL: sandbox.jira.url,
    JIRA_EMAIL: sandbox.jira.email,
    JIRA_API_TOKEN: sandbox.jira.apiToken,
    JIRA_WEBHOOK_SECRET: secrets.jira,
    LINEAR_API_URL: sandbox.linear.apiUrl,
    LINEAR_API_KEY: sandbox.linear.apiKey,
    LINEAR_WEBHOOK_SECRET: secrets.linear,
  };
}

export function withSettleSeconds(config: Config, settleSeconds = testSettleSeconds): Config {
  const { everywhere } = config.settings;
  return {
    ...config,
    settings: { ...config.settings, everywhere: { ...everywhere, review: { settleSeconds } } },
  };
}

/** Sends the sandbox's webhooks to a service. */
export function pointWebhooks(sandbox: Sandbox, address: string): void {
  for (const name of trackerNames) {
    sandbox[name].setWebhook({ url: `${address}/webhooks/${name}`, secret: secrets[name] });
  }
}

/** The trackers come again for hours; here for a minute, whatever the machine has to do besides. */
const patientRetries = [50, 100, ...Array.from({ length: 240 }, () => 250)];

export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return createSandbox({ webhookRetryDelaysMs: patientRetries, webhookTimeoutMs: 20_000, ...options });
}

/** The whole service in this process, on real parts. */
export async function startService(
  place: Place,
  sandbox: Sandbox,
  options: ServiceOptions = {},
): Promise<Service> {
  const { role = 'all', port = 0, settleSeconds, takesWebhooks = role !== 'worker', ...rest } = options;
  const log = createRecordedLog();
  const config = loadConfig(environmentFor(place, sandbox, port), (path) => readFileSync(path, 'utf8'));
  const app = await createApp(withSettleSeconds(config, settleSeconds), { ...rest, log });
  const { address } = await app.start({ role });
  if (takesWebhooks) pointWebhooks(sandbox, address);
  return {
    app,
    address,
    log,
    quiet: () => untilQuiet(sandbox, watch(app)),
    async get(path) {
      const answer = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${adminToken}` } });
      return { status: answer.status, text: await answer.text() };
    },
    stop: () => app.stop(),
  };
}

/** What is left to do, as far as the service knows. */
export interface Watched {
  /** Deliveries that wait for a review. */
  waiting(): Promise<number>;
  /** Reviews that are queued or under way, and those that failed for good. */
  reviews(): Promise<{ readonly open: number; readonly failed: number }>;
}

function watch(app: App): Watched {
  return {
    async waiting() {
      return countOf(await app.deliveries.counts(), 'waiting');
    },
    async reviews() {
      const queues = (await app.queue.depth()).filter(({ queue }) => queue.startsWith('reviews-'));
      const sum = (count: (depth: (typeof queues)[number]) => number) =>
        queues.reduce((total, depth) => total + count(depth), 0);
      return {
        open: sum(({ waiting, active, delayed }) => waiting + active + delayed),
        failed: sum(({ failed }) => failed),
      };
    },
  };
}

export function countOf(
  counts: readonly { status: DeliveryStatus; count: number }[],
  status: DeliveryStatus,
): number {
  return counts.filter((row) => row.status === status).reduce((total, { count }) => total + count, 0);
}

/**
 * Waits until nothing is on its way. The writes of a review come back as webhooks of their own, so quiet means that
 * all were found still in one round. Fails at once when a review has failed for good: nobody would finish it.
 */
export async function untilQuiet(sandbox: Sandbox, watched: Watched): Promise<void> {
  for (let round = 1; ; round += 1) {
    await Promise.all(trackerNames.map((name) => sandbox[name].idle()));
    const waiting = await watched.waiting();
    // The queue is asked seldom: counting its jobs takes many times longer, and keeps it from doing them.
    const asksQueue = waiting === 0 || round % 50 === 0;
    const { open, failed } = asksQueue ? await watched.reviews() : { open: 0, failed: 0 };
    if (failed > 0) throw new Error(`${failed} reviews failed for good`);
    const isOnItsWay = trackerNames.some((name) =>
      sandbox[name].deliveries().some(({ state }) => state === 'pending'),
    );
    if (waiting === 0 && open === 0 && !isOnItsWay) return;
    await delay(20);
  }
}

/** Waymark's comments on an issue, as Markdown. */
export function commentsOf(sandbox: Sandbox, tracker: TrackerName, key: string): string[] {
  return sandbox[tracker]
    .comments(key)
    .filter(({ byWaymark }) => byWaymark)
    .map(({ text }) => text);
}

/** The service as it runs in earnest: one process where the store is embedded, else a web process and two workers. */
export async function startFleet(
  place: Place,
  sandbox: Sandbox,
  options: ServiceOptions = {},
): Promise<{ readonly web: Service; readonly all: readonly Service[]; stop(): Promise<void> }> {
  const roles: readonly Role[] = place.dataDir === null ? ['web', 'worker', 'worker'] : ['all'];
  const all: Service[] = [];
  for (const role of roles) all.push(await startService(place, sandbox, { ...options, role }));
  const [web] = all;
  if (!web) throw new Error('a fleet of nobody');
  return {
    web,
    all,
    async stop() {
      await Promise.all(all.map((service) => service.stop()));
    },
  };
}
