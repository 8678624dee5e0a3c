import { describe, expect, test } from 'vitest';
import { type BackfillOptions, backfill } from '../../../src/cli/backfill.ts';
import { about, createRate } from '../../../src/cli/rate.ts';
import { runCli } from '../../../src/cli/run.ts';
import { emptyTally } from '../../../src/domain/catch-up/backfill-tally.ts';
import type { Backfill, BackfillReport, BackfillRequest } from '../../../src/workflows/backfill-contract.ts';
import { createCliContext } from '../../helpers/cli.ts';

const tally = {
  ...emptyTally,
  ...{ pages: 2, issues: 150, framing: { recipe: 100, need: 40, hypothesis: 10 }, findings: { recipe: 100 } },
  comments: { created: 90 },
  fields: [{ field: 'framing', from: 'empty', to: 'recipe', issues: 100 } as const],
};
const reportOf = (request: BackfillRequest, over: Partial<BackfillReport> = {}): BackfillReport => ({
  ...{ outcome: 'done', error: null, request, resumed: false, total: 150, tally, failures: [] },
  calls: { read: 3, write: request.dryRun ? 0 : 2 },
  writeCalls: { fields: 2, comments: request.comment ? 90 : 0, looks: 2 },
  ...over,
});

async function run(options: BackfillOptions, over: Partial<BackfillReport> = {}) {
  const asked: BackfillRequest[] = [];
  const cli = createCliContext();
  const fake: Backfill = async (request, { onProgress } = {}) => {
    asked.push(request);
    onProgress?.({ issues: 150, total: 150, issuesNow: 150, callsLeft: 0, waiting: null });
    return reportOf(request, over);
  };
  const done = backfill(fake, options, cli.context, new AbortController().signal);
  const error = await done.then(
    () => null,
    (thrown: Error) => thrown.message,
  );
  return { asked, error, stdout: cli.stdout(), stderr: cli.stderr() };
}

describe('waymark backfill', () => {
  test('passes on what was asked for; nothing is written that was not', async () => {
    const { asked } = await run({ tracker: 'jira', query: '  ' });
    expect(asked).toEqual([{ tracker: 'jira', query: null, dryRun: false, comment: false, restart: false }]);
    const all = await run({ tracker: 'linear', query: 'PAY', dryRun: true, comment: true, restart: true });
    expect(all.asked).toEqual([
      { tracker: 'linear', query: 'PAY', dryRun: true, comment: true, restart: true },
    ]);
  });

  test('tells the counts, the difference per field, and the calls', async () => {
    const { stdout, error } = await run({ tracker: 'jira', dryRun: true });
    expect(error).toBeNull();
    expect(stdout).toContain('150 issues in 2 pages');
    expect(stdout).toMatch(/recipe +100\n/);
    expect(stdout).toMatch(/FIELD +FROM +WOULD BECOME +ISSUES\nframing +empty +recipe +100/);
    expect(stdout).toContain('with --comment there would be 90 comments to write');
    expect(stdout).toContain(
      'Calls: 3 to read; writing takes about 2 for fields and 0 for comments, and 2 more to read whether fields have arrived.',
    );
    expect(stdout).toContain('Nothing was written.');
  });

  test('says so when it wrote no comments, and why', async () => {
    const { stdout } = await run({ tracker: 'jira' });
    expect(stdout).toContain('No comments: they are written with --comment.');
    expect(stdout).toContain('Calls: 3 to read, 2 to write.');
  });

  test('prints one JSON object for a program', async () => {
    const { stdout } = await run({ tracker: 'jira', json: true });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'done', tally: { issues: 150 } });
  });

  test('shows how far it is, as plain lines where nobody watches', async () => {
    const { stderr } = await run({ tracker: 'jira' });
    expect(stderr).toMatch(/^Issues: 150 of 150 \(100 %\).*0 calls left/m);
  });

  test.each<[Partial<BackfillReport>, RegExp]>([
    [
      { outcome: 'stopped' },
      /Stopped after 150 of 150 issues\. Run the same command again: it goes on there/,
    ],
    [{ outcome: 'failed', error: 'the key is wrong' }, /Failed after .*: the key is wrong\. Run the same/],
  ])('that did not come to its end says how to go on: %o', async (over, words) => {
    expect((await run({ tracker: 'jira' }, over)).error).toMatch(words);
  });

  test('tells of issues that failed, without what steers a terminal', async () => {
    const failures = [{ key: 'SHOP-1', error: 'no\u001b[31m answer' }];
    const { stdout } = await run({ tracker: 'jira' }, { tally: { ...tally, failed: 1 }, failures });
    expect(stdout).toContain('1 issue could not be dealt with');
    expect(stdout).toContain('SHOP-1  no [31m answer');
  });

  test.each([
    [['backfill'], 2],
    [['backfill', '--tracker', 'trello'], 2],
    [['reconcile', '--since', 'yesterday'], 2],
    [['backfill', '--tracker', 'jira'], 1],
    [['reconcile'], 1],
  ])('%j ends with %i', async (argv, code) => {
    expect(await runCli(argv, createCliContext().context)).toBe(code);
  });
});

describe('the rate', () => {
  test('is told once there is one, with the time that is left', () => {
    let now = 0;
    const rate = createRate(() => now);
    expect(rate.perSecond(0)).toBeNull();
    now = 100;
    expect(rate.perSecond(10)).toBeNull();
    now = 2_000;
    expect(rate.perSecond(100)).toBe(50);
    expect(rate.secondsLeft(100, 1_000)).toBe(20);
  });

  test.each([
    [0.2, 'about 1 s'],
    [42, 'about 42 s'],
    [150, 'about 3 min'],
    [9_000, 'about 2.5 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(about(seconds)).toBe(words);
  });
});
