import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadConfig, type ReadFile, Secret, secretValues, trackersOn } from '../../src/config.ts';
import { SetupError } from '../../src/domain/errors.ts';
import type { Environment } from '../../src/environment.ts';

const jira = {
  JIRA_BASE_URL: 'https://example.atlassian.net/',
  JIRA_EMAIL: 'waymark@example.com',
  JIRA_API_TOKEN: 'ATATT-3xFf-token',
  JIRA_WEBHOOK_SECRET: 'a secret that is long enough',
};
const linear = { LINEAR_API_KEY: 'lin_api_0123456789', LINEAR_WEBHOOK_SECRET: 'lin_wh_0123456789abcdef' };

const noFile: ReadFile = (path) => {
  throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
};
const load = (env: Environment, readFile = noFile) => loadConfig(env, readFile);
const problemsOf = (env: Environment, readFile = noFile): readonly string[] => {
  try {
    load(env, readFile);
  } catch (error) {
    if (error instanceof SetupError) return error.problems;
    throw error;
  }
  return [];
};

describe('without any variable', () => {
  test('everything has its default and no tracker is on', () => {
    const config = load({});
    expect(config).toMatchObject({
      settingsFile: null,
      http: { host: '127.0.0.1', port: 3000, publicUrl: null, trustProxy: [] },
      store: { dataDir: resolve('data'), databaseUrl: null },
      queue: { redisUrl: null },
      trackers: { jira: null, linear: null },
      mail: null,
      adminToken: null,
      oidc: null,
      logLevel: 'info',
    });
    expect(trackersOn(config)).toEqual([]);
  });

  test('an empty variable counts as unset, as compose files pass them', () => {
    expect(load({ PORT: '', JIRA_EMAIL: '  ', LINEAR_API_KEY: '', DATABASE_URL: '' })).toEqual(load({}));
  });
});

describe('a tracker', () => {
  test('with all its variables is on', () => {
    const config = load({ ...jira, ...linear });
    expect(trackersOn(config)).toEqual(['jira', 'linear']);
    expect(config.trackers.jira?.baseUrl).toBe('https://example.atlassian.net');
    expect(config.trackers.jira?.apiToken.reveal()).toBe('ATATT-3xFf-token');
    expect(config.trackers.linear?.apiUrl).toBe('https://api.linear.app/graphql');
  });

  test('with some of them missing stops the start and names each one', () => {
    const problems = problemsOf({ JIRA_EMAIL: jira.JIRA_EMAIL, LINEAR_API_KEY: linear.LINEAR_API_KEY });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'JIRA_BASE_URL',
      'JIRA_API_TOKEN',
      'JIRA_WEBHOOK_SECRET',
      'LINEAR_WEBHOOK_SECRET',
    ]);
    for (const problem of problems) expect(problem).toMatch(/is missing: .+\. Or unset .+ to leave .+ off$/);
  });

  test('Linear with nothing but another address is missing its key and secret', () => {
    expect(problemsOf({ LINEAR_API_URL: 'http://127.0.0.1:9' })).toHaveLength(2);
  });

  test('may be on this machine without https', () => {
    const config = load({ ...jira, JIRA_BASE_URL: 'http://127.0.0.1:8080' });
    expect(config.trackers.jira?.baseUrl).toBe('http://127.0.0.1:8080');
  });
});

