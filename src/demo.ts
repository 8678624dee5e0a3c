import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp } from './app.ts';
import { type Config, type Environment, loadConfig, type ReadFile } from './config.ts';
import { type DemoOkrs, moveObjective, provisionOkrFields } from './demo-okrs.ts';
import { untilSettled, whatIsAmiss } from './demo-settled.ts';
import { digestSettings } from './domain/digest/digest-settings.ts';
import { type TrackerName, trackerNames } from './domain/issue.ts';
import type { Log } from './domain/ports.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';

/** What came of the sandbox's backlog. */
export interface DemoReport {
  /** Webhook calls that the sandbox sent and Waymark took in. */
  readonly deliveries: number;
  readonly trackers: Readonly<Record<TrackerName, TrackerReport>>;
  /** From the first webhook to the last comment. */
  readonly durationMs: number;
}

export interface TrackerReport {
  readonly issues: number;
  readonly framing: { readonly recipe: number; readonly need: number; readonly hypothesis: number };
  readonly comments: number;
  /** Calls that Waymark made to the tracker. */
  readonly calls: { readonly read: number; readonly write: number };
}

export interface DemoExample {
  readonly key: string;
  readonly url: string;
  readonly title: string;
  /** The first line of it. */
  readonly description: string;
  /** Markdown, null where there is nothing to say. */
  readonly comment: string | null;
}

/** The digest of the demo's week, as it lies in the outbox. */
export interface DemoDigest {
  /** An `.eml` file that is still there when the demo has ended. */
  readonly path: string;
  readonly subject: string;
  readonly text: string;
}

export interface Demo {
  readonly addresses: { readonly waymark: string; readonly jira: string; readonly linear: string };
  /** What to sign in with at the pages. */
  readonly adminToken: string;
  /** Sends the backlog and resolves when Waymark has dealt with all of it. */
  run(onProgress: (done: number, total: number) => void): Promise<DemoReport>;
  /** What went wrong so far, in sentences; empty when all that was sent was taken in and read. */
  amiss(): Promise<readonly string[]>;
  /** Issues worth showing; call after `run`. */
  examples(): readonly DemoExample[];
  /** Has people finish issues that goals are measured by, and resolves when the trackers show it; call after `run`. */
  moveObjective(): Promise<DemoOkrs>;
  /** Sends the weekly digest, which goes to the outbox; call after `run`. */
  digest(): Promise<DemoDigest>;
  stop(): Promise<void>;
}

/** An edit is followed at once here, where nobody types. */
const settleSeconds = 0.3;

export interface DemoOptions {
  readonly env: Environment;
  readonly readFile: ReadFile;
  readonly log: Log;
  /** Where it keeps its data until it ends, and the administrator's token; for tests. */
  readonly dataDir?: string;
  readonly adminToken?: string;
}

