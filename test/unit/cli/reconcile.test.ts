import { describe, expect, test } from 'vitest';
import { reconcile } from '../../../src/cli/reconcile.ts';
import type { TrackerName } from '../../../src/domain/issue.ts';
import type {
  Reconcile,
  ReconcileReport,
  ReconcileRequest,
} from '../../../src/workflows/reconcile-contract.ts';
import { noCounts } from '../../../src/workflows/reconcile-run.ts';
import { createCliContext } from '../../helpers/cli.ts';

async function run(
  over: Partial<Record<TrackerName, Partial<ReconcileReport>>>,
  options: Parameters<typeof reconcile>[2] = {},
) {
  const asked: ReconcileRequest[] = [];
  const cli = createCliContext();
  const fake: Reconcile = async (request) => {
    asked.push(request);
    const { tracker } = request;
    const base = { tracker, outcome: 'done', error: null, since: '2026-01-06T09:00:00.000Z' } as const;
    return { ...noCounts, ...base, calls: { read: 4, write: 0 }, ...over[tracker] };
  };
  const signal = new AbortController().signal;
  const trackers = Object.keys(over) as TrackerName[];
  const error = await reconcile(fake, trackers, options, cli.context, signal).then(
    () => null,
    (thrown: Error) => thrown.message,
  );
  return { asked, error, stdout: cli.stdout() };
}

describe('waymark reconcile', () => {
  test('looks at each tracker, patient with no webhook', async () => {
    const since = new Date('2026-01-06T08:00:00Z');
    const { asked } = await run({ jira: {}, linear: {} }, { since, full: true });
    expect(asked).toEqual([
      { tracker: 'jira', since, full: true, patienceMs: 0 },
      { tracker: 'linear', since, full: true, patienceMs: 0 },
    ]);
  });

  test('tells what it found, and who does the rest', async () => {
    const { stdout, error } = await run({ jira: { issues: 9, missed: 2, moved: 1, gone: 3, asked: 2 } });
    expect(error).toBeNull();
    expect(stdout).toMatch(/jira +2026-01-06T09:00:00.000Z +9 +2 +1 +3 +0 +4\n/);
    expect(stdout).toContain('2 reviews were asked for');
  });

  test('tells of a first look what it is', async () => {
    const { stdout, error } = await run({ jira: { outcome: 'first', since: null } });
    expect(error).toBeNull();
    expect(stdout).toBe('jira: the first look. From now on changes count; --full looks at all.\n');
  });

  test('prints one JSON array for a program', async () => {
    const { stdout } = await run({ jira: { missed: 1 } }, { json: true });
    expect(JSON.parse(stdout)).toMatchObject([{ tracker: 'jira', missed: 1 }]);
  });

  test.each<[Partial<ReconcileReport>, RegExp]>([
    [{ outcome: 'busy' }, /jira: another process is looking/],
    [{ outcome: 'stopped' }, /jira: stopped; the next look goes on there/],
    [{ outcome: 'failed', error: 'no answer' }, /jira: failed: no answer/],
  ])('fails with words when it did not come to its end: %o', async (over, words) => {
    expect((await run({ jira: over, linear: {} })).error).toMatch(words);
  });
});
