import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { BackfillReport } from '../../../src/workflows/backfill-contract.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis, recipe } from '../../helpers/desk.ts';
import { addJiraFields, jiraNameOf } from '../../helpers/jira-bench.ts';
import { setUpLinear } from '../../helpers/linear-bench.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { runProgram } from '../../helpers/program.ts';
import { commentsOf, environmentFor, startSandbox, startService } from '../../helpers/service.ts';

const count = 110;
const pages: Readonly<Record<TrackerName, number>> = { jira: 2, linear: 3 };
const framing = jiraNameOf('framing');

/** The program itself is started again and again, and a new embedded database takes its time. */
const timeout = 240_000;

describe.each(bindings())('a backlog from before Waymark, on $name', { timeout }, ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox({ backlog: 'empty' });
    addJiraFields(sandbox.jira, ['framing']);
    await setUpLinear(sandbox.linear);
    for (const tracker of trackerNames) {
      for (let index = 0; index < count; index += 1) {
        openIssue(sandbox, tracker, { description: index % 2 === 0 ? recipe : hypothesis });
      }
    }
  });
  afterAll(async () => {
    await sandbox?.close();
    await place?.drop();
  });

  const start = (tracker: TrackerName, ...more: string[]) =>
    runProgram(['backfill', '--tracker', tracker, '--json', ...more], environmentFor(place, sandbox));
  async function run(tracker: TrackerName, ...more: string[]): Promise<BackfillReport> {
    sandbox[tracker].calls.reset();
    const program = start(tracker, ...more);
    expect(await program.ended(), program.stderr()).toBe(0);
    return JSON.parse(program.stdout());
  }
  const framings = (tracker: TrackerName) =>
    sandbox[tracker].issueKeys().map((key) => {
      const { fields, labels } = sandbox[tracker].issue(key);
      return tracker === 'jira'
        ? fields[framing]
        : labels.find((label) => /recipe|need|hypothesis/.test(label));
    });
  const commentCount = (tracker: TrackerName) =>
    sandbox[tracker].issueKeys().reduce((sum, key) => sum + commentsOf(sandbox, tracker, key).length, 0);

  describe.each(trackerNames)('in %s', (tracker) => {
    test('is counted by a dry run, which writes nothing', async () => {
      const { tally, calls, writeCalls } = await run(tracker, '--dry-run');
      expect(tally.issues).toBe(count);
      expect(tally.fields.reduce((sum, { issues }) => sum + issues, 0)).toBe(count);
      expect(calls).toEqual({ read: sandbox[tracker].calls.reads, write: 0 });
      expect(calls.read).toBeLessThanOrEqual(pages[tracker] + 5);
      expect(writeCalls.fields).toBeLessThanOrEqual(2 * Math.ceil(count / 50));
      expect(sandbox[tracker].calls.writes).toBe(0);
      expect(framings(tracker).filter(Boolean)).toEqual([]);
    });

    test('killed on its way, goes on where it stood', async () => {
      sandbox[tracker].calls.reset();
      const first = start(tracker);
      const searches = () =>
        sandbox[tracker].calls
          .all()
          .filter(({ path, operation }) => path.endsWith('/search/jql') || operation === 'WaymarkIssues')
          .length;
      const forget = sandbox[tracker].calls.onCall(() => {
        // The answer of the second page is on its way, and the first is dealt with.
        if (searches() === 2) first.process.kill('SIGKILL');
      });
      expect(await first.ended()).toBe('SIGKILL');
      forget();

      const before = searches();
      const program = start(tracker);
      expect(await program.ended(), program.stderr()).toBe(0);
      const report: BackfillReport = JSON.parse(program.stdout());
      expect(report).toMatchObject({ outcome: 'done', resumed: true, total: count });
      expect(report.tally.issues).toBe(count);
      expect(searches() - before).toBe(pages[tracker] - 1);
      expect(new Set(framings(tracker))).toEqual(new Set(['recipe', 'hypothesis']));
      expect(sandbox[tracker].calls.writes).toBeLessThanOrEqual(2 * Math.ceil(count / 50));
      expect(commentCount(tracker)).toBe(0);
    });

    test('again, costs its pages and no write', async () => {
      const { calls } = await run(tracker);
      expect(calls.write).toBe(0);
      expect(calls.read).toBeLessThanOrEqual(pages[tracker] + 5);
      expect(sandbox[tracker].calls).toMatchObject({ writes: 0 });
    });

    test('stays without comments when the service meets it, until somebody changes an issue', async () => {
      const service = await startService(place, sandbox);
      try {
        const [key = ''] = sandbox[tracker].issueKeys();
        sandbox[tracker].transition(key, sandbox[tracker].issue(key).status);
        await sandbox[tracker].sendBacklog();
        await service.quiet();
        expect(commentCount(tracker)).toBe(0);
        editIssue(sandbox, tracker, key, { title: 'Export button', description: recipe });
        await service.quiet();
        expect(commentCount(tracker)).toBe(1);
      } finally {
        await service.stop();
        // Nobody listens any more: what the trackers have to tell would be tried for a minute.
        for (const name of trackerNames) sandbox[name].setWebhook(null);
      }
    });

    test('gets its comments when they are asked for', async () => {
      const { tally } = await run(tracker, '--comment');
      const already = 1;
      expect(tally.comments.created).toBe(commentCount(tracker) - already);
      expect(commentCount(tracker)).toBeGreaterThan(count / 3);
    });
  });

  test('stopped by a person, says how to go on', async () => {
    const program = runProgram(
      ['backfill', '--tracker', 'jira', '--restart'],
      environmentFor(place, sandbox),
    );
    const forget = sandbox.jira.calls.onCall(({ path }) => {
      if (path.endsWith('/search/jql')) program.process.kill('SIGINT');
    });
    expect(await program.ended()).toBe(1);
    forget();
    expect(program.stderr()).toMatch(/Stopped after \d+ of 110 issues\. Run the same command again/);
  });
});
