import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { SetupError } from './domain/errors.ts';
import type { TrackerName } from './domain/issue.ts';
import { parseSettings, type Settings } from './domain/settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every variable that Waymark reads, with what it is for: the reference that help and `.env.example` are held to. */
export const variables = {
  WAYMARK_CONFIG: 'path of the settings file (default: config/waymark.yaml beside the program)',
  HOST: 'address to listen on (default: 127.0.0.1; 0.0.0.0 inside a container)',
  PORT: 'port to listen on (default: 3000; 0 picks a free one)',
  PUBLIC_URL: 'address under which people and trackers reach Waymark, e.g. https://waymark.example.com',
  DATA_DIR: 'folder of the embedded database (default: ./data); unused with DATABASE_URL',
  DATABASE_URL: 'PostgreSQL, as postgresql://user:password@host:5432/name',
  REDIS_URL: 'Redis for the queue, as redis://host:6379 or rediss://…',
  JIRA_BASE_URL: 'the Jira Cloud site, e.g. https://example.atlassian.net',
  JIRA_EMAIL: 'e-mail address of the Jira account that Waymark acts as',
  JIRA_API_TOKEN: 'API token of that account (id.atlassian.com → Security → API tokens)',
  JIRA_WEBHOOK_SECRET: 'the secret given to the webhook in Jira (System → WebHooks)',
  LINEAR_API_URL: "Linear's GraphQL address (default: https://api.linear.app/graphql)",
  LINEAR_API_KEY: 'API key of the Linear account that Waymark acts as (Settings → Security & access)',
  LINEAR_WEBHOOK_SECRET: "the signing secret on the webhook's page in Linear (Settings → API → Webhooks)",
  SMTP_URL: 'mail server for the digest, as smtps://user:password@host:465',
  DIGEST_FROM: 'sender of the digest, e.g. Waymark <waymark@example.com>',
  ADMIN_TOKEN: 'token for the pages and the API',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent (default: info)',
} as const;
export type Variable = keyof typeof variables;

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

export interface Config {
  /** The settings file that was read; null when there is none and the defaults hold. */
  readonly settingsFile: string | null;
  readonly settings: Settings;
  /** `publicUrl` has no slash at the end. */
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string | null };
  /** `dataDir` is absolute. Without a database URL the store is embedded. */
  readonly store: { readonly dataDir: string; readonly databaseUrl: Secret | null };
  readonly queue: { readonly redisUrl: Secret | null };
  /** Null for a tracker that is off. */
  readonly trackers: { readonly jira: JiraConfig | null; readonly linear: LinearConfig | null };
  readonly mail: { readonly smtpUrl: Secret; readonly from: string } | null;
  readonly adminToken: Secret | null;
  readonly logLevel: LogLevel;
}

/** Reads a file as UTF-8; throws as `node:fs` does. */
export type ReadFile = (path: string) => string;

const defaultSettingsFile = fileURLToPath(new URL('../config/waymark.yaml', import.meta.url));
const shortestSecret = 16;
const shortestCredential = 8;

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
    mail: loadMail(read),
    adminToken: secret(read.secret('ADMIN_TOKEN', shortestSecret)),
    logLevel: read.oneOf('LOG_LEVEL', logLevels) ?? 'info',
  };

  if (problems.length > 0) throw new SetupError(problems);
  return freeze(config);
}

/** The trackers that are switched on. */
export function trackersOn(config: Config): readonly TrackerName[] {
  return (['jira', 'linear'] as const).filter((name) => config.trackers[name] !== null);
}

