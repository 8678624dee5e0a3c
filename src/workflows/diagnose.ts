import { SetupError, TrackerError } from '../domain/errors.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { Clock, Diagnosis, FieldRefusal, Trackers } from '../domain/ports.ts';
import { canSetUp, webhookUrl } from './provision.ts';

/** What the service's own store and queue tell. */
export interface ServiceReport {
  /** The store's server, e.g. `PostgreSQL 15.8`. */
  readonly store: string;
  /** `problems` are sentences, each with what to mend. */
  readonly queue: { readonly version: string; readonly problems: readonly string[] };
  readonly lastDeliveries: LastDeliveries;
  /** What trackers would not take lately, newest first. */
  readonly refusals: readonly FieldRefusal[];
  /** Key results whose source names a secret that is not sent, and why. */
  readonly unsent: readonly { readonly keyResult: string; readonly message: string }[];
}

/** What a running service tells of itself. */
export interface RunningReport {
  readonly address: string;
  readonly parts: Readonly<Record<string, { readonly state: string; readonly detail?: string | undefined }>>;
  readonly lastDeliveries: LastDeliveries;
}

export type LastDeliveries = ReadonlyMap<TrackerName, string | null>;

export interface DiagnoseDeps {
  readonly trackers: Trackers;
  readonly publicUrl: string | null;
  /** Where settings were read from; null: the defaults hold. */
  readonly settingsFile: string | null;
  /** Opens store and queue, looks, closes them. Rejects with `SetupError` when one of them cannot be opened. */
  readonly inspectService: () => Promise<ServiceReport>;
  /** Asks the service that may be running; null when none answers. */
  readonly askRunning: () => Promise<RunningReport | null>;
  /** Rejects when the mail server is out of reach; null when mail is off. */
  readonly reachMail: (() => Promise<void>) | null;
  /** How many audiences get a digest. */
  readonly audiences: number;
  /** Secrets of sources that lack their value or a host. */
  readonly secretProblems: readonly {
    readonly variable: string;
    readonly message: string;
    readonly remedy: string;
  }[];
  readonly clock: Clock;
}

/** Looks over everything that Waymark stands on, with the remedy for each thing that is wrong. Changes nothing. */
export type Diagnose = (scope: {
  readonly projects?: readonly string[];
  /** Told what is known so far, again and again: trackers take their time. */
  readonly onFound?: (soFar: readonly Diagnosis[]) => void;
}) => Promise<readonly Diagnosis[]>;

const HOUR_MS = 3_600_000;
/** A team that is at work touches an issue now and then. */
const QUIET_DAYS = 7;
const SHOWN_REFUSALS = 10;

