import { resolve } from 'node:path';
import { loadMail } from './config/load-mail.ts';
import { loadOidc } from './config/load-people.ts';
import { loadReader } from './config/load-reader.ts';
import { loadSettings } from './config/load-settings.ts';
import { loadJira, loadLinear } from './config/load-trackers.ts';
import type { ReadFile } from './config/read-file.ts';
import { Secret, secret, shortestCredential, shortestSecret } from './config/secret.ts';
import { type Config, logLevels } from './config/shape.ts';
import { SetupError } from './domain/errors.ts';
import type { TrackerName } from './domain/issue.ts';
import { secretPrefix } from './domain/okr/source.ts';
import { createReader, type Environment } from './environment.ts';

export type { ReadFile } from './config/read-file.ts';
export { Secret } from './config/secret.ts';
export type * from './config/shape.ts';
export { logLevels } from './config/shape.ts';
export type { Environment };

/**
 * Turns environment and settings file into one frozen configuration. A variable that is empty counts as unset.
 * @throws SetupError with every problem at once, each naming the variable or the setting and the remedy.
 */
export function loadConfig(env: Environment, readFile: ReadFile): Config {
  const problems: string[] = [];
  const read = createReader(env, problems);

  const config: Config = {
    ...loadSettings(read.text('WAYMARK_CONFIG'), readFile, problems),
    http: {
      host: read.text('HOST') ?? '127.0.0.1',
      port: read.port('PORT') ?? 3000,
      publicUrl: read.url('PUBLIC_URL', ['http:', 'https:']) ?? null,
      trustProxy: read.proxies('TRUST_PROXY'),
    },
    store: {
      dataDir: resolve(read.text('DATA_DIR') ?? 'data'),
      databaseUrl: secret(read.url('DATABASE_URL', ['postgres:', 'postgresql:'])),
    },
    queue: { redisUrl: secret(read.url('REDIS_URL', ['redis:', 'rediss:'])) },
    trackers: { jira: loadJira(read), linear: loadLinear(read) },
    mail: loadMail(read, readFile),
    reader: loadReader(read),
    adminToken: secret(read.secret('ADMIN_TOKEN', shortestSecret)),
    subscriberKey: secret(read.secret('SUBSCRIBER_KEY', shortestSecret)),
    oidc: loadOidc(read),
    sourceSecrets: loadSourceSecrets(env),
    logLevel: read.oneOf('LOG_LEVEL', logLevels) ?? 'info',
  };

  if (problems.length > 0) throw new SetupError(problems);
  return freeze(config);
}

/** The trackers that are switched on. */
export function trackersOn(config: Config): readonly TrackerName[] {
  return (['jira', 'linear'] as const).filter((name) => config.trackers[name] !== null);
}

/** Every configured secret, also as Jira's Basic credentials and as the passwords in addresses: what the log blots out. */
export function secretValues(config: Config): readonly string[] {
  const { jira, linear } = config.trackers;
  const plain = [
    jira?.apiToken,
    jira?.webhookSecret,
    linear?.apiKey,
    linear?.webhookSecret,
    config.reader?.key,
    config.adminToken,
    config.subscriberKey,
    config.oidc?.clientSecret,
    ...config.sourceSecrets.values(),
  ].flatMap((value) => (value ? [value.reveal()] : []));
  const urls = [config.store.databaseUrl, config.queue.redisUrl, config.mail?.smtpUrl].flatMap((value) =>
    value && passwordsIn(value.reveal()).join('') ? [value.reveal()] : [],
  );
  const basic = jira ? [Buffer.from(`${jira.email}:${jira.apiToken.reveal()}`).toString('base64')] : [];
  return [...new Set([...plain, ...basic, ...urls, ...urls.flatMap(passwordsIn)])].filter(
    (value) => value.length >= shortestCredential,
  );
}

function passwordsIn(url: string): string[] {
  const { password } = new URL(url);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function loadSourceSecrets(env: Environment): Config['sourceSecrets'] {
  return new Map(
    Object.entries(env).flatMap(([name, value]) => {
      const given = value?.trim() ?? '';
      return name.startsWith(secretPrefix) && given !== '' ? [[name, new Secret(given)] as const] : [];
    }),
  );
}

/** Frozen all the way down; a `Secret` keeps its value in a private field, which freezing leaves alone. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    (value instanceof Map ? [...value.values()] : Object.values(value)).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
