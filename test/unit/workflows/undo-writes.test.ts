import { describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { Tracker } from '../../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings } from '../../../src/domain/settings.ts';
import { createResumeWrites } from '../../../src/workflows/resume-writes.ts';
import { createUndoWrites, type UndoScope } from '../../../src/workflows/undo-writes.ts';
import { createDesk, settingsWith } from '../../helpers/desk.ts';

const wish = 'As a shopper, I want a green button';
const minute = 60_000;
const suggesting = settingsWith({ writeBack: { fill: { priority: 'suggest' } } });

async function createUndoDesk() {
  const desk = createDesk('jira', suggesting);
  const since = desk.clock.now();
  for (const id of ['SHOP-1', 'PAY-1']) {
    desk.tracker.put({ id, title: wish, priority: 'High' });
    desk.tracker.giveFields(id, { framing: 'need', priority: null });
    await desk.attendWith({})({ tracker: 'jira', id }, 'a review');
  }
  desk.wait(minute);
  const slept: number[] = [];
  const undoWith = (
    over: Partial<{ tracker: Tracker; settings: AllSettings; writes: typeof desk.writes }> = {},
  ) =>
    createUndoWrites({
      trackers: new Map([['jira', over.tracker ?? desk.tracker]]),
      writes: over.writes ?? desk.writes,
      comments: desk.comments,
      settings: over.settings ?? suggesting,
      clock: desk.clock,
      sleep: async (ms) => void slept.push(ms),
    });
  const undo = (scope: Partial<UndoScope> = {}, dryRun = false) =>
    undoWith().run({ since, ...scope }, { dryRun });
  const state = (id = 'SHOP-1') => ({
    comments: desk.tracker.commentTexts(id).length,
    ...desk.tracker.fieldsOf(id),
  });
  return { ...desk, since, slept, undoWith, undo, state };
}

const asBefore = { comments: 0, framing: 'need', priority: null };

describe('undoing what was written', () => {
  test('removes the comments and restores the fields', async () => {
    const desk = await createUndoDesk();
    expect(desk.state()).toMatchObject({ comments: 1, priority: 'this week' });
    expect(desk.state().framing).not.toBe('need');
    expect(await desk.undo()).toMatchObject([
      {
        key: 'PAY-1',
        outcome: 'done',
        comment: true,
        fields: [
          { field: 'framing', to: 'need' },
          { field: 'priority', to: null },
        ],
      },
      { key: 'SHOP-1', outcome: 'done' },
    ]);
    expect(desk.state()).toEqual(asBefore);
    expect(desk.state('PAY-1')).toEqual(asBefore);
    expect(await desk.comments.find(desk.ref)).toMatchObject({ state: 'withdrawn', generation: 2 });
    expect(desk.writes.all().every(({ state }) => state === 'undone')).toBe(true);
    expect((await desk.topics()).filter((topic) => topic === 'writeback.undone')).toHaveLength(2);
  });

  test('looks at many issues in one call, and again when a look has grown old', async () => {
    const desk = await createUndoDesk();
    const reads = () => desk.tracker.callsOf('fetchIssues') + desk.tracker.callsOf('fetchIssue');
    const before = reads();
    await desk.undo({}, true);
    expect(reads() - before).toBe(1);

    desk.tracker.onWriteFields = () => {
      desk.tracker.onWriteFields = null;
      desk.wait(minute);
      desk.tracker.setField('SHOP-1', 'priority', 'today');
    };
    const [, second] = await desk.undo();
    expect(second).toMatchObject({ key: 'SHOP-1', leftAlone: [{ field: 'priority', found: 'today' }] });
    expect(desk.state()).toMatchObject({ priority: 'today', framing: 'need' });
  });

  test('of an issue that lists leave out asks for the issue itself', async () => {
    const desk = await createUndoDesk();
    const tracker = { ...desk.tracker, fetchIssues: async () => [] };
    const undone = await desk.undoWith({ tracker }).run({ since: desk.since }, { dryRun: false });
    expect(undone.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(desk.state()).toEqual(asBefore);
  });

  test('of one project leaves the others', async () => {
    const desk = await createUndoDesk();
    expect(await desk.undo({ project: 'PAY' })).toHaveLength(1);
    expect(desk.state('PAY-1')).toEqual(asBefore);
    expect(desk.state()).toMatchObject({ comments: 1, priority: 'this week' });
  });

  test('since later than the writes finds nothing', async () => {
    const desk = await createUndoDesk();
    const since = desk.clock.now();
    expect(await desk.undoWith().count({ since })).toEqual({ issues: 0, fields: 0, comments: 0 });
    expect(await desk.undo({ since })).toEqual([]);
  });

  test('can be looked at first: the same plan, and nothing written anywhere', async () => {
    const desk = await createUndoDesk();
    const before = {
      issues: [desk.state(), desk.state('PAY-1')],
      rows: desk.writes.all(),
      topics: await desk.topics(),
    };
    expect(await desk.undoWith().count({ since: desk.since })).toEqual({ issues: 2, fields: 4, comments: 2 });
    const planned = await desk.undo({}, true);
    expect({
      issues: [desk.state(), desk.state('PAY-1')],
      rows: desk.writes.all(),
      topics: await desk.topics(),
    }).toEqual(before);
    expect(await desk.undo()).toEqual(planned);
  });

  test('leaves alone and names what a person has changed since', async () => {
    const desk = await createUndoDesk();
    desk.tracker.setField('SHOP-1', 'priority', 'today');
    expect(await desk.undo({ project: 'SHOP' })).toMatchObject([
      { outcome: 'done', fields: [{ field: 'framing' }], leftAlone: [{ field: 'priority', found: 'today' }] },
    ]);
    expect(desk.state()).toEqual({ ...asBefore, priority: 'today' });
  });

  test('a second time does nothing', async () => {
    const desk = await createUndoDesk();
    await desk.undo();
    const calls = desk.tracker.calls.length;
    expect(await desk.undo()).toEqual([]);
    expect(desk.tracker.calls.length).toBe(calls);
  });

  test('a comment that a person has deleted, and an issue that is gone, are no trouble', async () => {
    const desk = await createUndoDesk();
    desk.tracker.comments.clear();
    desk.tracker.issues.delete('PAY-1');
    expect(await desk.undo()).toMatchObject([
      { key: 'PAY-1', outcome: 'gone' },
      { key: 'SHOP-1', outcome: 'done' },
    ]);
    expect(desk.state()).toEqual(asBefore);
  });

  test('waits when the tracker asks for it', async () => {
    const desk = await createUndoDesk();
    desk.tracker.failNext(
      'writeFields',
      new TrackerError('rate-limited', 'slow down', { retryAfterMs: 7000 }),
    );
    await desk.undo();
    expect(desk.slept).toEqual([7000]);
    expect(desk.state('PAY-1')).toEqual(asBefore);
  });

  test('what the tracker refuses is named and done by another run', async () => {
    const desk = await createUndoDesk();
    desk.tracker.refuseField('framing', { message: 'no' });
    expect(await desk.undo({ project: 'SHOP' })).toMatchObject([
      { outcome: 'failed', fields: [{ field: 'priority' }], refused: [{ field: 'framing' }] },
    ]);
    desk.tracker.refuseField('framing', null);
    expect(await desk.undo({ project: 'SHOP' })).toMatchObject([{ outcome: 'done', comment: false }]);
    expect(desk.state()).toEqual(asBefore);
  });

  test('one issue that fails does not keep the others', async () => {
    const desk = await createUndoDesk();
    desk.tracker.failNext('deleteComment', new TrackerError('invalid', 'what?'));
    expect((await desk.undo()).map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
    expect((await desk.undo()).map(({ outcome }) => outcome)).toEqual(['done']);
    expect(desk.state('PAY-1')).toEqual(asBefore);
  });

  class Death extends Error {}
  test.each([
    ['writes', 'putStop'],
    ['tracker', 'deleteComment'],
    ['tracker', 'writeFields'],
    ['writes', 'markUndone'],
  ] as const)('dying after %s.%s, another run ends it', async (part, method) => {
    const desk = await createUndoDesk();
    const whole = desk[part] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const dying = {
      ...whole,
      [method]: async (...args: unknown[]) => {
        await whole[method]?.(...args);
        throw new Death();
      },
    };
    const first = desk.undoWith({ [part]: dying }).run({ since: desk.since }, { dryRun: false });
    await expect(first).rejects.toThrow(Death);
    await desk.undo();
    expect(desk.state()).toEqual(asBefore);
    expect(desk.state('PAY-1')).toEqual(asBefore);
    expect(desk.writes.all().every(({ state }) => state === 'undone')).toBe(true);
  });
});

describe('after an undo', () => {
  test('Waymark does not write the same again by itself', async () => {
    const desk = await createUndoDesk();
    await desk.undo();
    expect(await desk.attend()).toMatchObject({ fields: { result: 'stopped' }, comment: 'stopped' });
    expect(desk.state()).toEqual(asBefore);
    expect(await desk.writes.open(desk.ref)).toEqual([]);
  });

  test('it writes again when the text changes', async () => {
    const desk = await createUndoDesk();
    await desk.undo();
    desk.tracker.put({
      id: 'SHOP-1',
      title: `${wish} now`,
      priority: 'High',
      updatedAt: '2026-01-06T10:00:00Z',
    });
    expect(await desk.attend()).toMatchObject({ fields: { result: 'written' }, comment: 'created' });
  });

  test('it writes again when the settings change', async () => {
    const desk = await createUndoDesk();
    await desk.undo();
    await desk.attendWith({ settings: defaultAllSettings })(desk.ref, 'other settings');
    expect(desk.state()).toMatchObject({ comments: 1, priority: null });
  });

  test('it writes again when somebody says so', async () => {
    const desk = await createUndoDesk();
    await desk.undo();
    await createResumeWrites({ writes: desk.writes, clock: desk.clock })(desk.ref, 'jira:ada');
    expect(await desk.attend()).toMatchObject({ fields: { result: 'written' }, comment: 'created' });
  });
});
