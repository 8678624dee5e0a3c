import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { migrations } from '../../../src/store/migrations/registry.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { openIssue } from '../../helpers/people.ts';
import { commentsOf, pointWebhooks, startSandbox } from '../../helpers/service.ts';
import {
  type ProcessOptions,
  type ServiceProcess,
  startServiceProcess,
} from '../../helpers/service-process.ts';

describe.each(bindings())('processes on $name', ({ name, create }) => {
  const isEmbedded = name === 'PGlite';
  let place: TestPlace;
  let sandbox: Sandbox;
  let running: ServiceProcess[] = [];

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox({ backlog: 'empty' });
  });
  afterEach(async () => {
    await Promise.all(running.map((process) => process.kill('SIGTERM')));
    expect(await Promise.all(running.map(({ ended }) => ended))).toEqual(running.map(() => 0));
    running = [];
  });
  afterAll(async () => {
    await sandbox?.close();
    await place?.drop();
  });

  async function start(options: ProcessOptions = {}): Promise<ServiceProcess> {
    // Nobody is killed here: the timings of everyday hold.
    const started = await startServiceProcess(inject('services').build, place, sandbox, options);
    running.push(started);
    return started;
  }
  const keysOf = (count: number) =>
    Array.from({ length: count }, () =>
      trackerNames.map((tracker) => ({ tracker, ...openIssue(sandbox, tracker) })),
    )
      .flat()
      .map(({ tracker, key }) => ({ tracker, key }));
  const comments = (keys: ReturnType<typeof keysOf>) =>
    keys.map(({ tracker, key }) => commentsOf(sandbox, tracker, key).length);

  if (!isEmbedded) {
    test('start together on an empty database, bring it up to date once, and share the work', async () => {
      const [web] = await Promise.all([
        start({ role: 'web' }),
        start({ role: 'web' }),
        start({ role: 'worker' }),
        start({ role: 'worker' }),
      ]);
      const client = new Client({ connectionString: place.databaseUrl ?? '' });
      await client.connect();
      const { rows } = await client.query('select name from waymark.migrations order by name');
      await client.end();
      expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations));

      pointWebhooks(sandbox, web.address);
      const keys = keysOf(10);
      await web.quiet(sandbox);
      expect(comments(keys)).toEqual(keys.map(() => 1));
      expect((await web.deliveries()).filter(({ status }) => status === 'waiting')).toEqual([]);
    });
  }

  test('told to stop finish what is under way, and whoever comes next does the rest', async () => {
    const first = await start({ options: { concurrency: 1 } });
    pointWebhooks(sandbox, first.address);
    sandbox.jira.calls.reset();
    // A write is on its way for a while; other issues wait behind it.
    const slow = { fault: { kind: 'slow', ms: 800 }, match: { kind: 'write' } } as const;
    sandbox.jira.faults.plan({ ...slow, times: Number.POSITIVE_INFINITY });
    const keys = keysOf(10).filter(({ tracker }) => tracker === 'jira');
    while (sandbox.jira.calls.writes === 0) await delay(10);
    await first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    sandbox.jira.faults.clear();

    const written = sandbox.jira.calls.filter({ kind: 'write' });
    expect(written.filter(({ status }) => status !== 201)).toEqual([]);
    const commented = keys.filter(({ tracker, key }) => commentsOf(sandbox, tracker, key).length === 1);
    expect(commented).toHaveLength(written.length);
    expect(commented.length).toBeLessThan(keys.length);

    sandbox.jira.calls.reset();
    const next = await start({ port: Number(new URL(first.address).port) });
    await next.quiet(sandbox);
    expect(comments(keys)).toEqual(keys.map(() => 1));
    const readAgain = commented.filter(({ key }) => {
      const path = `/rest/api/3/issue/${sandbox.jira.issue(key).id}`;
      return sandbox.jira.calls.filter({ path, method: 'GET' }).length > 0;
    });
    expect(readAgain, 'what was finished is not done again').toEqual([]);
    expect((await next.deliveries()).filter(({ status }) => status === 'waiting')).toEqual([]);
  });
});
