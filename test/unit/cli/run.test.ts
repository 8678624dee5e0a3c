import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run.ts';
import { createCliContext } from '../../helpers/cli.ts';

async function run(argv: readonly string[], options: Parameters<typeof createCliContext>[0] = {}) {
  const world = createCliContext(options);
  const code = await runCli(argv, world.context);
  return { code, stdout: world.stdout(), stderr: world.stderr() };
}

describe('help', () => {
  test('lists the commands on stdout and ends with 0', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: waymark/);
    expect(stdout).toContain('serve [options]');
    expect(stdout).toContain('deliveries');
    expect(stdout).toContain('Exit codes: 0 done, 1 failed, 2 wrong usage');
    expect(stderr).toBe('');
  });

  test.each([
    [['serve', '--help'], '--role <role>'],
    [['help', 'serve'], 'SIGTERM'],
    [['deliveries', '--help'], 'replay'],
    [['deliveries', 'list', '--help'], '--status <status>'],
  ])('of a command: %j', async (argv, expected) => {
    const { code, stdout } = await run(argv);
    expect(code).toBe(0);
    expect(stdout).toContain(expected);
  });

  test('the version is that of the package', async () => {
    const { code, stdout } = await run(['--version'], { files: { 'package.json': '{"version":"1.2.3"}' } });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1.2.3\n' });
  });
});

describe('wrong usage ends with 2, a complaint on stderr and nothing on stdout', () => {
  test.each<[readonly string[], string]>([
    [[], 'Usage: waymark'],
    [['serv'], 'Did you mean serve?'],
    [['serve', '--role', 'boss'], 'Allowed choices are all, web, worker'],
    [['serve', '--rolle', 'web'], "unknown option '--rolle'"],
    [['serve', 'now'], 'too many arguments'],
    [['deliveries'], 'Usage: waymark deliveries'],
    [['deliveries', 'lst'], 'unknown command'],
    [['deliveries', 'list', '--tracker', 'github'], 'Allowed choices are jira, linear'],
    [['deliveries', 'list', '--limit', '0'], 'whole number'],
    [['deliveries', 'replay'], "missing required argument 'seq'"],
    [['deliveries', 'replay', '1e3'], 'whole number'],
  ])('%j', async (argv, expected) => {
    const { code, stdout, stderr } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
    expect(stdout).toBe('');
  });
});

describe('a set-up that is wrong', () => {
  test('ends with 1 and lists every problem, without a stack', async () => {
    const { code, stdout, stderr } = await run(['serve'], {
      env: { PORT: 'x', LINEAR_API_KEY: 'lin_api_0123456789' },
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Waymark cannot start:\n {2}- PORT .*\n {2}- LINEAR_WEBHOOK_SECRET .*\n$/);
  });

  test('is the same for every command that needs it', async () => {
    const { code, stderr } = await run(['deliveries', 'list'], { env: { LOG_LEVEL: 'loud' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Waymark cannot start: LOG_LEVEL is none of .*\n$/);
  });

  test('a role of its own needs a store to share', async () => {
    const { code, stderr } = await run(['serve', '--role', 'worker']);
    expect(code).toBe(1);
    expect(stderr).toContain('DATABASE_URL is missing: --role worker');
  });
});
