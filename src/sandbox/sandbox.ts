import { DEMO_JIRA, DEMO_LINEAR } from './backlog/demo.ts';
import { PEOPLE } from './backlog/people.ts';
import { type SandboxJira, startJira } from './jira/jira.ts';
import { seedJira } from './jira/seed.ts';
import type { WebhookTarget } from './jira/webhooks.ts';
import { type SandboxLinear, startLinear } from './linear/linear.ts';
import { seedLinear } from './linear/seed.ts';
import type { LinearWebhookTarget } from './linear/verbs.ts';

export interface SandboxOptions {
  /** Where signed webhooks go; may also be set later by `jira.setWebhook` and `linear.setWebhook`. */
  readonly jiraWebhook?: WebhookTarget;
  readonly linearWebhook?: LinearWebhookTarget;
  readonly now?: () => Date;
  /** `demo` (default) holds the invented backlog of two Jira projects and two Linear teams; `empty` their shells only. */
  readonly backlog?: 'demo' | 'empty';
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly jiraPort?: number;
  readonly linearPort?: number;
  /** Waiting times before webhooks are tried again, in ms; the vendors wait minutes to hours. */
  readonly webhookRetryDelaysMs?: readonly number[];
  /** How long a webhook's receiver may take, in ms; default the vendors' 20,000 (Jira) and 5,000 (Linear). */
  readonly webhookTimeoutMs?: number;
}

export interface Sandbox {
  readonly jira: SandboxJira;
  readonly linear: SandboxLinear;
  close(): Promise<void>;
}

const RETRY_DELAYS_MS = [200, 500, 1_000, 2_000, 4_000];

/** Starts a Jira and a Linear on this machine. Both keep everything in memory and forget it on `close`. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const shared = {
    now: options.now ?? (() => new Date()),
    host: options.host ?? '127.0.0.1',
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
  };
  const isEmpty = options.backlog === 'empty';
  const jira = await startJira({
    ...shared,
    port: options.jiraPort ?? 0,
    timeoutMs: options.webhookTimeoutMs ?? 20_000,
    seed: (site) => seedJira(site, { people: PEOPLE, ...DEMO_JIRA, ...(isEmpty && { issues: [] }) }),
    ...(options.jiraWebhook && { webhook: options.jiraWebhook }),
  });
  const linear = await startLinear({
    ...shared,
    port: options.linearPort ?? 0,
    timeoutMs: options.webhookTimeoutMs ?? 5_000,
    seed: (workspace) =>
      seedLinear(workspace, { people: PEOPLE, ...DEMO_LINEAR, ...(isEmpty && { issues: [] }) }),
    ...(options.linearWebhook && { webhook: options.linearWebhook }),
  });
  return {
    jira,
    linear,
    async close() {
      await Promise.all([jira.close(), linear.close()]);
    },
  };
}