/**
 * A Jira, a Linear and Waymark beside them, all on this machine: real HTTP, signed webhooks, store and queue, in a
 * data folder that goes when the demo ends. Nothing outside is called and nothing of the environment's trackers used.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { dataDir = await mkdtemp(join(tmpdir(), 'waymark-demo-')) } = options;
  const sandbox = await createSandbox();
  const cleanUp = async () => {
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const config = demoConfig(sandbox, dataDir, options);
    await provisionOkrFields(config, sandbox, options.log);
    const app = await createApp(config, { log: options.log });
    const { address } = await app.start({ role: 'all' });
    for (const name of trackerNames) {
      const secret = config.trackers[name]?.webhookSecret.reveal() ?? '';
      sandbox[name].setWebhook({ url: `${address}/webhooks/${name}`, secret });
    }
    return {
      addresses: { waymark: address, jira: sandbox.jira.url, linear: sandbox.linear.url },
      adminToken: config.adminToken?.reveal() ?? '',

      async run(onProgress) {
        const started = performance.now();
        const sent = Promise.all(trackerNames.map((name) => sandbox[name].sendBacklog()));
        // The comments themselves come back as webhooks; they belong to the picture.
        await untilSettled(app, sandbox, /^reviews-/, async () => {
          const { read, all } = await issuesRead(app, sandbox);
          onProgress(Math.min(read, all), all);
        });
        await sent;
        return report(app, sandbox, performance.now() - started);
      },

      amiss: async () => whatIsAmiss(sandbox, await issuesRead(app, sandbox)),

      examples: () => examples(sandbox),

      moveObjective: () => moveObjective(app, sandbox),

      digest: () => sendDigest(app, dataDir, options.env.DATA_DIR),

      async stop() {
        await app.stop();
        await cleanUp();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

type App = Awaited<ReturnType<typeof createApp>>;

function demoConfig(
  sandbox: Sandbox,
  dataDir: string,
  { env, readFile, adminToken = randomBytes(24).toString('hex') }: DemoOptions,
): Config {
  const config = loadConfig(
    {
      PORT: env.PORT ?? '0',
      DATA_DIR: dataDir,
      ADMIN_TOKEN: adminToken,
      JIRA_BASE_URL: sandbox.jira.url,
      JIRA_EMAIL: sandbox.jira.email,
      JIRA_API_TOKEN: sandbox.jira.apiToken,
      JIRA_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
      LINEAR_API_URL: sandbox.linear.apiUrl,
      LINEAR_API_KEY: sandbox.linear.apiKey,
      LINEAR_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    },
    readFile,
  );
  const { everywhere } = config.settings;
  const settings = {
    ...config.settings,
    everywhere: { ...everywhere, review: { settleSeconds }, digest: demoDigest },
  };
  return { ...config, settings };
}

const demoAudience = 'demo';
const demoDigest = digestSettings.parse({
  audiences: { [demoAudience]: { title: 'Buying feels effortless', to: ['lead@sandbox.example'] } },
  roles: {
    product: ['Jonas Weiß', 'Mara Lindqvist', 'Amélie Garnier'],
    'engineering and support': ["Tom O'Brien", 'Layla Haddad', 'Kenji Watanabe (渡辺)', 'Priya Nair'],
  },
});

/** Has the digest written into the outbox, and keeps a copy where the end of the demo does not reach. */
async function sendDigest(app: App, dataDir: string, keepIn: string | undefined): Promise<DemoDigest> {
  const audience = app.digests.audiences.find(({ name }) => name === demoAudience);
  const preview = await app.digests.preview(demoAudience);
  if (!audience || !preview) throw new Error('the demo has no audience');
  await app.digests.send.openNow(audience);
  await app.digests.send.deliver();
  const outbox = join(dataDir, 'outbox');
  const [file] = await readdir(outbox);
  if (file === undefined) throw new Error('the outbox is empty');
  const folder = keepIn ? resolve(keepIn, 'outbox') : await mkdtemp(join(tmpdir(), 'waymark-outbox-'));
  await mkdir(folder, { recursive: true });
  const path = join(folder, file);
  await copyFile(join(outbox, file), path);
  return { path, subject: preview.mail.subject, text: preview.mail.text };
}

async function issuesRead(app: App, sandbox: Sandbox): Promise<{ read: number; all: number }> {
  const read = (await app.reviews.counts()).reduce((sum, { issues }) => sum + issues, 0);
  return { read, all: trackerNames.reduce((sum, name) => sum + sandbox[name].issueKeys().length, 0) };
}

async function report(app: App, sandbox: Sandbox, durationMs: number): Promise<DemoReport> {
  const [reviews, comments, deliveries] = await Promise.all([
    app.reviews.counts(),
    app.comments.counts(),
    app.deliveries.counts(),
  ]);
  const sum = <T extends { tracker: TrackerName }>(rows: readonly T[], count: (row: T) => number) =>
    rows.reduce((total, row) => total + count(row), 0);
  const of = (name: TrackerName): TrackerReport => {
    const mine = reviews.filter(({ tracker }) => tracker === name);
    const framed = (framing: string) => sum(mine, (row) => (row.framing === framing ? row.issues : 0));
    return {
      issues: sum(mine, ({ issues }) => issues),
      framing: { recipe: framed('recipe'), need: framed('need'), hypothesis: framed('hypothesis') },
      comments: sum(comments, (row) => (row.tracker === name && row.state === 'published' ? row.count : 0)),
      calls: { read: sandbox[name].calls.reads, write: sandbox[name].calls.writes },
    };
  };
  return {
    deliveries: sum(deliveries, ({ count }) => count),
    trackers: { jira: of('jira'), linear: of('linear') },
    durationMs: Math.round(durationMs),
  };
}

/** The two classics, and the first commented issue of a project of each tracker besides. */
function examples(sandbox: Sandbox): readonly DemoExample[] {
  const shown = new Map<string, DemoExample>();
  for (const name of trackerNames) {
    for (const key of sandbox[name].issueKeys()) {
      const { title, url, project, description } = sandbox[name].issue(key);
      const comment = sandbox[name].comments(key).find(({ byWaymark }) => byWaymark)?.text ?? null;
      const isClassic = key === 'SHOP-1' || key === 'SHOP-2';
      const slot = isClassic ? key : name;
      if (shown.has(slot) || !(isClassic || (comment !== null && project !== 'SHOP'))) continue;
      shown.set(slot, { key, url, title, comment, description: description.split('\n')[0] ?? '' });
    }
  }
  return [...shown.values()];
}
