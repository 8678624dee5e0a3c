import { TrackerError } from '../../domain/errors.ts';
import type { Account, Diagnosis, SetupTarget, TrackerSetup } from '../../domain/ports.ts';
import type { JiraCall } from './call.ts';
import { diagnoseProject } from './doctor-projects.ts';
import type { JiraFieldCalls } from './field-calls.ts';
import type { ProjectSamples } from './samples.ts';
import { jiraUser } from './schema.ts';
import type { JiraSetupCalls } from './setup-calls.ts';
import { webhookByHand, webhookFaults, webhookTo } from './webhook-setup.ts';

const TITLES = {
  credentials: 'Jira: API token',
  rights: 'Jira: what the account may do',
  clock: 'Jira: clock',
  webhook: 'Jira: webhook',
  projects: 'Jira: projects',
} as const;
/** Nothing that Jira signs has a time in it, so a clock that is a little off does no harm. */
const SKEW = { warnMs: 30_000, failMs: 300_000 };
/** Each costs a handful of calls. */
const MOST_PROJECTS = 20;

function line(
  id: keyof typeof TITLES,
  state: Diagnosis['state'],
  detail: string,
  remedy: string | null = null,
): Diagnosis {
  return { id: `jira:${id}`, title: TITLES[id], state, detail, remedy };
}

export interface JiraDoctorDeps {
  readonly call: JiraCall;
  readonly calls: JiraSetupCalls;
  readonly fieldCalls: JiraFieldCalls;
  readonly samples: ProjectSamples;
  readonly now: () => number;
}

/** Looks over all that Waymark needs of Jira. */
export function createJiraDoctor(deps: JiraDoctorDeps): TrackerSetup['diagnose'] {
  const { call, calls, fieldCalls, samples, now } = deps;

  return async (target) => {
    const seen = await credentials().catch(problemOf);
    if ('state' in seen) return [seen];
    const { account, date, sentAt, answeredAt } = seen;
    return [
      line('credentials', 'ok', `${account.name} (${account.id})`),
      await rights().catch((error: unknown) => unseen('rights', error)),
      clock(date, sentAt, answeredAt),
      await webhook(target.webhookUrl).catch((error: unknown) => unseen('webhook', error)),
      ...(await projects(target).catch((error: unknown) => [unseen('projects', error)])),
    ];
  };

  async function credentials() {
    let date: string | null = null;
    const sentAt = now();
    const onDate = (told: string) => {
      date = told;
    };
    const user = await call(
      { operation: 'whoAmI', kind: 'read', method: 'GET', url: '/rest/api/3/myself', needs: null, onDate },
      jiraUser,
    );
    const account: Account = { id: user.accountId, name: user.displayName };
    return { account, date: date as string | null, sentAt, answeredAt: now() };
  }

  async function rights(): Promise<Diagnosis> {
    const has = await fieldCalls.permissions(['ADMINISTER', 'BULK_CHANGE']);
    if (has.has('ADMINISTER')) return line('rights', 'ok', 'it administers Jira');
    const detail = `it is no administrator: Waymark cannot set Jira up${has.has('BULK_CHANGE') ? '' : ', nor change many issues in one call'}`;
    return line('rights', 'ok', detail);
  }

  async function webhook(url: string | null): Promise<Diagnosis> {
    if (url === null) {
      const detail = 'Waymark does not know at which address Jira reaches it';
      return line('webhook', 'warning', detail, 'Set PUBLIC_URL, then run `waymark provision`.');
    }
    const webhooks = await calls.webhooks();
    if (!webhooks) {
      return line(
        'webhook',
        'warning',
        'the account may not see webhooks, which are for administrators',
        webhookByHand(url),
      );
    }
    const found = webhookTo(webhooks, url);
    if (!found) return line('webhook', 'failed', `none leads to ${url}`, 'Run `waymark provision`.');
    const faults = webhookFaults(found);
    return faults.length === 0
      ? line('webhook', 'ok', `registered and switched on, to ${url}`)
      : line('webhook', 'failed', faults.join('; '), 'Run `waymark provision`.');
  }

  async function projects({ projects: wanted }: SetupTarget): Promise<readonly Diagnosis[]> {
    const visible = await calls.projects();
    const all = wanted ? visible.filter(({ key }) => wanted.includes(key)) : visible;
    if (all.length === 0) {
      const remedy = 'Give it the permission "Browse projects" in the projects that Waymark serves.';
      return [line('projects', 'failed', 'the account sees no project', remedy)];
    }
    const looked = all.slice(0, MOST_PROJECTS);
    const found: Diagnosis[] = [];
    for (const { key } of looked) {
      found.push(...(await diagnoseProject(key, { fieldCalls, samples })));
    }
    const left = all.length - looked.length;
    const detail = `${all.length} in sight`;
    return [
      left === 0
        ? line('projects', 'ok', detail)
        : line(
            'projects',
            'warning',
            `${detail}, of which ${left} were not looked at`,
            'Name those you care for: waymark doctor --project KEY.',
          ),
      ...found,
    ];
  }
}

function problemOf(error: unknown): Diagnosis {
  if (!(error instanceof TrackerError)) throw error;
  const remedy =
    error.kind === 'auth'
      ? 'Make a new token (id.atlassian.com → Security → API tokens) for the account in JIRA_EMAIL and put it into JIRA_API_TOKEN. A scoped token needs JIRA_BASE_URL=https://api.atlassian.com/ex/jira/{cloudId}.'
      : error.kind === 'rate-limited'
        ? 'Wait until Jira’s limit is reset.'
        : 'Check JIRA_BASE_URL, and that this machine reaches it.';
  return line('credentials', 'failed', error.message, remedy);
}

function unseen(id: keyof typeof TITLES, error: unknown): Diagnosis {
  if (!(error instanceof TrackerError)) throw error;
  return line(id, 'warning', `could not be looked at: ${error.message}`, 'Run this again.');
}

/** Jira's `Date` header lies somewhere between the request and its answer, and has no fractions of a second. */
function clock(date: string | null, sentAt: number, answeredAt: number): Diagnosis {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return line('clock', 'ok', 'Jira did not tell its time');
  const skew = theirs < sentAt ? Math.min(0, theirs + 999 - sentAt) : Math.max(0, theirs - answeredAt);
  const off = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < SKEW.warnMs) return line('clock', 'ok', `agrees with Jira’s, give or take ${off} s`);
  const detail = `this machine’s clock is ${off} s ${skew > 0 ? 'behind' : 'ahead'}`;
  const remedy = 'Keep the clock in time (NTP): due dates and searches by time are reckoned from it.';
  return line('clock', Math.abs(skew) < SKEW.failMs ? 'warning' : 'failed', detail, remedy);
}
