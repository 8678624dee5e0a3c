import { TrackerError } from '../../domain/errors.ts';
import type { SetupStep } from '../../domain/ports.ts';
import type { LinearSetupCalls } from './setup-calls.ts';
import type { LinearAccount, LinearWebhook } from './setup-schema.ts';

/** What Waymark listens to. */
const RESOURCES = ['Issue', 'Comment'];
const WORKSPACE = 'linear:webhook';
const TEAM = `${WORKSPACE}:`;

/** What a webhook has to cover: all public teams at once, or a team that is not public. */
interface Scope {
  readonly stepId: string;
  readonly team: { readonly id: string; readonly key: string } | null;
}

/** What keeps a webhook from doing its work, in the words of what to do about it; empty when nothing does. */
export function webhookFaults(webhook: LinearWebhook, secret: string): readonly string[] {
  const lacking = RESOURCES.filter((type) => !webhook.resourceTypes.includes(type));
  return [
    ...(webhook.enabled ? [] : ['switch it on']),
    ...(lacking.length > 0 ? [`subscribe it to ${lacking.join(' and ')} events`] : []),
    ...(webhook.secret !== null && webhook.secret !== secret ? ['give it Waymark’s signing secret'] : []),
  ];
}

/** The webhook that covers a scope; of several, one without fault if there is any. */
export function webhookFor(
  webhooks: readonly LinearWebhook[],
  url: string,
  team: Scope['team'],
  secret: string,
): LinearWebhook | null {
  const fitting = webhooks.filter(
    (webhook) =>
      webhook.url !== null &&
      sameUrl(webhook.url, url) &&
      (team ? webhook.team?.id === team.id : webhook.allPublicTeams === true),
  );
  return fitting.find((webhook) => webhookFaults(webhook, secret).length === 0) ?? fitting[0] ?? null;
}

/** The whole workspace, and each team that a webhook of the workspace leaves out. */
export function webhookScopes({ teams }: LinearAccount): readonly Scope[] {
  const others = teams.nodes.filter(({ visibility }) => visibility !== null && visibility !== 'public');
  return [
    { stepId: WORKSPACE, team: null },
    ...others.map(({ id, key }) => ({ stepId: `${TEAM}${key}`, team: { id, key } })),
  ];
}

/** `webhooks` is null where the account may not see them. */
export function webhookSteps(input: {
  readonly account: LinearAccount;
  readonly webhooks: readonly LinearWebhook[] | null;
  readonly url: string | null;
  readonly secret: string;
}): readonly SetupStep[] {
  const { account, webhooks, url, secret } = input;
  return webhookScopes(account).map(({ stepId: id, team }) => {
    const whose = team ? `the team ${team.key}` : 'all public teams';
    if (url === null) {
      const remedy = 'Set PUBLIC_URL to the address at which Linear reaches Waymark, and run this again.';
      return { id, title: `register a webhook for ${whose}`, state: 'by-hand', remedy };
    }
    const title = `register a webhook for ${whose} at ${url} (${RESOURCES.join(', ')})`;
    if (!webhooks) return { id, title, state: 'by-hand', remedy: byHand(url, whose) };
    const found = webhookFor(webhooks, url, team, secret);
    if (!found) return { id, title, state: 'missing' };
    const faults = webhookFaults(found, secret);
    return faults.length === 0
      ? { id, title: `the webhook for ${whose} at ${url}`, state: 'present' }
      : { id, title: `the webhook for ${whose} at ${url}: ${faults.join(', ')}`, state: 'missing' };
  });
}

export function isWebhookStep(stepId: string): boolean {
  return stepId === WORKSPACE || stepId.startsWith(TEAM);
}

export async function applyWebhook(
  calls: LinearSetupCalls,
  stepId: string,
  url: string | null,
  secret: string,
): Promise<void> {
  if (url === null) throw new TrackerError('invalid', 'Linear applyStep: PUBLIC_URL is not set');
  const { account } = await calls.account('applyStep');
  const scope = webhookScopes(account).find((one) => one.stepId === stepId);
  if (!scope) throw new TrackerError('invalid', `Linear applyStep: there is no step ${stepId.slice(0, 100)}`);
  const webhooks = await calls.webhooks('applyStep');
  if (!webhooks)
    throw new TrackerError('auth', 'Linear applyStep: webhooks are for administrators', { status: 403 });
  const found = webhookFor(webhooks, url, scope.team, secret);
  const settings = { secret, enabled: true };
  if (!found) {
    const target = scope.team ? { teamId: scope.team.id } : ({ allPublicTeams: true } as const);
    await calls.createWebhook({ ...settings, ...target, url, label: 'Waymark', resourceTypes: RESOURCES });
  } else if (webhookFaults(found, secret).length > 0) {
    const resourceTypes = [...new Set([...found.resourceTypes, ...RESOURCES])];
    await calls.updateWebhook(found.id, { ...settings, resourceTypes });
  }
}

/** Linear makes up the secret of a webhook that is set up by hand. */
export function byHand(url: string, whose: string): string {
  return (
    `Let an administrator add a webhook under Settings, API in Linear: URL ${url}, for ${whose}, ` +
    `${RESOURCES.join(' and ')} events; then put its signing secret into LINEAR_WEBHOOK_SECRET.`
  );
}

function sameUrl(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
}
