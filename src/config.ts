import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { SetupError } from './domain/errors.ts';
import type { TrackerName } from './domain/issue.ts';
import { secretPrefix, secretVariable } from './domain/okr/source.ts';
import {
  type AllSettings,
  defaultAllSettings,
  readSettings,
  type SettingsReading,
} from './domain/settings.ts';
import { createReader, type Environment, type Reader, variables } from './environment.ts';

export type { Environment };

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A value that shows itself only on request, so that logging or printing what holds it gives nothing away. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }

  [inspect.custom](): string {
    return '[redacted]';
  }
}

export interface JiraConfig {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly email: string;
  readonly apiToken: Secret;
  readonly webhookSecret: Secret;
}

export interface LinearConfig {
  readonly apiUrl: string;
  readonly apiKey: Secret;
  readonly webhookSecret: Secret;
}

export interface DkimConfig {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: Secret;
}

export interface Config {
  /** The settings file that was read; null when there is none and the defaults hold. */
  readonly settingsFile: string | null;
  readonly settings: AllSettings;
  /** `publicUrl` has no slash at the end. */
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string | null };
  /** `dataDir` is absolute. Without a database URL the store is embedded. */
  readonly store: { readonly dataDir: string; readonly databaseUrl: Secret | null };
  readonly queue: { readonly redisUrl: Secret | null };
  /** Null for a tracker that is off. */
  readonly trackers: { readonly jira: JiraConfig | null; readonly linear: LinearConfig | null };
  readonly mail: {
    readonly smtpUrl: Secret;
    readonly from: string;
    /** The key that signs the mails; null: they are not signed here. */
    readonly dkim: DkimConfig | null;
  } | null;
  /** The second reader; null while it is off. `timeoutMs` is its budget for one story. */
  readonly reader: {
    readonly url: string;
    readonly key: Secret;
    readonly model: string;
    readonly timeoutMs: number;
  } | null;
  readonly adminToken: Secret | null;
  /** Those that key results' sources name, by their variable `WAYMARK_SECRET_…`. */
  readonly sourceSecrets: ReadonlyMap<string, Secret>;
  readonly logLevel: LogLevel;
}

/** Reads a file as UTF-8; throws as `node:fs` does. */
export type ReadFile = (path: string) => string;

const defaultSettingsFile = fileURLToPath(new URL('../config/waymark.yaml', import.meta.url));
const shortestSecret = 16;
const shortestCredential = 8;
/** A review waits no longer than this for a second opinion. */
const readerBudgetMs = 8_000;

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

function loadJira(read: Reader): JiraConfig | null {
  const complete = read.together('Jira', [
    'JIRA_BASE_URL',
    'JIRA_EMAIL',
    'JIRA_API_TOKEN',
    'JIRA_WEBHOOK_SECRET',
  ]);
  const baseUrl = read.safeUrl('JIRA_BASE_URL');
  const email = read.text('JIRA_EMAIL');
  const apiToken = secret(read.secret('JIRA_API_TOKEN', shortestCredential));
  const webhookSecret = secret(read.secret('JIRA_WEBHOOK_SECRET', shortestSecret));
  if (email !== undefined && !/^[^\s@:]+@[^\s@:]+$/.test(email)) {
    read.problem('JIRA_EMAIL', `is not an e-mail address: ${variables.JIRA_EMAIL}`);
  }
  return complete && baseUrl && email && apiToken && webhookSecret
    ? { baseUrl, email, apiToken, webhookSecret }
    : null;
}

function loadLinear(read: Reader): LinearConfig | null {
  const complete = read.together('Linear', ['LINEAR_API_KEY', 'LINEAR_WEBHOOK_SECRET'], ['LINEAR_API_URL']);
  const apiUrl = read.safeUrl('LINEAR_API_URL') ?? 'https://api.linear.app/graphql';
  const apiKey = secret(read.secret('LINEAR_API_KEY', shortestCredential));
  const webhookSecret = secret(read.secret('LINEAR_WEBHOOK_SECRET', shortestSecret));
  return complete && apiKey && webhookSecret ? { apiUrl, apiKey, webhookSecret } : null;
}

