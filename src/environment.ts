import { isIP } from 'node:net';

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
  JIRA_WEBHOOK_SECRET:
    'the secret given to the webhook in Jira (System → WebHooks), e.g. from `openssl rand -hex 32`',
  LINEAR_API_URL: "Linear's GraphQL address (default: https://api.linear.app/graphql)",
  LINEAR_API_KEY: 'API key of the Linear account that Waymark acts as (Settings → Security & access)',
  LINEAR_WEBHOOK_SECRET: "the signing secret on the webhook's page in Linear (Settings → API → Webhooks)",
  SMTP_URL: 'mail server for the digest, as smtps://user:password@host:465',
  DIGEST_FROM: 'sender of the digest, e.g. Waymark <waymark@example.com>',
  DIGEST_RETURN_PATH:
    'address that bounces of the digest go to (default: the sender), e.g. bounces@example.com',
  READER_URL:
    'OpenAI-compatible endpoint of the optional second reader, before /chat/completions, e.g. https://host/v1',
  READER_KEY: 'its API key',
  READER_MODEL: 'the model it is asked for',
  DKIM_DOMAIN: 'domain whose key signs the digest, e.g. example.com',
  DKIM_SELECTOR: 'selector of that key, as in <selector>._domainkey.example.com',
  DKIM_KEY_FILE: 'path of the private key, PEM',
  ADMIN_TOKEN: 'token for the pages and the API, e.g. from `openssl rand -hex 32`',
  SUBSCRIBER_KEY:
    'key under which the signing secrets of subscribers are kept, from `openssl rand -hex 32` (default: one in the store)',
  OIDC_ISSUER:
    'the OpenID Connect provider that people sign in with, e.g. https://login.example.com/realms/main',
  OIDC_CLIENT_ID:
    'the id under which Waymark is registered there, with PUBLIC_URL/login/oidc/callback to return to',
  OIDC_CLIENT_SECRET: 'the secret that goes with that id',
  TRUST_PROXY:
    'proxies in front of Waymark whose word on callers’ addresses counts: loopback, uniquelocal, 10.0.0.7, 10.0.0.0/8',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent (default: info)',
} as const;
export type Variable = keyof typeof variables;

export type Reader = ReturnType<typeof createReader>;

/** Reads variables by kind; what is wrong with one is added to `problems` with the remedy, and it reads as unset. */
export function createReader(env: Environment, problems: string[]) {
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
      const hasPlace = url?.hostname !== '' || url.search !== '';
      if (url && protocols.includes(url.protocol) && hasPlace) return value.replace(/\/$/, '');
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

    /** Addresses, ranges and names of ranges, with commas between them. */
    proxies(name: Variable): readonly string[] {
      const given = (text(name) ?? '').split(',').map((one) => one.trim().toLowerCase());
      const proxies = given.filter((one) => one !== '');
      const wrong = proxies.filter((one) => !isProxy(one));
      if (wrong.length === 0) return proxies;
      // All of the world would be: whoever calls could then say any address, and no limit would hold.
      problem(name, `holds ${wrong.join(', ').slice(0, 100)}, which is no proxy: ${variables[name]}`);
      return [];
    },

    /** A credential of at least this many characters, checked for what people leave in by mistake. */
    secret(name: Variable, shortest: number): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      if (value.length < shortest) {
        return problem(name, `is too short, it needs ${shortest} characters or more: ${variables[name]}`);
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

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (kind === 4 ? 32 : 128))
  );
}
