import type { AddressInfo } from 'node:net';
import { createCallLog } from '../calls.ts';
import { createFaultPlan } from '../faults.ts';
import { stableUuid } from '../ids.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { registerPages } from '../pages/routes.ts';
import type { SandboxTracker } from '../tracker.ts';
import type { JiraContext, JiraSettings, RegisteredWebhook } from './context.ts';
import { jiraPages } from './pages.ts';
import { createJiraServer } from './server.ts';
import { addUser, createJiraSite } from './site.ts';
import { createVerbs, type JiraVerbs } from './verbs.ts';
import { sendWebhook, type WebhookTarget, webhookBodies } from './webhooks.ts';

export interface SandboxJira extends SandboxTracker, JiraVerbs {
  readonly email: string;
  readonly apiToken: string;
  /** The account behind the API token, by whom Waymark's comments are written. */
  readonly accountId: string;
  readonly settings: JiraSettings;
}

export interface JiraOptions {
  readonly now: () => Date;
  readonly host: string;
  readonly port: number;
  readonly webhook?: WebhookTarget;
  readonly seed: (site: ReturnType<typeof createJiraSite>) => void;
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
}

const API_EMAIL = 'waymark@sandbox.example';

/** Starts a sandbox Jira; resolves when it listens. */
export async function startJira(options: JiraOptions): Promise<SandboxJira> {
  let url = '';
  const site = createJiraSite({ url: () => url, now: options.now });
  const me = addUser(site, {
    displayName: 'Waymark',
    emailAddress: API_EMAIL,
    timeZone: 'Etc/UTC',
    accountType: 'atlassian',
  });
  options.seed(site);
  const outbox = createJiraOutbox(options);
  const context: JiraContext = {
    site,
    settings: {
      administrator: true,
      bulkChange: true,
      bulkMsPerIssue: 0,
      denied: new Set<string>(),
      onlookers: new Set<string>(),
      enforceLimits: false,
    },
    me,
    apiToken: `sandbox-${stableUuid('jira-token')}`,
    calls: createCallLog(),
    faults: createFaultPlan(),
    outbox,
    webhooks: new Map<number, RegisteredWebhook>(),
  };
  site.subscribe((event) => {
    const targets = [...context.webhooks.values()].filter((webhook) => webhook.enabled);
    if (targets.length === 0) return;
    for (const body of webhookBodies(site, event)) sendWebhook(outbox, targets, body);
  });
  const app = createJiraServer(context, API_EMAIL);
  await registerPages(app, jiraPages(context));
  await app.listen({ host: options.host, port: options.port });
  url = `http://${options.host}:${(app.server.address() as AddressInfo).port}`;

  const jira = createVerbs(context);
  if (options.webhook) jira.setWebhook(options.webhook);
  return {
    ...jira,
    url,
    email: API_EMAIL,
    apiToken: context.apiToken,
    accountId: me.accountId,
    settings: context.settings,
    calls: context.calls,
    faults: context.faults,
    async close() {
      outbox.close();
      await app.close();
    },
  };
}

function createJiraOutbox(options: JiraOptions): Outbox {
  return createOutbox(
    {
      retryDelaysMs: options.retryDelaysMs,
      timeoutMs: options.timeoutMs,
      retries: (status) => status >= 500 || [408, 409, 425, 429].includes(status),
      concurrency: 32,
      keep: 5_000,
    },
    options.now,
  );
}
