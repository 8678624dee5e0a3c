import { TrackerError } from '../../domain/errors.ts';
import type { SetupStep } from '../../domain/ports.ts';
import type { JiraSetupCalls } from './setup-calls.ts';
import type { JiraWebhook } from './setup-schema.ts';

export const WEBHOOK_STEP = 'jira:webhook';

/** What Waymark listens to. */
const EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
];

/** What keeps a webhook from doing its work, in the words of what to do about it; empty when nothing does. */
export function webhookFaults(webhook: JiraWebhook): readonly string[] {
  const lacking = EVENTS.filter((event) => !webhook.events.includes(event));
  return [
    ...(webhook.enabled ? [] : ['switch it on']),
    ...(lacking.length > 0 ? [`subscribe it to ${lacking.join(', ')}`] : []),
    ...(webhook.excludeBody ? ['let it send the issue'] : []),
    ...(webhook.isSigned === false ? ['give it Waymark’s secret'] : []),
  ];
}

/** The webhook that leads to Waymark; of several, one without fault if there is any. */
export function webhookTo(webhooks: readonly JiraWebhook[], url: string): JiraWebhook | null {
  const fitting = webhooks.filter((webhook) => sameUrl(webhook.url, url));
  return fitting.find((webhook) => webhookFaults(webhook).length === 0) ?? fitting[0] ?? null;
}

/** `webhooks` is null where the account may not see them. */
export function webhookStep(webhooks: readonly JiraWebhook[] | null, url: string | null): SetupStep {
  const id = WEBHOOK_STEP;
  if (url === null) {
    const remedy = 'Set PUBLIC_URL to the address at which Jira reaches Waymark, and run this again.';
    return { id, title: 'register the webhook', state: 'by-hand', remedy };
  }
  const title = `register a webhook to ${url}, signed with JIRA_WEBHOOK_SECRET (issues and comments: created, updated, deleted)`;
  if (!webhooks) return { id, title, state: 'by-hand', remedy: webhookByHand(url) };
  const found = webhookTo(webhooks, url);
  if (!found) return { id, title, state: 'missing' };
  const faults = webhookFaults(found);
  return faults.length === 0
    ? { id, title: `the webhook to ${url}`, state: 'present' }
    : { id, title: `the webhook to ${url}: ${faults.join(', ')}`, state: 'missing' };
}

export async function applyWebhook(calls: JiraSetupCalls, url: string | null, secret: string): Promise<void> {
  if (url === null) throw new TrackerError('invalid', 'Jira applyStep: PUBLIC_URL is not set');
  const webhooks = await calls.webhooks();
  if (!webhooks) throw new TrackerError('invalid', `Jira applyStep: ${webhookByHand(url)}`);
  const found = webhookTo(webhooks, url);
  if (!found) {
    const usual = { name: 'Waymark', url, enabled: true, excludeBody: false, filters: {} };
    await calls.createWebhook({ ...usual, events: EVENTS, secret });
  } else if (webhookFaults(found).length > 0) {
    const { id, isSigned: _, ...kept } = found;
    const events = [...new Set([...found.events, ...EVENTS])];
    await calls.updateWebhook(id, { ...kept, enabled: true, excludeBody: false, events, secret });
  }
}

export function webhookByHand(url: string): string {
  return (
    'Let a Jira administrator add it: Jira settings → System → WebHooks → Create a WebHook. ' +
    `URL ${url}; secret: the value of JIRA_WEBHOOK_SECRET; Issue: created, updated, deleted; ` +
    'Comment: created, updated, deleted; leave "Exclude body" unticked.'
  );
}

function sameUrl(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
}
