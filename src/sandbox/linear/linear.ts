import type { AddressInfo } from 'node:net';
import { createCallLog } from '../calls.ts';
import { createFaultPlan } from '../faults.ts';
import { stableUuid } from '../ids.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { registerPages } from '../pages/routes.ts';
import type { SandboxTracker } from '../tracker.ts';
import type { LinearContext, LinearSettings } from './context.ts';
import { createIssuePages } from './issue-pages.ts';
import { linearPages } from './pages.ts';
import { createLinearServer } from './server.ts';
import { createVerbs, type LinearVerbs, type LinearWebhookTarget } from './verbs.ts';
import { sendEvent } from './webhooks.ts';
import { addUser, createWorkspace, type Workspace } from './workspace.ts';

export interface SandboxLinear extends SandboxTracker, LinearVerbs {
  /** `url` + `/graphql`. */
  readonly apiUrl: string;
  readonly apiKey: string;
  /** The user behind the API key, by whom Waymark's comments are written. */
  readonly userId: string;
  readonly settings: LinearSettings;
  /** Everything it holds, for tests that look deeper. */
  readonly workspace: Workspace;
}

export interface LinearOptions {
  readonly now: () => Date;
  readonly host: string;
  readonly port: number;
  readonly webhook?: LinearWebhookTarget;
  readonly seed: (workspace: Workspace) => void;
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
}

/** Starts a sandbox Linear; resolves when it listens. */
export async function startLinear(options: LinearOptions): Promise<SandboxLinear> {
  let url = '';
  const workspace = createWorkspace({ url: () => url, now: options.now });
  const me = addUser(workspace, {
    name: 'Waymark',
    email: 'waymark@sandbox.example',
    timezone: 'Etc/UTC',
    app: true,
  });
  options.seed(workspace);
  const outbox = createLinearOutbox(options);
  const context: LinearContext = {
    workspace,
    settings: {
      administrator: true,
      labelsByAdministrators: false,
      uniqueLabelNames: false,
      enforceLimits: false,
      requestsPerHour: 2_500,
      complexityPerHour: 3_000_000,
    },
    me,
    apiKey: `lin_api_${stableUuid('linear-key').replaceAll('-', '')}`,
    calls: createCallLog(),
    faults: createFaultPlan(),
    outbox,
    issuePages: createIssuePages(workspace),
  };
  workspace.subscribe((event) => sendEvent(workspace, outbox, event));
  const app = createLinearServer(context);
  await registerPages(app, linearPages(context));
  await app.listen({ host: options.host, port: options.port });
  url = `http://${options.host}:${(app.server.address() as AddressInfo).port}`;

  const linear = createVerbs(context);
  if (options.webhook) linear.setWebhook(options.webhook);
  return {
    ...linear,
    url,
    apiUrl: `${url}/graphql`,
    apiKey: context.apiKey,
    userId: me.id,
    settings: context.settings,
    calls: context.calls,
    faults: context.faults,
    workspace,
    async close() {
      outbox.close();
      await app.close();
    },
  };
}

function createLinearOutbox(options: LinearOptions): Outbox {
  return createOutbox(
    {
      retryDelaysMs: options.retryDelaysMs,
      timeoutMs: options.timeoutMs,
      // Anything but a 200 is tried again.
      retries: () => true,
      concurrency: 32,
      keep: 5_000,
    },
    options.now,
  );
}
