import { beforeEach, describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { BackfillProgress } from '../../../src/workflows/backfill-contract.ts';
import { createCatchUpDesk } from '../../helpers/catch-up-desk.ts';
import { recipe, settingsWith } from '../../helpers/desk.ts';

let desk: ReturnType<typeof createCatchUpDesk>;
beforeEach(() => {
  desk = createCatchUpDesk();
  desk.fill(120);
});

const writes = ['writeFields', 'writeFieldOfMany', 'createComment', 'updateComment', 'deleteComment'];
const writesOf = ({ tracker }: typeof desk) => tracker.calls.filter(({ method }) => writes.includes(method));
const reviewed = async ({ reviews }: typeof desk) =>
  (await reviews.counts()).reduce((sum, { issues }) => sum + issues, 0);

describe('a dry run', () => {
  test('tells what would be written and what it costs, and writes nothing anywhere', async () => {
    const report = await desk.backfill(desk.request({ dryRun: true, comment: true }));

    expect(report).toMatchObject({ outcome: 'done', total: 120 });
    expect(report.tally).toMatchObject({ issues: 120, pages: 3, framing: { recipe: 60, hypothesis: 60 } });
    expect(report.tally.findings.recipe).toBe(60);
    expect(report.tally.comments).toEqual({ created: 60 });
    expect(report.tally.fields).toEqual([
      { field: 'framing', from: 'empty', to: 'recipe', issues: 60 },
      { field: 'framing', from: 'empty', to: 'hypothesis', issues: 60 },
    ]);
    expect(report.calls).toEqual({ read: 4, write: 0 });
    expect(report.writeCalls).toEqual({ fields: 2, comments: 60, looks: 2 });
    expect(writesOf(desk)).toEqual([]);
    expect(await reviewed(desk)).toBe(0);
    expect(await desk.events.read({ limit: 10 })).toEqual([]);
    expect(desk.writes.all()).toEqual([]);
    expect(desk.queue.requests).toEqual([]);
  });

  test('tells what the run then does', async () => {
    const { tally: foreseen, writeCalls } = await desk.backfill(desk.request({ dryRun: true }));
    const { tally, calls } = await desk.backfill(desk.request());
    expect(tally.fields).toEqual(foreseen.fields);
    expect(calls.write).toBe(writeCalls.fields);
  });
});

describe('a backfill', () => {
  test('reviews each issue from its page, without a read of its own', async () => {
    const { outcome, calls } = await desk.backfill(desk.request());
    expect(outcome).toBe('done');
    expect(await reviewed(desk)).toBe(120);
    expect(calls.read).toBe(1 + 3);
    expect(desk.tracker.callsOf('fetchIssue')).toBe(0);
  });

  test('writes a field that many issues need in one call for each value, all of it on record', async () => {
    await desk.backfill(desk.request());
    expect(new Set(desk.framings())).toEqual(new Set(['recipe', 'hypothesis']));
    expect(writesOf(desk).map(({ method }) => method)).toEqual(['writeFieldOfMany', 'writeFieldOfMany']);
    const entries = desk.writes.all();
    expect(entries).toHaveLength(120);
    expect(new Set(entries.map(({ state }) => state))).toEqual(new Set(['written']));
    const published = await desk.events.read({ topic: 'fields.published', limit: 500 });
    expect(published).toHaveLength(120);
  });

  test('writes several fields of an issue in one call of its own', async () => {
    const settings = settingsWith({ writeBack: { fill: { size: 'suggest' } } });
    desk = createCatchUpDesk('jira', settings);
    desk.tracker.put({ id: 'SHOP-1', title: recipe, description: 'Size: macro' });
    desk.tracker.giveFields('SHOP-1', { framing: null, size: null });
    await desk.backfill(desk.request());
    expect(desk.tracker.fieldsOf('SHOP-1')).toEqual({ framing: 'recipe', size: 'macro' });
    expect(writesOf(desk)).toHaveLength(1);
  });

  test('writes one by one where the tracker has no call for many', async () => {
    desk = createCatchUpDesk('linear');
    desk.fill(7);
    await desk.backfill(desk.request());
    expect(writesOf(desk).map(({ method }) => method)).toEqual(Array(7).fill('writeFields'));
  });

  test('run again, makes no write', async () => {
    await desk.backfill(desk.request());
    const before = writesOf(desk).length;
    const { tally } = await desk.backfill(desk.request());
    expect(writesOf(desk)).toHaveLength(before);
    expect(tally.fields).toEqual([]);
  });

  test('is on no budget and heeds no quiet hours with its fields', async () => {
    const settings = settingsWith({
      writeBack: { quietHours: { from: '00:00', to: '23:59' }, budget: { perProjectPerHour: 1 } },
    });
    desk = createCatchUpDesk('jira', settings);
    desk.fill(20);
    await desk.backfill(desk.request());
    expect(desk.framings()).not.toContain(null);
  });

  test('writes nothing where the mode of the project says so', async () => {
    desk = createCatchUpDesk(
      'jira',
      settingsWith({ projects: { jira: { SHOP: { writeBack: { mode: 'off' } } } } }),
    );
    desk.fill(5);
    const { tally } = await desk.backfill(desk.request({ comment: true }));
    expect(writesOf(desk)).toEqual([]);
    expect(tally.issues).toBe(5);
  });

  test('keeps to its query', async () => {
    desk.tracker.put({ id: 'OPS-1', title: recipe });
    const { tally } = await desk.backfill(desk.request({ query: 'OPS' }));
    expect(tally.issues).toBe(1);
    expect(await desk.reviews.find({ tracker: 'jira', id: 'SHOP-1' })).toBeNull();
  });

  test('tells how far it has come', async () => {
    const told: BackfillProgress[] = [];
    await desk.backfill(desk.request(), { onProgress: (state) => told.push(state) });
    expect(told[0]).toMatchObject({ issues: 0, total: 120 });
    expect(told.at(-1)).toMatchObject({ issues: 120, total: 120, callsLeft: 0 });
  });

  test('leaves an issue that fails to the queue and goes on with the others', async () => {
    desk = createCatchUpDesk('linear');
    desk.fill(10);
    desk.tracker.failNext('writeFields', new TrackerError('unavailable', 'no answer'));
    const { outcome, tally, failures } = await desk.backfill(desk.request());
    expect(outcome).toBe('done');
    expect(tally).toMatchObject({ issues: 10, failed: 1 });
    expect(failures).toEqual([{ key: 'SHOP-1', error: 'no answer' }]);
    expect(desk.queue.requests.map(({ ref }) => ref.id)).toEqual(['SHOP-1']);
  });

  test('ends when the account is shut out, and when nothing works any more', async () => {
    desk = createCatchUpDesk('linear');
    desk.fill(10);
    desk.tracker.failNext('writeFields', new TrackerError('auth', 'the key is wrong', { status: 401 }));
    expect(await desk.backfill(desk.request())).toMatchObject({
      outcome: 'failed',
      error: 'the key is wrong',
    });
    desk.tracker.failNext('writeFields', new TrackerError('unavailable', 'down'), { times: 10 });
    expect(await desk.backfill(desk.request())).toMatchObject({ outcome: 'failed', error: 'down' });
  });
});

describe('comments', () => {
  const comments = () => desk.tracker.comments.size;

  test('are written only when asked for', async () => {
    await desk.backfill(desk.request());
    expect(comments()).toBe(0);
    const { tally } = await desk.backfill(desk.request({ comment: true }));
    expect(comments()).toBe(60);
    expect(tally.comments).toEqual({ created: 60 });
  });

  test('heed the quiet hours of people, and are caught up', async () => {
    const settings = settingsWith({ writeBack: { quietHours: { from: '08:00', to: '10:00' } } });
    desk = createCatchUpDesk('jira', settings);
    desk.fill(1);
    const { tally } = await desk.backfill(desk.request({ comment: true }));
    expect(tally.comments).toEqual({ held: 1 });
    desk.wait(2 * 3_600_000);
    await desk.attend();
    expect(comments()).toBe(1);
  });

  test('that were not asked for do not follow with the next look, until somebody touches the issue', async () => {
    await desk.backfill(desk.request());
    const issue = desk.tracker.issues.get('SHOP-1');
    desk.tracker.put({ ...issue, id: 'SHOP-1', updatedAt: '2026-01-06T09:00:05.000Z' });
    expect((await desk.attend()).comment).toBe('quiet');
    expect(comments()).toBe(0);

    desk.tracker.put({ ...issue, id: 'SHOP-1', description: recipe, updatedAt: '2026-01-06T09:00:10.000Z' });
    expect((await desk.attend()).comment).toBe('created');
  });

  test('go on as before on an issue that was reviewed before', async () => {
    await desk.attend();
    expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
    await desk.backfill(desk.request());
    const issue = desk.tracker.issues.get('SHOP-1');
    desk.tracker.put({
      ...issue,
      id: 'SHOP-1',
      title: 'Export button',
      updatedAt: '2026-01-07T09:00:00.000Z',
    });
    expect((await desk.attend()).comment).toBe('updated');
  });

  test('are not written twice by a live review at the same moment', async () => {
    const lease = await desk.leases.take('comment jira:SHOP-1', 60_000, 'live');
    const { tally, failures } = await desk.backfill(desk.request({ comment: true, query: 'SHOP' }));
    expect(tally.failed).toBe(1);
    expect(failures[0]?.key).toBe('SHOP-1');
    expect(desk.tracker.commentTexts('SHOP-1')).toEqual([]);
    expect(desk.queue.requests.map(({ ref }) => ref.id)).toEqual(['SHOP-1']);
    await lease?.release();
  });
});

describe('a backfill that is cut short', () => {
  class Death extends Error {}

  /** The process dies when the position after this page is to be saved, or was. */
  function dyingAt(page: number, when: 'before' | 'after') {
    let saved = 0;
    return desk.catchUpWith({
      backfills: {
        ...desk.backfills,
        async save(position, deferred) {
          saved += 1;
          if (saved === page && when === 'before') throw new Death();
          await desk.backfills.save(position, deferred);
          if (saved === page) throw new Death();
        },
      },
    });
  }
  /** The dead hold no leases for long. */
  const afterAWhile = () => desk.catchUpWith({ leases: createCatchUpDesk().leases });

  test.each<['before' | 'after', number]>([
    ['before', 2],
    ['after', 1],
  ])('%s its second position was saved, goes on there', async (when, pagesLeft) => {
    await expect(dyingAt(2, when).backfill(desk.request())).rejects.toThrow(Death);
    const searches = desk.tracker.callsOf('searchIssues');
    const report = await afterAWhile().backfill(desk.request());
    expect(report).toMatchObject({ outcome: 'done', resumed: true });
    expect(report.tally.issues).toBe(120);
    expect(desk.tracker.callsOf('searchIssues') - searches).toBe(pagesLeft);
    expect(desk.tracker.callsOf('countIssues')).toBe(1);
    expect(desk.framings()).not.toContain(null);
    expect(writesOf(desk)).toHaveLength(2);
    expect(desk.writes.all()).toHaveLength(120);
  });

  test('with other options, begins by itself', async () => {
    await expect(dyingAt(2, 'after').backfill(desk.request())).rejects.toThrow(Death);
    const report = await afterAWhile().backfill(desk.request({ comment: true }));
    expect(report.resumed).toBe(false);
    expect(report.tally.issues).toBe(120);
  });

  test('begins anew when it is told to', async () => {
    await expect(dyingAt(2, 'after').backfill(desk.request())).rejects.toThrow(Death);
    const report = await afterAWhile().backfill(desk.request({ restart: true }));
    expect(report).toMatchObject({ resumed: false, outcome: 'done' });
    expect(report.tally).toMatchObject({ issues: 120, pages: 3 });
  });

  test('begins anew when the tracker has forgotten the place, and writes nothing twice', async () => {
    await expect(dyingAt(2, 'after').backfill(desk.request())).rejects.toThrow(Death);
    desk.tracker.failNext('searchIssues', new TrackerError('invalid', 'no such cursor'));
    const report = await afterAWhile().backfill(desk.request());
    expect(report.tally.issues).toBe(120);
    expect(desk.writes.all()).toHaveLength(120);
  });

  test.each<[string, boolean]>([
    ['after', true],
    ['before', false],
  ])(
    'in the middle of a call for many, %s it was made, finds that out by a page',
    async (_when, afterApplying) => {
      desk.tracker.failNext('writeFieldOfMany', new Death('the process is killed'), { afterApplying });
      await expect(desk.backfill(desk.request())).rejects.toThrow(Death);
      const looks = desk.tracker.callsOf('fetchIssues');
      const { outcome } = await afterAWhile().backfill(desk.request());
      expect(outcome).toBe('done');
      expect(desk.framings()).not.toContain(null);
      expect(desk.tracker.callsOf('fetchIssues') - looks).toBe(1);
      expect(desk.tracker.callsOf('fetchIssue')).toBe(0);
      expect(desk.queue.take()).toEqual([]);
      const entries = desk.writes.all();
      expect(new Set(entries.map(({ state }) => state))).toEqual(new Set(['written']));
      expect(new Set(entries.map(({ ref }) => ref.id)).size).toBe(120);
    },
  );

  test('in the middle of a call for many, leaves an issue that was changed since to a review', async () => {
    desk.tracker.failNext('writeFieldOfMany', new Death('the process is killed'), { afterApplying: true });
    await expect(desk.backfill(desk.request())).rejects.toThrow(Death);
    desk.tracker.giveFields('SHOP-1', { framing: 'need' });
    await afterAWhile().backfill(desk.request());
    expect(desk.queue.take().map(({ ref }) => ref.id)).toEqual(['SHOP-1']);
  });

  test('in the middle of a call for many, leaves an issue that is archived by now to a review', async () => {
    desk.tracker.failNext('writeFieldOfMany', new Death('the process is killed'), { afterApplying: true });
    await expect(desk.backfill(desk.request())).rejects.toThrow(Death);
    desk.tracker.issues.delete('SHOP-1');
    await afterAWhile().backfill(desk.request());
    expect(desk.queue.take().map(({ ref }) => ref.id)).toEqual(['SHOP-1']);
  });

  test('leaves a field to whoever looked at the issue since', async () => {
    await expect(dyingAt(3, 'after').backfill(desk.request())).rejects.toThrow(Death);
    desk.tracker.put({
      id: 'SHOP-1',
      title: 'As a shopper, I want to find past orders, so that I can order again',
      updatedAt: '2026-01-06T09:00:05.000Z',
    });
    await desk.attend();
    await afterAWhile().backfill(desk.request());
    expect(desk.tracker.fieldsOf('SHOP-1').framing).toBe('need');
  });

  test('by a person, says how far it has come and goes on there', async () => {
    const stopping = new AbortController();
    const onProgress = ({ issues }: BackfillProgress) => {
      if (issues >= 50) stopping.abort();
    };
    const stopped = await desk.backfill(desk.request(), { signal: stopping.signal, onProgress });
    expect(stopped).toMatchObject({ outcome: 'stopped', tally: { issues: 50 } });
    const report = await desk.backfill(desk.request());
    expect(report).toMatchObject({ outcome: 'done', resumed: true, tally: { issues: 120 } });
  });

  test('keeps a second one out', async () => {
    const lease = await desk.leases.take('backfill jira', 60_000);
    expect(await desk.backfill(desk.request())).toMatchObject({ outcome: 'busy' });
    expect((await desk.backfill(desk.request({ dryRun: true }))).outcome).toBe('done');
    await lease?.release();
  });
});

describe('as a guest', () => {
  const waited = () => desk.waits.reduce((sum, ms) => sum + ms, 0);

  test('waits as long as the tracker says', async () => {
    const slow = new TrackerError('rate-limited', 'slow down', { retryAfterMs: 30_000 });
    desk.tracker.failNext('searchIssues', slow, { times: 2 });
    const told: string[] = [];
    const { outcome } = await desk.backfill(desk.request(), {
      onProgress: ({ waiting }) => waiting && told.push(waiting.cause),
    });
    expect(outcome).toBe('done');
    expect(waited()).toBeGreaterThanOrEqual(60_000);
    expect(told).toEqual(['rate-limited', 'rate-limited']);
  });

  test('waits out a short outage of the tracker', async () => {
    desk.tracker.failNext('searchIssues', new TrackerError('unavailable', 'down'), { times: 3 });
    expect((await desk.backfill(desk.request())).outcome).toBe('done');
  });

  test('leaves the others their share of the limits', async () => {
    const resetAt = desk.clock.now().getTime() + 20_000;
    desk.setLimits([{ name: 'requests', limit: 100, remaining: 40, resetAt }]);
    await desk.backfill(desk.request());
    expect(waited()).toBeGreaterThanOrEqual(19_000);
  });

  test('lets the live reviews go first', async () => {
    let depth = 1_000;
    desk.setDepth(() => {
      depth -= 100;
      return Math.max(0, depth);
    });
    await desk.backfill(desk.request());
    expect(waited()).toBeGreaterThanOrEqual(6_000);
  });

  test('does not wait for a queue on which nobody works', async () => {
    desk.setDepth(() => 5_000);
    expect((await desk.backfill(desk.request())).outcome).toBe('done');
    expect(waited()).toBeLessThan(60_000);
  });
});