describe('what is refused, by variable', () => {
  test.each<[string, Environment, RegExp]>([
    ['a port that is a word', { PORT: 'http' }, /^PORT is not a port: give a number/],
    ['a port beyond the last', { PORT: '65536' }, /^PORT/],
    ['a negative port', { PORT: '-1' }, /^PORT/],
    ['a log level of another library', { LOG_LEVEL: 'verbose' }, /^LOG_LEVEL is none of trace, debug, info/],
    ['a database of another kind', { DATABASE_URL: 'mysql://u:p@h/d' }, /^DATABASE_URL .*postgres/],
    ['a database without a place', { DATABASE_URL: 'postgresql://' }, /^DATABASE_URL/],
    ['a Redis that is a host only', { REDIS_URL: 'localhost:6379' }, /^REDIS_URL .*redis:\/\//],
    ['a public address that is a host only', { PUBLIC_URL: 'example.com' }, /^PUBLIC_URL .*http/],
    ['Jira over plain http', { ...jira, JIRA_BASE_URL: 'http://jira.example.com' }, /^JIRA_BASE_URL .*https/],
    ['Jira with a user in the address', { ...jira, JIRA_BASE_URL: 'https://u@j.example' }, /^JIRA_BASE_URL/],
    ['an e-mail address that is none', { ...jira, JIRA_EMAIL: 'waymark' }, /^JIRA_EMAIL is not an e-mail/],
    [
      'a short webhook secret',
      { ...jira, JIRA_WEBHOOK_SECRET: 'secret' },
      /^JIRA_WEBHOOK_SECRET is too short/,
    ],
    ['a secret of one letter', { ...linear, LINEAR_WEBHOOK_SECRET: 'x'.repeat(40) }, /placeholder/],
    ['a placeholder', { ...linear, LINEAR_API_KEY: '<your key here>' }, /^LINEAR_API_KEY .*placeholder/],
    ['a variable that was not filled in', { ADMIN_TOKEN: '$WAYMARK_ADMIN_TOKEN' }, /^ADMIN_TOKEN/],
    ['a short admin token', { ADMIN_TOKEN: 'admin' }, /^ADMIN_TOKEN is too short/],
    ['mail without a sender', { SMTP_URL: 'smtp://mail.example.com' }, /^DIGEST_FROM is missing/],
    [
      'a sender without an address',
      { SMTP_URL: 'smtp://m.example', DIGEST_FROM: 'Waymark' },
      /^DIGEST_FROM holds no e-mail address/,
    ],
    [
      'bounces to nowhere',
      { SMTP_URL: 'smtp://m.example', DIGEST_FROM: 'Waymark <a@b.example>', DIGEST_RETURN_PATH: 'nobody' },
      /^DIGEST_RETURN_PATH is no e-mail address/,
    ],
    [
      'mail over another protocol',
      { SMTP_URL: 'https://m.example', DIGEST_FROM: 'a@b.example' },
      /^SMTP_URL/,
    ],
  ])('%s', (_name, env, expected) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  test('everything that is wrong is told at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', REDIS_URL: 'x', JIRA_EMAIL: 'x' });
    expect(problems).toHaveLength(7);
  });

  test('without repeating a value that may be secret', () => {
    const env = {
      ...jira,
      JIRA_WEBHOOK_SECRET: 'hush-hush',
      JIRA_API_TOKEN: '<hush-hush>',
      DATABASE_URL: 'mysql://user:hush-hush@host/name',
      REDIS_URL: 'hush-hush',
      SMTP_URL: 'hush-hush',
      JIRA_BASE_URL: 'https://user:hush-hush@example.com',
    };
    expect(problemsOf(env)).toHaveLength(7);
    expect(problemsOf(env).join()).not.toContain('hush');
  });
});

describe('what is accepted', () => {
  test.each<[string, Environment, (config: ReturnType<typeof load>) => unknown, unknown]>([
    ['any free port', { PORT: '0' }, (config) => config.http.port, 0],
    ['space around a value', { HOST: ' 0.0.0.0\n' }, (config) => config.http.host, '0.0.0.0'],
    [
      'a public address with a slash',
      { PUBLIC_URL: 'https://w.example/' },
      (config) => config.http.publicUrl,
      'https://w.example',
    ],
    ['a level in capitals', { LOG_LEVEL: 'WARN' }, (config) => config.logLevel, 'warn'],
    [
      'a database on a local socket',
      { DATABASE_URL: 'postgresql:///waymark?host=/run/postgresql' },
      (config) => config.store.databaseUrl?.reveal(),
      'postgresql:///waymark?host=/run/postgresql',
    ],
    [
      'Redis over TLS',
      { REDIS_URL: 'rediss://r.example:6380' },
      (config) => config.queue.redisUrl?.reveal(),
      'rediss://r.example:6380',
    ],
  ])('%s', (_name, env, pick, expected) => {
    expect(pick(load(env))).toBe(expected);
  });
});

describe('the settings file', () => {
  const settle =
    (seconds: string): ReadFile =>
    () =>
      `review:\n  settleSeconds: ${seconds}\n`;

  test('that is named is read from there', () => {
    const asked: string[] = [];
    const config = load({ WAYMARK_CONFIG: 'team.yaml' }, (path) => {
      asked.push(path);
      return 'review:\n  settleSeconds: 30\n';
    });
    expect(asked).toEqual([resolve('team.yaml')]);
    expect(config.settingsFile).toBe(resolve('team.yaml'));
    expect(config.settings.everywhere.review.settleSeconds).toBe(30);
  });

  test('beside the program is read when none is named, and may be absent', () => {
    const asked: string[] = [];
    load({}, (path) => {
      asked.push(path);
      return noFile(path);
    });
    expect(asked).toEqual([resolve(import.meta.dirname, '../../config/waymark.yaml')]);
  });

  test('may be empty', () => {
    expect(load({}, () => '# nothing yet\n').settings).toEqual(load({}).settings);
  });

  test.each<[string, Environment, ReadFile, RegExp]>([
    ['named and absent', { WAYMARK_CONFIG: 'gone.yaml' }, noFile, /^WAYMARK_CONFIG .*gone\.yaml.*ENOENT/],
    ['not YAML', {}, () => 'a: [1\nb', /waymark\.yaml: is not YAML/],
    ['a list', {}, () => '- 1', /waymark\.yaml: .*expected keys and values/],
    ['with a value out of range', {}, settle('-1'), /waymark\.yaml: review\.settleSeconds/],
  ])('%s: a problem that names the file', (_name, env, readFile, expected) => {
    const problems = problemsOf(env, readFile);
    expect(problems[0]).toMatch(expected);
  });

  test('and the environment tell their problems together', () => {
    const problems = problemsOf({ PORT: 'x' }, () => 'reviews: {}\nchekcs: {}\n');
    expect(problems).toHaveLength(3);
  });
});

