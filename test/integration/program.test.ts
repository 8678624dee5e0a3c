import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindings, type TestPlace } from '../helpers/databases.ts';
import { runProgram } from '../helpers/program.ts';
import { signedByJira, webhookSecret } from '../helpers/signed.ts';

const jira = {
  // Nothing listens there: what is tested here is the program around the reviews.
  JIRA_BASE_URL: 'http://127.0.0.1:9',
  JIRA_EMAIL: 'waymark@example.com',
  JIRA_API_TOKEN: 'a-token-that-nobody-may-see',
  JIRA_WEBHOOK_SECRET: webhookSecret,
};

const isUp = /Waymark is up at (\S+)/;

async function send(address: string, delivery: string): Promise<Response> {
  const { headers, rawBody } = signedByJira(
    {
      timestamp: 1_767_225_600_000,
      webhookEvent: 'jira:issue_updated',
      issue: { id: '10001', key: 'SHOP-1', fields: { summary: 'x' } },
    },
    { 'x-atlassian-webhook-identifier': delivery },
  );
  return fetch(`${address}/webhooks/jira`, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body: Buffer.from(rawBody),
  });
}

// PostgreSQL without Redis has its processes tested in journeys/processes.
const places = bindings().filter(({ name }) => name !== 'PostgreSQL');

describe.each(places)('the program on $name', ({ name, create }) => {
  let place: TestPlace;
  let env: Record<string, string>;

  beforeAll(async () => {
    place = await create();
    const { dataDir, databaseUrl, redisUrl } = place;
    env = {
      ...jira,
      PORT: '0',
      ADMIN_TOKEN: 'the-admin-token-of-this-test',
      LOG_LEVEL: 'debug',
      ...(dataDir && { DATA_DIR: dataDir }),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...(redisUrl && { REDIS_URL: redisUrl }),
    };
  });
  afterAll(() => place.drop());

  test('takes deliveries in until it is told to stop, and ends with 0', async () => {
    const program = runProgram(['serve'], env, 'as it ships');
    const [, address = ''] = await program.says(isUp);

    const answer = await send(address, 'd-1');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ outcome: 'accepted' });
    expect(await (await send(address, 'd-1')).json()).toEqual({ outcome: 'duplicate' });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const asAdmin = { authorization: `Bearer ${env.ADMIN_TOKEN}` };
    expect((await fetch(`${address}/metrics`)).status, 'nobody else is told').toBe(401);
    expect(await (await fetch(`${address}/metrics`, { headers: asAdmin })).text()).toContain(
      'waymark_deliveries_total{tracker="jira",outcome="accepted"} 1',
    );

    program.process.kill('SIGTERM');
    expect(await program.ended()).toBe(0);
    const log = program.stderr().trim().split('\n');
    expect(log.map((line) => JSON.parse(line).msg)).toContain('stopped');
    for (const secret of [jira.JIRA_API_TOKEN, webhookSecret]) {
      expect(program.stdout() + program.stderr()).not.toContain(secret);
    }
  });

  test('shows afterwards what came in, and sends it through again', async () => {
    const list = runProgram(['deliveries', 'list', '--json'], env);
    expect(await list.ended()).toBe(0);
    const [delivery] = JSON.parse(list.stdout());
    expect(delivery).toMatchObject({ tracker: 'jira', deliveryKey: 'd-1', issue: { key: 'SHOP-1' } });

    const replay = runProgram(['deliveries', 'replay', String(delivery.seq)], env);
    expect(await replay.ended()).toBe(0);
    expect(replay.stdout()).toBe(`Delivery ${delivery.seq} goes through again: jira issue 10001.\n`);

    const unknown = runProgram(['deliveries', 'replay', '999999'], env);
    expect(await unknown.ended()).toBe(1);
    expect(unknown.stderr()).toContain('Delivery 999999 does not exist');
  });

  const isEmbedded = name === 'PGlite';
  if (isEmbedded) test('is alone with its data folder', aloneWithItsFolder);
  else test('runs in parts that start together', inParts);

  async function aloneWithItsFolder() {
    const first = runProgram(['serve'], env);
    await first.says(isUp);
    const second = runProgram(['serve'], env);
    expect(await second.ended()).toBe(1);
    expect(second.stderr()).toMatch(/^Waymark cannot start: .*DATA_DIR/m);
    first.process.kill('SIGINT');
    expect(await first.ended()).toBe(0);
  }

  async function inParts() {
    const web = runProgram(['serve', '--role', 'web'], env);
    const workers = [1, 2].map(() => runProgram(['serve', '--role', 'worker'], env));
    const [, webAddress = ''] = await web.says(isUp);
    for (const worker of workers) {
      const [, address = ''] = await worker.says(isUp);
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
      expect((await send(address, 'd-2')).status, 'a worker takes nothing in').toBe(404);
    }
    expect((await send(webAddress, 'd-2')).status).toBe(200);
    for (const program of [web, ...workers]) program.process.kill('SIGTERM');
    expect(await Promise.all([web, ...workers].map((program) => program.ended()))).toEqual([0, 0, 0]);
  }
});

describe('the program as a process', () => {
  test.each<[readonly string[], Record<string, string>, number]>([
    [['--help'], {}, 0],
    [['serv'], {}, 2],
    [['serve'], { PORT: 'x' }, 1],
  ])('%j with %j ends with %i', async (argv, env, code) => {
    expect(await runProgram(argv, env, 'as it ships').ended()).toBe(code);
  });

  test('a store that does not answer is told without its password', async () => {
    const program = runProgram(['serve'], {
      DATABASE_URL: 'postgresql://u:pa55word@127.0.0.1:9/d',
      PORT: '0',
    });
    expect(await program.ended()).toBe(1);
    expect(program.stderr()).toMatch(
      /^Waymark cannot start: PostgreSQL as DATABASE_URL names it .*ECONNREFUSED/m,
    );
    expect(program.stderr()).not.toContain('pa55word');
    expect(program.stderr()).not.toContain('    at ');
  });
});
