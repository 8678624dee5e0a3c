import type { AllSettings } from '../domain/settings.ts';
import type { Secret } from './secret.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

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

/** Where people sign in. */
export interface OidcConfig {
  /** What comes before `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

export interface Config {
  /** The settings file that was read; null when there is none and the defaults hold. */
  readonly settingsFile: string | null;
  readonly settings: AllSettings;
  /** `publicUrl` has no slash at the end. */
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string | null;
    /** The proxies that are believed on whose behalf they call; empty: none. */
    readonly trustProxy: readonly string[];
  };
  /** `dataDir` is absolute. Without a database URL the store is embedded. */
  readonly store: { readonly dataDir: string; readonly databaseUrl: Secret | null };
  readonly queue: { readonly redisUrl: Secret | null };
  /** Null for a tracker that is off. */
  readonly trackers: { readonly jira: JiraConfig | null; readonly linear: LinearConfig | null };
  readonly mail: {
    readonly smtpUrl: Secret;
    readonly from: string;
    /** Where bounces go; null: to the sender. */
    readonly returnPath: string | null;
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
  /** Seals the secrets of subscribers; null: a key in the store does. */
  readonly subscriberKey: Secret | null;
  /** Null while nobody but the administrator's token signs people in. */
  readonly oidc: OidcConfig | null;
  /** Those that key results' sources name, by their variable `WAYMARK_SECRET_…`. */
  readonly sourceSecrets: ReadonlyMap<string, Secret>;
  readonly logLevel: LogLevel;
}