describe('the configuration', () => {
  test('cannot be changed', () => {
    const config = load(jira);
    expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.settings.everywhere, { comment: null })).toThrow(TypeError);
  });

  test('shows no secret, however it is printed', () => {
    const config = load({
      ...jira,
      ...linear,
      DATABASE_URL: 'postgresql://waymark:pa55word@db/waymark',
      ADMIN_TOKEN: '0123456789abcdef',
    });
    const shown = [
      JSON.stringify(config),
      inspect(config, { depth: 9, showHidden: true }),
      `${config.adminToken}`,
    ].join();
    for (const secret of secretValues(config)) expect(shown).not.toContain(secret);
    expect(shown).toContain('[redacted]');
  });
});

describe('signing in with OpenID Connect', () => {
  const oidc = {
    OIDC_ISSUER: 'https://login.example.com/realms/main',
    OIDC_CLIENT_ID: 'waymark',
    OIDC_CLIENT_SECRET: 'a-client-secret-of-theirs',
  };

  test('is on with all of it and a public address, and its secret is kept out of the log', () => {
    const config = load({ ...oidc, PUBLIC_URL: 'https://waymark.example.com' });
    expect(config.oidc).toMatchObject({ issuer: oidc.OIDC_ISSUER, clientId: 'waymark' });
    expect(secretValues(config)).toContain(oidc.OIDC_CLIENT_SECRET);
  });

  test('names everything that is missing, at once', () => {
    const problems = problemsOf({ OIDC_ISSUER: oidc.OIDC_ISSUER });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'PUBLIC_URL',
    ]);
    expect(problemsOf(oidc)).toEqual([expect.stringMatching(/^PUBLIC_URL is missing/)]);
  });

  test('sends no secret over an open line', () => {
    const [problem] = problemsOf({
      ...oidc,
      OIDC_ISSUER: 'http://login.example.com',
      PUBLIC_URL: 'https://w.example',
    });
    expect(problem).toMatch(/^OIDC_ISSUER must begin with https/);
  });
});

describe('the proxies that are believed', () => {
  test('are addresses, ranges and the names of ranges', () => {
    const { http } = load({ TRUST_PROXY: 'loopback, 10.0.0.7,10.1.0.0/16, fd00::/8' });
    expect(http.trustProxy).toEqual(['loopback', '10.0.0.7', '10.1.0.0/16', 'fd00::/8']);
  });

  test.each(['true', '*', '0.0.0.0/0', '10.0.0.0/33', 'proxy.example.com', '10.0.0.1/8/8'])(
    'are never the whole world or a name: %s',
    (value) => {
      expect(problemsOf({ TRUST_PROXY: value })).toEqual([
        expect.stringMatching(/^TRUST_PROXY holds .* no proxy/),
      ]);
    },
  );
});

describe('the secrets that a log must not show', () => {
  test('are there in every form in which they travel', () => {
    const values = secretValues(
      load({
        ...jira,
        DATABASE_URL: 'postgresql://waymark:p%40ss-w0rd@db/waymark',
        REDIS_URL: 'redis://localhost:6379',
      }),
    );
    expect(values).toContain(jira.JIRA_WEBHOOK_SECRET);
    expect(values).toContain(Buffer.from('waymark@example.com:ATATT-3xFf-token').toString('base64'));
    expect(values).toContain('p%40ss-w0rd');
    expect(values).toContain('p@ss-w0rd');
    expect(values, 'an address without a password is none').not.toContain('redis://localhost:6379');
  });

  test('a secret reveals itself on request only', () => {
    const secret = new Secret('hush');
    expect(secret.reveal()).toBe('hush');
    expect(`${secret}${JSON.stringify({ secret })}${inspect([secret])}`).not.toContain('hush');
    expect(Object.keys(secret)).toEqual([]);
  });
});
