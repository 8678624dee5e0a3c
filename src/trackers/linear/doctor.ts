import { TrackerError } from '../../domain/errors.ts';
import type { Diagnosis, TrackerSetup } from '../../domain/ports.ts';
import { labelSteps } from './label-setup.ts';
import type { LinearSetupCalls } from './setup-calls.ts';
import type { LinearAccount, LinearWebhook } from './setup-schema.ts';
import { byHand, webhookFaults, webhookFor, webhookScopes } from './webhook-setup.ts';

const TITLES = {
  credentials: 'Linear: API key',
  rights: 'Linear: what the key may do',
  clock: 'Linear: clock',
  labels: 'Linear: label groups',
  webhook: 'Linear: webhook',
  limits: 'Linear: rate limits',
} as const;
/** Webhooks whose time is a minute off are rejected. */
const SKEW = { warnMs: 10_000, failMs: 50_000 };
/** A share of an hour's calls below which little is left. */
const LITTLE = 0.1;

type State = Diagnosis['state'];

function line(
  id: keyof typeof TITLES,
  state: State,
  detail: string,
  remedy: string | null = null,
): Diagnosis {
  return { id: `linear:${id}`, title: TITLES[id], state, detail, remedy };
}

/** Looks over all that Waymark needs of Linear, and never throws what it can tell. */
export function createLinearDoctor(deps: {
  readonly calls: LinearSetupCalls;
  readonly secret: string;
}): TrackerSetup['diagnose'] {
  const { calls, secret } = deps;
  return async ({ webhookUrl }) => {
    const sentAt = Date.now();
    const seen = await calls.account('diagnose').catch((error: unknown) => problemOf(error));
    if ('state' in seen) return [seen];
    const { account, headers } = seen;
    const { viewer, organization } = account;
    const who = viewer.email ? `${viewer.name} (${viewer.email})` : viewer.name;
    return [
      line('credentials', 'ok', `${who} in the workspace ${organization.name || organization.urlKey}`),
      rights(account),
      clock(headers.get('date'), sentAt, Date.now()),
      await labels(calls, account).catch((error: unknown) => unseen('labels', error)),
      await webhook(calls, account, webhookUrl, secret).catch((error: unknown) => unseen('webhook', error)),
      limits(headers),
    ];
  };
}

function problemOf(error: unknown): Diagnosis {
  if (!(error instanceof TrackerError)) throw error;
  const remedy =
    error.kind === 'auth'
      ? 'Make a new key under Settings, Security & access in Linear and put it into LINEAR_API_KEY.'
      : error.kind === 'rate-limited'
        ? 'Wait until Linear’s limit is reset; all keys of one user share it.'
        : 'Check LINEAR_API_URL, and that this machine reaches it.';
  return line('credentials', 'failed', error.message, remedy);
}

function unseen(id: keyof typeof TITLES, error: unknown): Diagnosis {
  if (!(error instanceof TrackerError)) throw error;
  return line(id, 'warning', `could not be looked at: ${error.message}`, 'Run this again.');
}

function rights({ viewer, teams }: LinearAccount): Diagnosis {
  const keys = teams.nodes.map(({ key }) => key);
  if (viewer.active === false) {
    return line(
      'rights',
      'failed',
      'the account is switched off',
      'Use the key of an account that is active.',
    );
  }
  if (keys.length === 0) {
    return line('rights', 'failed', 'it sees no team', 'Add its account to the teams that Waymark serves.');
  }
  const sees = `it sees ${keys.length === 1 ? 'the team' : `${keys.length} teams:`} ${some(keys)}`;
  if (viewer.guest === true) {
    const remedy = 'Make its account a member of the workspace, so that it may change labels and issues.';
    return line('rights', 'warning', `${sees}, as a guest`, remedy);
  }
  return viewer.admin === true
    ? line('rights', 'ok', `${sees}, as an administrator`)
    : line('rights', 'ok', `${sees}, as a member; webhooks are for administrators`);
}

