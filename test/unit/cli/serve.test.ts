import { describe, expect, test } from 'vitest';
import { type CreateService, greeting, serve } from '../../../src/cli/serve.ts';
import { type Config, loadConfig } from '../../../src/config.ts';
import type { Environment } from '../../../src/environment.ts';
import { createCliContext } from '../../helpers/cli.ts';

const jira: Environment = {
  JIRA_BASE_URL: 'https://example.atlassian.net',
  JIRA_EMAIL: 'waymark@example.com',
  JIRA_API_TOKEN: 'ATATT-3xFf-token',
  JIRA_WEBHOOK_SECRET: 'a secret that is long enough',
};

/** A service that tells in `steps` what was done to it. */
function createFakeService(behaviour: { start?: () => Promise<void>; stop?: () => Promise<void> } = {}) {
  const steps: string[] = [];
  let hasStarted = () => {};
  const started = new Promise<void>((resolve) => {
    hasStarted = resolve;
  });
  const create: CreateService = async (_config, log) => {
    steps.push('created');
    log.info({ apiToken: 'x' }, `connecting with ${jira.JIRA_API_TOKEN}`);
    return {
      async start({ role }) {
        await behaviour.start?.();
        steps.push(`started ${role}`);
        setImmediate(hasStarted);
        return { address: 'http://127.0.0.1:4711' };
      },
      async stop() {
        steps.push('stopping');
        await behaviour.stop?.();
        steps.push('stopped');
      },
    };
  };
  return { create, steps, started };
}

describe('serving', () => {
  test('goes on until a stop signal and then stops in order', async () => {
    const world = createCliContext();
    const service = createFakeService();
    const served = serve('all', world.context, service.create);
    await service.started;
    expect(service.steps).toEqual(['created', 'started all']);
    expect(world.stdout()).toMatch(/^Waymark is up at http:\/\/127\.0\.0\.1:4711\n/);
    world.signal('SIGTERM');
    await served;
    expect(service.steps).toEqual(['created', 'started all', 'stopping', 'stopped']);
    expect(world.listening()).toBe(0);
    expect(world.exits).toEqual([]);
  });

  test('a second signal ends the process at once', async () => {
    const world = createCliContext();
    let release = () => {};
    const service = createFakeService({
      stop: () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    });
    const served = serve('all', world.context, service.create);
    await service.started;
    world.signal('SIGINT');
    await Promise.resolve();
    expect(world.exits).toEqual([]);
    world.signal('SIGINT');
    expect(world.exits).toEqual([1]);
    await new Promise(setImmediate);
    release();
    await served;
  });

  test('a signal during the start lets it finish and stops then', async () => {
    const world = createCliContext();
    const service = createFakeService({ start: async () => world.signal('SIGTERM') });
    await serve('all', world.context, service.create);
    expect(service.steps).toEqual(['created', 'started all', 'stopping', 'stopped']);
  });

  test('what was begun by a start that fails is stopped, and the failure is told', async () => {
    const world = createCliContext();
    const service = createFakeService({ start: () => Promise.reject(new Error('port is taken')) });
    await expect(serve('all', world.context, service.create)).rejects.toThrow('port is taken');
    expect(service.steps).toEqual(['created', 'stopping', 'stopped']);
    expect(world.listening()).toBe(0);
  });

  test('the log goes to stderr as JSON lines and holds no secret', async () => {
    const world = createCliContext({ env: jira });
    const service = createFakeService();
    const served = serve('all', world.context, service.create);
    await service.started;
    world.signal('SIGTERM');
    await served;
    const lines = world.stderr().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'connecting with [redacted]',
      'up',
      'stopping: the work under way may finish',
      'stopped',
    ]);
    expect(world.stdout() + world.stderr()).not.toContain(jira.JIRA_API_TOKEN);
  });
});

describe('the token for the API', () => {
  const serveOnce = async (env: Environment, role: Parameters<typeof serve>[0] = 'all') => {
    const world = createCliContext({ env });
    const configs: Config[] = [];
    const service = createFakeService({ start: async () => world.signal('SIGTERM') });
    await serve(role, world.context, async (config, log) => {
      configs.push(config);
      log.info({}, `the token is ${config.adminToken?.reveal()}`);
      return service.create(config, log);
    });
    return { token: configs[0]?.adminToken?.reveal(), said: world.stdout(), logged: world.stderr() };
  };

  test('is made at the start when none is set, told once, and kept out of the log', async () => {
    const { token = '', said, logged } = await serveOnce({});
    expect(token).toMatch(/^[\da-f]{64}$/);
    expect(said.split(token)).toHaveLength(2);
    expect(said).toContain('ADMIN_TOKEN');
    expect(logged).not.toContain(token);
    expect((await serveOnce({})).token).not.toBe(token);
  });

  test('is the one that is set, and then it is not told', async () => {
    const set = 'a token that somebody has set';
    const { token, said, logged } = await serveOnce({ ADMIN_TOKEN: set });
    expect(token).toBe(set);
    expect(said + logged).not.toContain(set);
  });

  test('is not made for a worker, which serves no API', async () => {
    const { token, said } = await serveOnce(
      { DATABASE_URL: 'postgresql://u:pa55word@db.example/w' },
      'worker',
    );
    expect(token).toBeUndefined();
    expect(said).not.toContain('/api/docs');
  });
});

describe('the greeting', () => {
  const greet = (env: Environment, address: string | null = 'http://127.0.0.1:3000') =>
    greeting(
      loadConfig(env, () => ''),
      'all',
      address,
    );

  test('without a tracker tells how to connect one, and the demo', () => {
    const text = greet({});
    expect(text).toMatch(/Jira {4}off\n {2}Linear {2}off/);
    expect(text).toContain('JIRA_BASE_URL, JIRA_EMAIL, JIRA_API_TOKEN and JIRA_WEBHOOK_SECRET');
    expect(text).toContain('http://127.0.0.1:3000/webhooks/linear');
    expect(text).toContain('npm run demo');
  });

  test('with one tells where its webhook goes, and asks for the address that trackers reach', () => {
    const text = greet(jira);
    expect(text).toContain('https://example.atlassian.net, webhook to http://127.0.0.1:3000/webhooks/jira');
    expect(text).toContain('PUBLIC_URL');
    expect(text).not.toContain('npm run demo');
  });

  test('uses the public address where there is one', () => {
    const text = greet({ ...jira, PUBLIC_URL: 'https://w.example/' });
    expect(text).toContain('webhook to https://w.example/webhooks/jira');
    expect(text).not.toContain('Set PUBLIC_URL');
  });

  test('tells the database by its host, never by its password', () => {
    const text = greet({
      DATABASE_URL: 'postgresql://u:pa55word@db.example:5432/w',
      REDIS_URL: 'redis://:pa55word@r',
    });
    expect(text).toContain('PostgreSQL at db.example:5432');
    expect(text).toContain('queue   Redis');
    expect(text).not.toContain('pa55word');
  });
});
