import { beforeEach, describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { Issue } from '../../../src/domain/issue.ts';
import { defaultAllSettings } from '../../../src/domain/settings.ts';
import { createReconcileWhenDue } from '../../../src/workflows/reconcile-when-due.ts';
import { createCatchUpDesk } from '../../helpers/catch-up-desk.ts';
import { call, recipe } from '../../helpers/desk.ts';

let desk: ReturnType<typeof createCatchUpDesk>;
const jira = { tracker: 'jira' } as const;
const ref = (id: string) => ({ tracker: 'jira' as const, id });
const minute = 60_000;

/** Somebody changes an issue now. */
function edit(id: string, over: Partial<Issue>): void {
  desk.tracker.put({
    ...desk.tracker.issues.get(id),
    ...over,
    id,
    updatedAt: desk.clock.now().toISOString(),
  });
}
/** The queue's workers do what they were asked for. */
async function work(): Promise<readonly string[]> {
  const taken = desk.queue.take();
  for (const one of taken) await desk.attendWith({})(one.ref, one.cause);
  return taken.map((one) => `${one.ref.id} ${one.cause}`);
}
const mark = () => desk.watermarks.find('jira');

/** Three issues that are reviewed, and a first look. */
beforeEach(async () => {
  desk = createCatchUpDesk();
  desk.fill(3);
  for (const id of ['SHOP-1', 'SHOP-2', 'SHOP-3']) await desk.attendWith({})(ref(id), 'a test');
  await desk.reconcile(jira);
  desk.wait(30 * minute);
});

describe('the first look', () => {
  test('only notes from when on changes count', async () => {
    const fresh = createCatchUpDesk();
    fresh.fill(3);
    expect(await fresh.reconcile(jira)).toMatchObject({ outcome: 'first', issues: 0, asked: 0 });
    expect(fresh.tracker.calls).toEqual([]);
    expect(await fresh.watermarks.find('jira')).toMatchObject({
      dealtWithUntil: fresh.clock.now().toISOString(),
      look: null,
    });
  });
});

describe('a look', () => {
  test('finds nothing where nothing happened, and moves on', async () => {
    const now = desk.clock.now().toISOString();
    const report = await desk.reconcile(jira);
    expect(report).toMatchObject({ outcome: 'done', issues: 0, missed: 0, asked: 0, checked: 3 });
    expect(await mark()).toMatchObject({ dealtWithUntil: now, look: null });
    expect((await mark()).lookedAt).not.toBeNull();
  });

  test('finds a change that no webhook brought, counts it once, and has it reviewed', async () => {
    const missed: string[] = [];
    const { reconcile } = desk.catchUpWith({ onMissed: (name) => missed.push(name) });
    edit('SHOP-2', { title: 'Export button' });
    desk.wait(5 * minute);
    expect(await reconcile(jira)).toMatchObject({ missed: 1, asked: 1 });
    // Before its turn came, another look finds it again.
    expect(await reconcile({ ...jira, since: new Date('2026-01-06T00:00:00Z') })).toMatchObject({
      missed: 0,
    });
    expect(missed).toEqual(['jira']);
    expect(await desk.events.read({ topic: 'webhook.missed', limit: 10 })).toMatchObject([
      { subject: 'jira:SHOP-2', data: { key: 'SHOP-2', parts: ['title'] } },
    ]);
    expect(await work()).toEqual(['SHOP-2 reconcile: missed webhook']);
    expect((await desk.reviews.find(ref('SHOP-2')))?.issue.title).toBe('Export button');
    desk.wait(minute);
    expect(await reconcile(jira)).toMatchObject({ issues: 1, missed: 0, asked: 0 });
  });

  test('finds an issue that no webhook told of, in a project that Waymark knows', async () => {
    edit('SHOP-9', { title: recipe });
    edit('OPS-1', { title: recipe });
    desk.wait(10 * minute);
    expect(await desk.reconcile(jira)).toMatchObject({ missed: 1, elsewhere: 1, asked: 1 });
    expect(await work()).toEqual(['SHOP-9 reconcile: missed webhook']);
  });

  test('is patient with webhooks that may still be on their way', async () => {
    edit('SHOP-2', { title: 'Export button' });
    desk.wait(minute);
    expect(await desk.reconcile(jira)).toMatchObject({ issues: 1, missed: 0 });
    desk.wait(15 * minute);
    expect(await desk.reconcile(jira), 'the next look still sees it').toMatchObject({ missed: 1 });
  });

  test('leaves alone what a webhook brought and the queue has not done yet', async () => {
    edit('SHOP-2', { title: 'Export button' });
    await desk.receive('jira', call({ delivery: 'd-1', issue: { id: 'SHOP-2' } }));
    desk.wait(10 * minute);
    expect(await desk.reconcile(jira)).toMatchObject({ issues: 1, missed: 0, asked: 0 });
  });

  test('knows Waymark’s own writes by their value, and takes note of them without a read', async () => {
    desk.tracker.giveFields('SHOP-4', { framing: null });
    desk.tracker.put({ id: 'SHOP-4', title: recipe, updatedAt: desk.clock.now().toISOString() });
    await desk.attendWith({})(ref('SHOP-4'), 'a test');
    expect(desk.tracker.fieldsOf('SHOP-4').framing).toBe('recipe');
    desk.wait(10 * minute);
    const reads = desk.tracker.callsOf('fetchIssue');
    expect(await desk.reconcile(jira)).toMatchObject({ ownWrites: 1, missed: 0, drift: 0 });
    expect(desk.tracker.callsOf('fetchIssue')).toBe(reads);
    const saved = await desk.reviews.find(ref('SHOP-4'));
    expect(saved?.issue.updatedAt).toBe(desk.tracker.issues.get('SHOP-4')?.updatedAt);
    expect(await desk.reconcile(jira)).toMatchObject({ ownWrites: 0 });
  });

  test('repairs a field that is not as Waymark left it', async () => {
    const issue = desk.tracker.issues.get('SHOP-1');
    desk.tracker.giveFields('SHOP-1', { framing: 'need' });
    // Another tool did it and the time of the issue has not moved.
    expect(await desk.reconcile({ ...jira, full: true })).toMatchObject({ drift: 1 });
    expect(await work()).toEqual(['SHOP-1 reconcile: fields']);
    expect(desk.tracker.fieldsOf('SHOP-1').framing).toBe('recipe');
    expect(issue?.title).toBe(recipe);
  });

  test('repairs it also after a stop that is over, and not while it holds', async () => {
    const now = desk.clock.now().getTime();
    const until = new Date(now + 60 * minute).toISOString();
    const stop = { ref: ref('SHOP-1'), key: 'SHOP-1', project: 'SHOP', reason: 'breaker' } as const;
    const at = new Date(now).toISOString();
    await desk.writes.putStop({ ...stop, detail: '', fingerprint: null, at, until, liftedAt: null }, []);
    desk.tracker.giveFields('SHOP-1', { framing: 'need' });
    expect(await desk.reconcile({ ...jira, full: true })).toMatchObject({ drift: 0 });
    desk.wait(61 * minute);
    expect(await desk.reconcile({ ...jira, full: true })).toMatchObject({ drift: 1 });
    const undone = { ...stop, reason: 'undone', fingerprint: 'of another text' } as const;
    await desk.writes.putStop({ ...undone, detail: '', at, until: null, liftedAt: null }, []);
    expect(await desk.reconcile({ ...jira, full: true })).toMatchObject({ drift: 1 });
  });

  test('repairs a comment that was begun and never recorded', async () => {
    const record = await desk.comments.find(ref('SHOP-1'));
    await desk.comments.put(
      { ...record, ref: ref('SHOP-1'), state: 'intended', commentId: null, bodyHash: null, generation: 1 },
      [],
    );
    expect(await desk.reconcile({ ...jira, full: true })).toMatchObject({ drift: 1 });
    expect(await work()).toEqual(['SHOP-1 reconcile: comment']);
    expect((await desk.comments.find(ref('SHOP-1')))?.state).toBe('published');
    expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
  });

  test('opens no comment on what a backfill left quiet', async () => {
    const quiet = createCatchUpDesk();
    quiet.fill(3);
    await quiet.backfill(quiet.request());
    expect(await quiet.reconcile({ ...jira, full: true })).toMatchObject({
      ownWrites: 3,
      drift: 0,
      asked: 0,
    });
  });

  test('asks for the writes that were held and have room now', async () => {
    let caughtUp = 0;
    const { reconcile } = desk.catchUpWith({
      catchUpWrites: async () => {
        caughtUp += 1;
        return { asked: 0 };
      },
    });
    await reconcile(jira);
    expect(caughtUp).toBe(1);
  });
});

describe('issues that are gone or elsewhere', () => {
  test('are noticed though no webhook told: deleted', async () => {
    desk.tracker.issues.delete('SHOP-2');
    expect(await desk.reconcile(jira)).toMatchObject({ gone: 1, checked: 3 });
    expect(await desk.reviews.find(ref('SHOP-2'))).toBeNull();
    expect(await desk.events.read({ topic: 'issue.gone', limit: 10 })).toMatchObject([
      { subject: 'jira:SHOP-2' },
    ]);
    expect(await desk.reconcile(jira)).toMatchObject({ gone: 0, checked: 2 });
  });

  test('are not taken for gone because an index does not know them', async () => {
    const { tracker } = desk;
    const forgetful = { ...tracker, whichExist: async () => new Set<string>() };
    const { reconcile } = desk.catchUpWith({ trackers: new Map([['jira', forgetful]]) });
    expect(await reconcile(jira)).toMatchObject({ gone: 0, checked: 3 });
  });

  test('are asked for in slices, so that a look costs little', async () => {
    const settings = {
      ...defaultAllSettings,
      everywhere: {
        ...defaultAllSettings.everywhere,
        reconcile: { ...defaultAllSettings.everywhere.reconcile, checkedAtOnce: 2 },
      },
    };
    const { reconcile } = desk.catchUpWith({ settings });
    desk.tracker.issues.delete('SHOP-3');
    expect(await reconcile(jira)).toMatchObject({ checked: 2, gone: 0 });
    expect((await mark()).existsAfter).toBe('SHOP-2');
    expect(await reconcile(jira)).toMatchObject({ checked: 1, gone: 1 });
    expect((await mark()).existsAfter).toBeNull();
  });

  test('are noticed when they were moved: another key, the same issue', async () => {
    edit('SHOP-2', { key: 'OPS-7', project: 'OPS' });
    desk.wait(10 * minute);
    expect(await desk.reconcile(jira)).toMatchObject({ missed: 1, moved: 1 });
    expect(await desk.events.read({ topic: 'issue.moved', limit: 10 })).toMatchObject([
      { subject: 'jira:SHOP-2', data: { from: 'SHOP-2', to: 'OPS-7' } },
    ]);
    await work();
    expect((await desk.reviews.find(ref('SHOP-2')))?.issue.key).toBe('OPS-7');
  });
});

describe('a look that is cut short', () => {
  class Death extends Error {}

  beforeEach(() => {
    desk.tracker.pageSize = 1;
    for (const id of ['SHOP-1', 'SHOP-2', 'SHOP-3']) edit(id, { title: 'Export button' });
    desk.wait(10 * minute);
  });

  test.each(['asked for reviews', 'saved how far it had come'])(
    'after it had %s on its second page, goes on there and forgets nothing',
    async (when) => {
      let pages = 0;
      const dieOnSecond = () => {
        pages += 1;
        if (pages === 2) throw new Death();
      };
      const before = (await mark()).dealtWithUntil;
      const { reconcile } = desk.catchUpWith(
        when === 'asked for reviews'
          ? {
              queue: {
                async request(requests) {
                  await desk.queue.request(requests);
                  dieOnSecond();
                },
              },
            }
          : {
              watermarks: {
                ...desk.watermarks,
                async save(tracker, watermark) {
                  await desk.watermarks.save(tracker, watermark);
                  dieOnSecond();
                },
              },
            },
      );
      await expect(reconcile(jira)).rejects.toThrow(Death);
      expect((await mark()).dealtWithUntil, 'never ahead').toBe(before);

      const searches = desk.tracker.callsOf('searchIssues');
      const startedAt = (await mark()).look?.startedAt;
      desk.wait(5 * minute);
      const report = await desk.reconcile(jira);
      expect(report.outcome).toBe('done');
      expect(desk.tracker.callsOf('searchIssues') - searches).toBe(when === 'asked for reviews' ? 2 : 1);
      expect((await mark()).dealtWithUntil, 'as far as the first page reached').toBe(startedAt);
      const asked = new Set(desk.queue.requests.map(({ ref: { id } }) => id));
      expect(asked).toEqual(new Set(['SHOP-1', 'SHOP-2', 'SHOP-3']));
      expect(await desk.events.read({ topic: 'webhook.missed', limit: 10 })).toHaveLength(3);
    },
  );

  test('by a tracker in trouble, is not counted as done', async () => {
    const before = await mark();
    desk.tracker.failNext('whichExist', new TrackerError('auth', 'the key is wrong', { status: 401 }));
    expect(await desk.reconcile(jira)).toMatchObject({
      outcome: 'failed',
      error: 'the key is wrong',
      missed: 3,
    });
    expect((await mark()).dealtWithUntil).toBe(before.dealtWithUntil);
  });

  test('on a tracker that has forgotten the place, begins with the first page', async () => {
    const stopping = new AbortController();
    const onProgress = () => stopping.abort();
    expect(await desk.reconcile(jira, { signal: stopping.signal, onProgress })).toMatchObject({
      outcome: 'stopped',
    });
    desk.tracker.failNext('searchIssues', new TrackerError('invalid', 'no such cursor'));
    expect(await desk.reconcile(jira)).toMatchObject({ outcome: 'done', issues: 3 });
  });

  test('by somebody else who took over, saves nothing', async () => {
    const leases = {
      take: async () => ({ renew: async () => false, release: async () => {} }),
    };
    const before = await mark();
    expect(await desk.catchUpWith({ leases }).reconcile(jira)).toMatchObject({ outcome: 'failed' });
    expect(await mark()).toEqual(before);
  });
});

describe('two of them', () => {
  test('never look at the same tracker at once', async () => {
    const lease = await desk.leases.take('reconcile jira', minute);
    expect(await desk.reconcile(jira)).toMatchObject({ outcome: 'busy', issues: 0 });
    await lease?.release();
    expect(await desk.reconcile(jira)).toMatchObject({ outcome: 'done' });
  });
});

describe('a look since a given time', () => {
  test('leaves no gap behind it', async () => {
    const before = (await mark()).dealtWithUntil ?? '';
    await desk.reconcile({ ...jira, since: new Date(Date.parse(before) + 5 * minute) });
    expect((await mark()).dealtWithUntil).toBe(before);
    const now = desk.clock.now().toISOString();
    await desk.reconcile({ ...jira, since: new Date(Date.parse(before) - 5 * minute) });
    expect((await mark()).dealtWithUntil).toBe(now);
  });
});

describe('the schedule', () => {
  const whenDue = (everyMinutes = 15) => {
    const { everywhere } = defaultAllSettings;
    const settings = {
      ...defaultAllSettings,
      everywhere: { ...everywhere, reconcile: { ...everywhere.reconcile, everyMinutes } },
    };
    return createReconcileWhenDue({ ...desk, settings, trackers: ['jira'] });
  };

  test('looks when the last look is long enough ago, and not before', async () => {
    expect(await whenDue()()).toHaveLength(1);
    desk.wait(14 * minute);
    expect(await whenDue()()).toEqual([]);
    desk.wait(minute);
    expect(await whenDue()()).toHaveLength(1);
  });

  test('can be switched off', async () => {
    expect(await whenDue(0)()).toEqual([]);
  });
});
