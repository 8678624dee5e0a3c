import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../src/domain/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../helpers/databases.ts';
import { runProgram } from '../helpers/program.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// A program of its own opens the store each time; what differs from one server to the other is told by other suites.
const places = bindings().filter(({ name }) => name !== 'PostgreSQL');

describe.each(places)('setting up with the program on $name', ({ name, create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let env: Record<string, string>;

  beforeAll(async () => {
    place = await create();
    sandbox = await createSandbox({ backlog: 'empty' });
    const { dataDir, databaseUrl, redisUrl } = place;
    const port = await freePort();
    env = {
      JIRA_BASE_URL: sandbox.jira.url,
      JIRA_EMAIL: sandbox.jira.email,
      JIRA_API_TOKEN: sandbox.jira.apiToken,
      JIRA_WEBHOOK_SECRET: 'the secret that Jira signs with',
      LINEAR_API_URL: sandbox.linear.apiUrl,
      LINEAR_API_KEY: sandbox.linear.apiKey,
      LINEAR_WEBHOOK_SECRET: 'the secret that Linear signs with',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...(dataDir && { DATA_DIR: dataDir }),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...(redisUrl && { REDIS_URL: redisUrl }),
    };
  });
  afterAll(async () => {
    await sandbox.close();
    await place.drop();
  });

  const writes = () => sandbox.jira.calls.writes + sandbox.linear.calls.writes;

  async function run(...argv: string[]): Promise<{ code: number | string; out: string; err: string }> {
    const program = runProgram(argv, env);
    const code = await program.ended();
    return { code, out: program.stdout(), err: program.stderr() };
  }

  async function diagnosed(): Promise<{ code: number | string; findings: Map<string, Diagnosis> }> {
    const { code, out } = await run('doctor', '--json');
    const { findings } = JSON.parse(out) as { findings: Diagnosis[] };
    return { code, findings: new Map(findings.map((one) => [one.id, one])) };
  }

  test('the doctor sees what is missing, and what would be done can be looked at first', async () => {
    sandbox.jira.createIssue({ project: 'SHOP', summary: 'A title', type: 'Story' });
    const before = await diagnosed();
    expect(before.code).toBe(1);
    expect(before.findings.get('jira:webhook')).toMatchObject({ state: 'failed' });
    expect(before.findings.get('store')).toMatchObject({ state: 'ok' });
    const { code, out } = await run('provision', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('+ create the field "Story framing" (select: recipe, need, hypothesis)');
    expect(writes()).toBe(0);
  });

  test('nothing is written where nobody was asked', async () => {
    const { code, err } = await run('provision');
    expect(code).toBe(1);
    expect(err).toContain('--yes');
    expect(writes()).toBe(0);
  });

  test('everything is set up, once', async () => {
    expect((await run('provision', '--yes')).code).toBe(0);
    const before = writes();
    const { code, out } = await run('provision', '--yes');
    expect(code).toBe(0);
    expect(out).toContain('There is nothing to do.');
    expect(writes()).toBe(before);
  });

  test('an edit then reaches Waymark, the field follows, and the doctor is content while the service runs', async () => {
    const service = runProgram(['serve'], env);
    await service.says(/Waymark is up/);
    const title = 'As a shopper, I want a "Save for Later" button in the cart';
    const { key } = sandbox.jira.createIssue({ project: 'SHOP', summary: title, type: 'Story' });
    const team = [...sandbox.linear.workspace.teams.values()][0]?.key ?? '';
    sandbox.linear.createIssue({ team, title });
    await expect
      .poll(() => sandbox.jira.issue(key).fields['Story framing'] ?? '', { timeout: 20_000 })
      .toMatch(/^(?:recipe|need|hypothesis)$/);

    const { code, findings } = await diagnosed();
    const notOk = [...findings.values()].filter(({ state }) => state !== 'ok');
    // The test's own Redis keeps nothing on disk, which is worth a warning.
    expect(notOk.filter(({ id }) => id !== 'queue')).toEqual([]);
    expect(findings.get('jira:deliveries')?.detail).toMatch(/just now|min ago/);
    expect(code).toBe(0);
    if (name === 'PGlite') {
      expect(findings.get('store')?.detail).toContain(`the running service at ${env.PUBLIC_URL} says`);
    }
    for (const secret of [env.JIRA_API_TOKEN, env.JIRA_WEBHOOK_SECRET, env.LINEAR_API_KEY]) {
      expect(JSON.stringify([...findings])).not.toContain(secret);
    }
  });
});