/** Every form in which a configured secret may turn up in a text: what the log blots out. */
export function secretValues(config: Config): readonly string[] {
  const { jira, linear } = config.trackers;
  const plain = [
    jira?.apiToken,
    jira?.webhookSecret,
    linear?.apiKey,
    linear?.webhookSecret,
    config.adminToken,
  ].flatMap((value) => (value ? [value.reveal()] : []));
  const urls = [config.store.databaseUrl, config.queue.redisUrl, config.mail?.smtpUrl].flatMap((value) =>
    value ? [value.reveal()] : [],
  );
  const basic = jira ? [Buffer.from(`${jira.email}:${jira.apiToken.reveal()}`).toString('base64')] : [];
  const encoded = plain.map(encodeURIComponent);
  return [...new Set([...plain, ...encoded, ...basic, ...urls, ...urls.flatMap(passwordsIn)])].filter(
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

type Reader = ReturnType<typeof createReader>;

function createReader(env: Environment, problems: string[]) {
  const text = (name: Variable): string | undefined => env[name]?.trim() || undefined;
  const problem = (name: Variable, what: string): undefined => {
    problems.push(`${name} ${what}`);
  };

  return {
    text,
    problem,

    port(name: Variable): number | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      const port = Number(value);
      if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
      return problem(name, `is not a port: give a number from 0 to 65535, where 0 picks a free one`);
    },

    oneOf<T extends string>(name: Variable, choices: readonly T[]): T | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      const choice = choices.find((one) => one === value.toLowerCase());
      return choice ?? problem(name, `is none of ${choices.join(', ')}`);
    },

    /** An address without a slash at the end. The value itself is left out of problems: it may hold a password. */
    url(name: Variable, protocols: readonly string[]): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url && protocols.includes(url.protocol) && url.hostname !== '') return value.replace(/\/$/, '');
      const schemes = protocols.map((protocol) => `${protocol}//`).join(' or ');
      return problem(name, `is not an address that begins with ${schemes}: ${variables[name]}`);
    },

    /** An address that credentials are sent to: https, or http on this machine. */
    safeUrl(name: Variable): string | undefined {
      const value = this.url(name, ['https:', 'http:']);
      if (value === undefined) return undefined;
      const { protocol, hostname, username, search, hash } = new URL(value);
      if (username || search || hash) {
        return problem(name, 'holds more than an address: leave out user, query and fragment');
      }
      const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
      if (protocol === 'http:' && !isLocal) {
        return problem(name, 'must begin with https://, because credentials are sent to it');
      }
      return value;
    },

    /** A credential of at least this many characters, checked for what people leave in by mistake. */
    secret(name: Variable, shortest: number): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      if (value.length < shortest) {
        return problem(
          name,
          `is too short: it needs ${shortest} characters or more, e.g. from \`openssl rand -hex 32\``,
        );
      }
      if (new Set(value).size < 5 || /^(?:<.*>|\$\{?\w+\}?|change[-_ ]?me.*|your[-_ ].*)$/i.test(value)) {
        return problem(name, `looks like a placeholder: ${variables[name]}`);
      }
      return value;
    },

    /** True when all are set; with only some of them, a problem for each one missing. */
    together(what: string, required: readonly Variable[], optional: readonly Variable[] = []): boolean {
      const set = [...required, ...optional].filter((name) => text(name) !== undefined);
      const missing = required.filter((name) => text(name) === undefined);
      if (set.length === 0) return false;
      for (const name of missing) {
        problem(name, `is missing: ${variables[name]}. Or unset ${set.join(', ')} to leave ${what} off`);
      }
      return missing.length === 0;
    },
  };
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

function loadMail(read: Reader): Config['mail'] {
  const complete = read.together('mail', ['SMTP_URL', 'DIGEST_FROM']);
  const smtpUrl = secret(read.url('SMTP_URL', ['smtp:', 'smtps:']));
  const from = read.text('DIGEST_FROM');
  return complete && smtpUrl && from ? { smtpUrl, from } : null;
}

function loadSettings(
  named: string | undefined,
  readFile: ReadFile,
  problems: string[],
): Pick<Config, 'settings' | 'settingsFile'> {
  const path = named === undefined ? defaultSettingsFile : resolve(named);
  const source = readSettingsFile(path, named !== undefined, readFile, problems);
  try {
    const settings = parseSettings(source === null ? {} : (parseYaml(source) ?? {}));
    return { settings, settingsFile: source === null ? null : path };
  } catch (error) {
    const found =
      error instanceof SetupError ? error.problems : [`cannot be read as YAML: ${wordsOf(error)}`];
    problems.push(...found.map((problem) => `${path}: ${problem}`));
    return { settings: parseSettings({}), settingsFile: null };
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
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