function loadReader(read: Reader): Config['reader'] {
  const complete = read.together('the second reader', ['READER_URL', 'READER_KEY', 'READER_MODEL']);
  const url = read.safeUrl('READER_URL');
  const key = secret(read.secret('READER_KEY', shortestCredential));
  const model = read.text('READER_MODEL');
  return complete && url && key && model ? { url, key, model, timeoutMs: readerBudgetMs } : null;
}

function loadMail(read: Reader, readFile: ReadFile): Config['mail'] {
  const complete = read.together('mail', ['SMTP_URL', 'DIGEST_FROM']);
  const smtpUrl = secret(read.url('SMTP_URL', ['smtp:', 'smtps:']));
  const from = read.text('DIGEST_FROM');
  const dkim = loadDkim(read, readFile);
  return complete && smtpUrl && from ? { smtpUrl, from, dkim } : null;
}

function loadDkim(read: Reader, readFile: ReadFile): DkimConfig | null {
  const complete = read.together('the signature', ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE']);
  const domain = read.text('DKIM_DOMAIN');
  const selector = read.text('DKIM_SELECTOR');
  const path = read.text('DKIM_KEY_FILE');
  if (!complete || !domain || !selector || !path) return null;
  try {
    const key = readFile(resolve(path));
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key))
      return { domain, selector, privateKey: new Secret(key) };
    read.problem('DKIM_KEY_FILE', `holds no private key in PEM form: ${variables.DKIM_KEY_FILE}`);
  } catch (error) {
    read.problem('DKIM_KEY_FILE', `names ${path}, which cannot be read: ${wordsOf(error)}`);
  }
  return null;
}

/** The value of a secret by the name that a source gives it; null when there is none. */
export function sourceSecret({ sourceSecrets }: Pick<Config, 'sourceSecrets'>, name: string): string | null {
  return sourceSecrets.get(secretVariable(name))?.reveal() ?? null;
}

function loadSourceSecrets(env: Environment): Config['sourceSecrets'] {
  return new Map(
    Object.entries(env).flatMap(([name, value]) => {
      const given = value?.trim() ?? '';
      return name.startsWith(secretPrefix) && given !== '' ? [[name, new Secret(given)] as const] : [];
    }),
  );
}

function loadSettings(
  named: string | undefined,
  readFile: ReadFile,
  problems: string[],
): Pick<Config, 'settings' | 'settingsFile'> {
  const path = named === undefined ? defaultSettingsFile : resolve(named);
  const source = readSettingsFile(path, named !== undefined, readFile, problems);
  if (source === null) return { settings: defaultAllSettings, settingsFile: null };
  const reading = readYaml(source);
  if (reading.ok) return { settings: reading.settings, settingsFile: path };
  problems.push(...reading.problems.map((problem) => `${path}: ${problem}`));
  return { settings: defaultAllSettings, settingsFile: null };
}

function readYaml(source: string): SettingsReading {
  try {
    return readSettings(parseYaml(source));
  } catch (error) {
    return { ok: false, problems: [`is not YAML: ${wordsOf(error)}`] };
  }
}

/** Null when there is none, which only a file that was asked for by name turns into a problem. */
function readSettingsFile(
  path: string,
  isNamed: boolean,
  readFile: ReadFile,
  problems: string[],
): string | null {
  try {
    return readFile(path);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isNamed || !isAbsent) {
      problems.push(`WAYMARK_CONFIG names ${path}, which cannot be read: ${wordsOf(error)}`);
    }
    return null;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

function secret(value: string | undefined): Secret | null {
  return value === undefined ? null : new Secret(value);
}

/** Frozen all the way down; a `Secret` keeps its value in a private field, which freezing leaves alone. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    (value instanceof Map ? [...value.values()] : Object.values(value)).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
