import { randomBytes } from 'node:crypto';
import { Option } from 'commander';
import { type Config, Secret, trackersOn } from '../config.ts';
import { SetupError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import type { CliContext, RegisterCommand } from './context.ts';
import { configFor, logFor, openService } from './open-service.ts';
import { stopInTime, stopSignal } from './stop.ts';

const roles = ['all', 'web', 'worker'] as const;
export type Role = (typeof roles)[number];

/** What serving needs of the service; `address` is null where nothing listens. */
export interface Service {
  start(options: { role: Role }): Promise<{ readonly address: string | null }>;
  stop(): Promise<void>;
}

export type CreateService = (config: Config, log: Log) => Promise<Service>;

export const registerServe: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description('run the service: take webhooks in, review the issues, write the comments')
    .addOption(
      new Option('--role <role>', 'what this process does: everything, taking webhooks in, or the reviews')
        .choices(roles)
        .default('all'),
    )
    .addHelpText(
      'after',
      `
Without DATABASE_URL the store is embedded in DATA_DIR and one process does everything.
With it, roles may run apart, as many of each as are needed:
  waymark serve --role web
  waymark serve --role worker
Ctrl-C or SIGTERM lets the work under way finish; a second one ends at once.`,
    )
    .action(({ role }: { role: Role }) => serve(role, context, openService));
};

/** Runs the service until a stop signal. Rejects with SetupError when it cannot start. */
export async function serve(role: Role, context: CliContext, create: CreateService): Promise<void> {
  const given = configFor(context);
  const config = withAdminToken(given, role);
  if (role !== 'all' && config.store.databaseUrl === null) {
    throw new SetupError([
      `DATABASE_URL is missing: --role ${role} shares its store with other processes, and the embedded one is ` +
        'opened by one process only. Set it, or leave --role out',
    ]);
  }
  const log = logFor(config, context);
  const signal = stopSignal(context);
  try {
    const service = await create(config, log);
    try {
      const { address } = await service.start({ role });
      log.info({ role, address, trackers: trackersOn(config) }, 'up');
      const madeToken = given.adminToken === null ? config.adminToken : null;
      context.stdout.write(`${greeting(config, role, address, madeToken)}\n`);
      const cause = await signal.asked;
      log.info({ cause }, 'stopping: the work under way may finish');
    } finally {
      await stopInTime(() => service.stop(), context, log);
    }
    log.info({}, 'stopped');
  } finally {
    signal.forget();
  }
}

/** Without one that was set, a token nobody could guess holds until the end of this run. */
function withAdminToken(config: Config, role: Role): Config {
  if (config.adminToken !== null || role === 'worker') return config;
  return { ...config, adminToken: new Secret(randomBytes(32).toString('hex')) };
}

/** What somebody who just started it wants to know: where it is, what is on, what to do next. */
export function greeting(
  config: Config,
  role: Role,
  address: string | null,
  madeToken: Secret | null = null,
): string {
  const { jira, linear } = config.trackers;
  const reachedAt = config.http.publicUrl ?? address ?? '';
  const webhook = (tracker: string) => `webhook to ${reachedAt}/webhooks/${tracker}`;
  const lines = [
    `Waymark is up${address ? ` at ${address}` : ''}${role === 'all' ? '' : ` as ${role}`}`,
    `  store   ${storeWords(config)}`,
    `  queue   ${config.queue.redisUrl ? 'Redis' : 'in the store'}`,
    `  Jira    ${jira ? `${jira.baseUrl}, ${webhook('jira')}` : 'off'}`,
    `  Linear  ${linear ? `on, ${webhook('linear')}` : 'off'}`,
    `  mail    ${config.mail ? 'on' : 'off'}`,
    ...(role === 'worker' ? [] : [`  API     ${reachedAt}/api/docs`]),
    ...(role === 'worker' || !config.oidc ? [] : [`  people  sign in at ${config.oidc.issuer}`]),
  ];
  if (madeToken) {
    // This once, and never in the log: whoever starts the service has to learn it.
    const token = madeToken.reveal();
    lines.push('', `The token for pages and API, made for this run (set ADMIN_TOKEN to keep one): ${token}`);
  }
  if (!jira && !linear) lines.push('', ...nextSteps(reachedAt));
  else if (!config.http.publicUrl) lines.push('', 'Set PUBLIC_URL to the address that trackers can reach.');
  return lines.join('\n');
}

function storeWords(config: Config): string {
  const { databaseUrl, dataDir } = config.store;
  return databaseUrl
    ? `PostgreSQL at ${new URL(databaseUrl.reveal()).host || 'a local socket'}`
    : `embedded, in ${dataDir}`;
}

function nextSteps(reachedAt: string): string[] {
  return [
    'No tracker is connected yet.',
    '  Jira    set JIRA_BASE_URL, JIRA_EMAIL, JIRA_API_TOKEN and JIRA_WEBHOOK_SECRET,',
    `          then add a webhook with that secret to ${reachedAt}/webhooks/jira`,
    '  Linear  set LINEAR_API_KEY and LINEAR_WEBHOOK_SECRET,',
    `          then add a webhook to ${reachedAt}/webhooks/linear`,
    'README.md tells each step. To see Waymark at work without an account: npm run demo',
  ];
}