function some(keys: readonly string[]): string {
  const shown = keys.slice(0, 8).join(', ');
  return keys.length > 8 ? `${shown} and ${keys.length - 8} more` : shown;
}

/** Linear's `Date` header lies somewhere between the request and its answer, and has no fractions of a second. */
function clock(date: string | null, sentAt: number, answeredAt: number): Diagnosis {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return line('clock', 'ok', 'Linear did not tell its time');
  const skew = theirs < sentAt ? Math.min(0, theirs + 999 - sentAt) : Math.max(0, theirs - answeredAt);
  const off = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < SKEW.warnMs) return line('clock', 'ok', `agrees with Linear’s, give or take ${off} s`);
  const detail = `this machine’s clock is ${off} s ${skew > 0 ? 'behind' : 'ahead'}`;
  const remedy = 'Keep the clock in time (NTP): webhooks that are a minute off are rejected as replays.';
  return line('clock', Math.abs(skew) < SKEW.failMs ? 'warning' : 'failed', detail, remedy);
}

async function labels(calls: LinearSetupCalls, account: LinearAccount): Promise<Diagnosis> {
  const steps = labelSteps(await calls.labelsOfThoseNames('diagnose'), account);
  const open = steps.filter(({ state }) => state !== 'present');
  if (open.length === 0) return line('labels', 'ok', `all ${steps.length} are there, with their labels`);
  const byHandSteps = open.flatMap(({ remedy }) => (remedy === undefined ? [] : [remedy]));
  const detail = `to do: ${open.map(({ title }) => title).join('; ')}`;
  return line('labels', 'warning', detail, byHandSteps[0] ?? 'Run `waymark provision`.');
}

async function webhook(
  calls: LinearSetupCalls,
  account: LinearAccount,
  url: string | null,
  secret: string,
): Promise<Diagnosis> {
  if (url === null) {
    const detail = 'Waymark does not know at which address Linear reaches it';
    return line('webhook', 'warning', detail, 'Set PUBLIC_URL, then run `waymark provision`.');
  }
  const webhooks = await calls.webhooks('diagnose');
  if (!webhooks) {
    const detail = 'the key may not see webhooks, which are for administrators';
    return line('webhook', 'warning', detail, byHand(url, 'all public teams'));
  }
  const findings = webhookScopes(account).flatMap(({ team }) => {
    const problem = problemWith(webhookFor(webhooks, url, team, secret), secret);
    return problem ? [{ problem, team }] : [];
  });
  if (findings.length === 0) return line('webhook', 'ok', `registered and switched on, at ${url}`);
  const told = findings.map(
    ({ problem, team }) => `${team ? `the team ${team.key}` : 'public teams'}: ${problem}`,
  );
  // A private team that is left out may be left out on purpose.
  const state = findings.some(({ team }) => team === null) ? 'failed' : 'warning';
  return line('webhook', state, told.join('; '), 'Run `waymark provision`.');
}

function problemWith(webhook: LinearWebhook | null, secret: string): string | null {
  if (!webhook) return 'no webhook leads here';
  const faults = webhookFaults(webhook, secret);
  return faults.length === 0 ? null : faults.join(', ');
}

function limits(headers: Headers): Diagnosis {
  const left = (['Requests', 'Complexity'] as const).flatMap((what) => {
    const limit = Number(headers.get(`x-ratelimit-${what}-limit`) ?? Number.NaN);
    const remaining = Number(headers.get(`x-ratelimit-${what}-remaining`) ?? Number.NaN);
    return limit > 0 && remaining >= 0 ? [{ what: what.toLowerCase(), limit, remaining }] : [];
  });
  if (left.length === 0) return line('limits', 'ok', 'Linear did not tell them');
  const detail = left
    .map(({ what, limit, remaining }) => `${what}: ${remaining} of ${limit} left`)
    .join(', ');
  if (left.every(({ limit, remaining }) => remaining > limit * LITTLE)) return line('limits', 'ok', detail);
  const remedy =
    'Wait for the hour to pass, and see who else uses keys of this account: they share its limits.';
  return line('limits', 'warning', detail, remedy);
}