export function createDiagnose(deps: DiagnoseDeps): Diagnose {
  const { trackers, publicUrl, settingsFile, clock } = deps;

  return async ({ projects, onFound }) => {
    const found: Diagnosis[] = [];
    const tell = (more: readonly Diagnosis[]) => {
      found.push(...more);
      onFound?.([...found]);
    };
    tell([line('settings', 'Settings', 'ok', settingsFile ?? 'no file: the defaults hold')]);
    tell(
      deps.secretProblems.map(({ variable, message, remedy }) =>
        line(`secret:${variable}`, 'Sources: secrets', 'warning', message, remedy),
      ),
    );
    tell(await service());
    tell([...(await mail()), ...linksInMails()]);
    if (trackers.size === 0) {
      const remedy = 'Set the variables of Jira or Linear; README.md tells each step.';
      tell([line('trackers', 'Trackers', 'warning', 'none is connected', remedy)]);
    }
    for (const [name, tracker] of trackers) {
      if (!canSetUp(tracker)) continue;
      const target = { webhookUrl: webhookUrl(publicUrl, name), ...(projects && { projects }) };
      tell(await tracker.diagnose(target).catch((error: unknown) => [unseen(name, error)]));
    }
    return found;
  };

  async function service(): Promise<readonly Diagnosis[]> {
    try {
      const { store, queue, lastDeliveries, refusals, unsent } = await deps.inspectService();
      const [first] = queue.problems;
      return [
        line('store', 'Store', 'ok', store),
        first === undefined
          ? line('queue', 'Queue', 'ok', queue.version)
          : line('queue', 'Queue', 'warning', queue.version, queue.problems.join(' ')),
        ...deliveries(lastDeliveries),
        ...refused(refusals),
        ...unsent.slice(0, SHOWN_REFUSALS).map(({ keyResult, message }) => {
          const remedy = 'Set it as said, or take the header out of the source of the key result.';
          return line(`source:${keyResult}`, `Source of ${keyResult}`, 'warning', message, remedy);
        }),
      ];
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      const running = await deps.askRunning();
      return running ? fromRunning(running) : [notOpened(error)];
    }
  }

  /** The embedded store is open in one process at a time: while the service runs, it is the one to ask. */
  function fromRunning({ address, parts, lastDeliveries }: RunningReport): readonly Diagnosis[] {
    const part = (id: 'store' | 'queue', title: string) => {
      const { state = 'unknown', detail } = parts[id] ?? {};
      const told = `${state}${detail ? ` (${detail})` : ''}, as the running service at ${address} says`;
      return state === 'up'
        ? line(id, title, 'ok', told)
        : line(id, title, 'failed', told, 'See the log of the service.');
    };
    return [part('store', 'Store'), part('queue', 'Queue'), ...deliveries(lastDeliveries)];
  }

  function notOpened({ problems }: SetupError): Diagnosis {
    const remedy =
      'If a service is using the store, set PORT (and HOST) as it has them, so that it can be asked.';
    return line('store', 'Store', 'failed', problems.join(' '), remedy);
  }

  function deliveries(last: LastDeliveries): readonly Diagnosis[] {
    return [...last].map(([name, at]) => {
      const [id, title] = [`${name}:deliveries`, `${titleOf(name)}: last delivery`];
      if (at === null) {
        const remedy = 'Edit an issue; when nothing comes, look at the webhook in the tracker.';
        return line(id, title, 'warning', 'none has come yet', remedy);
      }
      const hours = (clock.now().getTime() - Date.parse(at)) / HOUR_MS;
      if (hours <= QUIET_DAYS * 24) return line(id, title, 'ok', ago(hours));
      const remedy =
        'When issues were edited since, look at the webhook in the tracker, then run `waymark reconcile`.';
      return line(id, title, 'warning', ago(hours), remedy);
    });
  }

  function linksInMails(): readonly Diagnosis[] {
    if (deps.audiences === 0 || publicUrl !== null) return [];
    const detail = 'digests go out without links to the board and without a way to unsubscribe';
    const remedy = 'Set PUBLIC_URL to the address at which people reach Waymark.';
    return [line('mail-links', 'Mail: links', 'warning', detail, remedy)];
  }

  async function mail(): Promise<readonly Diagnosis[]> {
    const { reachMail } = deps;
    if (!reachMail) {
      const detail =
        deps.audiences > 0
          ? 'SMTP_URL is not set: digests are written into DATA_DIR/outbox'
          : 'off: SMTP_URL is not set';
      return [line('mail', 'Mail', 'ok', detail)];
    }
    try {
      await reachMail();
      return [line('mail', 'Mail', 'ok', 'the server answers')];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return [
        line('mail', 'Mail', 'failed', why, 'Check SMTP_URL, and that this machine reaches the server.'),
      ];
    }
  }
}

function refused(refusals: readonly FieldRefusal[]): readonly Diagnosis[] {
  return refusals
    .slice(0, SHOWN_REFUSALS)
    .map(({ tracker, project, typeName, field, option, message, remedy }) =>
      line(
        `${tracker}:refused:${[project, typeName, field, option].filter(Boolean).join(':')}`,
        `${titleOf(tracker)}: ${field} in ${project}`,
        'warning',
        message,
        remedy,
      ),
    );
}

function unseen(name: TrackerName, error: unknown): Diagnosis {
  if (!(error instanceof TrackerError)) throw error;
  return line(
    name,
    titleOf(name),
    'failed',
    error.message,
    'Run this again; the log of the service may say more.',
  );
}

function line(
  id: string,
  title: string,
  state: Diagnosis['state'],
  detail: string,
  remedy: string | null = null,
): Diagnosis {
  return { id, title, state, detail, remedy };
}

function titleOf(name: TrackerName): string {
  return { jira: 'Jira', linear: 'Linear' }[name];
}

function ago(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return hours < 48 ? `${Math.round(hours)} h ago` : `${Math.round(hours / 24)} days ago`;
}
