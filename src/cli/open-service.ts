import type { App } from '../app.ts';
import { type Config, loadConfig, secretValues } from '../config.ts';
import type { Doer } from '../domain/access.ts';
import { SetupError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import { createLog } from '../log.ts';
import type { CliContext } from './context.ts';

/** A log on `stderr`, so that `stdout` is free for what the command says. */
export function logFor(config: Config, context: CliContext, level = config.logLevel): Log {
  return createLog({ level, secrets: secretValues(config), destination: context.stderr });
}

/** A short command speaks for itself: its log is there for trouble, or when asked for. */
export function quietLogFor(config: Config, context: CliContext): Log {
  return logFor(config, context, context.env.LOG_LEVEL ? config.logLevel : 'warn');
}

/** Whoever may run commands here may read the store: they are nobody in particular. */
export const onCommandLine: Doer = { who: 'command line', from: null };

/** The configuration of this command line. @throws SetupError with all that is wrong. */
export function configFor(context: CliContext): Config {
  return loadConfig(context.env, context.readFile);
}

/** Opens the service on its store and queue, idle. @throws SetupError when one of them cannot be reached. */
export async function openService(config: Config, log: Log): Promise<App> {
  // Loaded when needed: help and wrong usage do not wait for the trackers' clients.
  const { createApp } = await import('../app.ts');
  return createApp(config, { log }).catch((error: unknown) => {
    throw asSetupProblem(error, config);
  });
}

/** Opens the service for one command. */
export async function withService(context: CliContext, use: (service: App) => Promise<void>): Promise<void> {
  const config = configFor(context);
  const service = await openService(config, quietLogFor(config, context));
  try {
    await use(service);
  } finally {
    await service.stop();
  }
}

/** What the system says about a connection or a folder says too little without where it was looked for. */
export function asSetupProblem(error: unknown, config: Config): unknown {
  if (error instanceof SetupError || !(error instanceof Error)) return error;
  const isFromSystem = 'code' in error && typeof error.code === 'string';
  if (!isFromSystem && !/^Connection is closed/.test(error.message)) return error;
  const { databaseUrl, dataDir } = config.store;
  const store = databaseUrl ? 'PostgreSQL as DATABASE_URL names it' : `the folder ${dataDir} (DATA_DIR)`;
  const queue = config.queue.redisUrl ? ', or Redis as REDIS_URL names it' : '';
  return new SetupError([`${store}${queue} cannot be opened: ${error.message || error.name}`]);
}
