import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run.ts';
import { undoWrites } from '../../../src/cli/undo.ts';
import type { IssueUndo, UndoScope, UndoWrites } from '../../../src/workflows/undo-writes.ts';
import { createCliContext } from '../../helpers/cli.ts';

const since = new Date('2026-03-01T10:00:00Z');

const undone: IssueUndo = {
  ref: { tracker: 'jira', id: '10001' },
  key: 'SHOP-1',
  project: 'SHOP',
  outcome: 'done',
  comment: true,
  fields: [{ field: 'framing', from: 'recipe', to: null }],
  leftAlone: [{ field: 'priority', written: 'today', found: 'this week' }],
  refused: [],
  error: null,
};

function createUndo(found: readonly IssueUndo[]) {
  const runs: { scope: UndoScope; dryRun: boolean }[] = [];
  const undo: UndoWrites = {
    count: async () => ({ issues: found.length, fields: found.length, comments: found.length }),
    async run(scope, { dryRun }) {
      runs.push({ scope, dryRun });
      return found;
    },
  };
  return { undo, runs };
}

describe('undo', () => {
  test('shows with --dry-run what would be done, and asks nothing', async () => {
    const { context, stdout } = createCliContext();
    const { undo, runs } = createUndo([undone]);
    await undoWrites(undo, { since, dryRun: true, project: 'SHOP' }, context);
    expect(stdout().split('\n')).toEqual([
      'ISSUE   WHAT      NOW        BECOMES',
      'SHOP-1  comment   there      removed',
      'SHOP-1  framing   recipe     (empty)',
      'SHOP-1  priority  this week  left alone: changed since',
      '',
      '1 comment would be removed, 1 field would be restored.',
      '',
    ]);
    expect(runs).toEqual([{ scope: { since, project: 'SHOP' }, dryRun: true }]);
  });

  test.each([
    ['y\n', 1],
    ['yes\n', 1],
    ['n\n', 0],
    ['\n', 0],
    ['', 0],
  ])('asks on a terminal: the answer %j', async (stdin, times) => {
    const { context, stdout } = createCliContext({ isTTY: true, stdin });
    const { undo, runs } = createUndo([undone]);
    await undoWrites(undo, { since }, context);
    expect(stdout()).toContain(
      'Take back 1 comment and 1 field on 1 issue, written since 2026-03-01T10:00:00.000Z?',
    );
    expect(runs).toHaveLength(times);
    if (times === 0) expect(stdout()).toContain('Nothing was done.');
  });

  test('without a terminal does nothing unless told so', async () => {
    const { context } = createCliContext();
    const { undo, runs } = createUndo([undone]);
    await expect(undoWrites(undo, { since }, context)).rejects.toThrow('--yes');
    expect(runs).toEqual([]);
    await undoWrites(undo, { since, yes: true }, context);
    expect(runs).toEqual([{ scope: { since }, dryRun: false }]);
  });

  test('as JSON is one object', async () => {
    const { context, stdout } = createCliContext();
    await undoWrites(createUndo([undone]).undo, { since, yes: true, json: true }, context);
    expect(JSON.parse(stdout())).toEqual({ since: since.toISOString(), dryRun: false, issues: [undone] });
  });

  test('nothing to undo is said, and is no failure', async () => {
    const { context, stdout } = createCliContext();
    await undoWrites(createUndo([]).undo, { since }, context);
    expect(stdout()).toBe('Waymark has written nothing since 2026-03-01T10:00:00.000Z.\n');
  });

  test('what failed is named and fails the command', async () => {
    const { context, stdout } = createCliContext();
    const failed: IssueUndo = {
      ...undone,
      comment: false,
      fields: [],
      leftAlone: [],
      outcome: 'failed',
      error: 'no answer',
    };
    const { undo } = createUndo([failed, { ...failed, outcome: 'gone', error: null, key: 'SHOP-2' }]);
    await expect(undoWrites(undo, { since, yes: true }, context)).rejects.toThrow(
      '1 issue could not be undone',
    );
    expect(stdout()).toContain('failed: no answer');
    expect(stdout()).toContain('gone or out of sight');
  });

  test('a value written by somebody hostile does not steer the terminal', async () => {
    const { context, stdout } = createCliContext();
    const hostile = {
      ...undone,
      fields: [{ field: 'persona', from: 'x\u001b[2J\r\nfake', to: null } as const],
    };
    await undoWrites(createUndo([hostile]).undo, { since, yes: true }, context);
    for (const steering of ['\u001b', '\r']) expect(stdout()).not.toContain(steering);
  });

  test.each([
    [],
    ['--since', 'yesterday'],
    ['--since', '2026-13-45'],
    ['--since', '2h', '--tracker', 'trello'],
  ])('wrong usage: %s', async (...argv: string[]) => {
    const { context } = createCliContext();
    expect(await runCli(['undo', ...argv], context)).toBe(2);
  });
});
