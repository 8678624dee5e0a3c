import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Call } from '../../../src/sandbox/calls.ts';
import type { FaultKind, FaultMatch } from '../../../src/sandbox/faults.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { rightComment } from '../../helpers/right-comment.ts';
import { startFleet, startSandbox } from '../../helpers/service.ts';

type Verb = 'read' | 'create' | 'update' | 'remove';

/** What each verb is to each tracker. */
const calls: Readonly<Record<TrackerName, Readonly<Record<Verb, FaultMatch>>>> = {
  jira: {
    read: { method: 'GET', path: /\/issue\/[^/]+$/ },
    create: { method: 'POST', path: /\/comment$/ },
    update: { method: 'PUT', path: /\/comment\/\d+$/ },
    remove: { method: 'DELETE', path: /\/comment\/\d+$/ },
  },
  linear: {
    read: { field: 'issue' },
    create: { field: 'commentCreate' },
    update: { field: 'commentUpdate' },
    remove: { field: 'commentDelete' },
  },
};

/** Every way in which a tracker may fail to answer; the last has done what it was asked all the same. */
const troubles: readonly FaultKind[] = [
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' },
  { kind: 'answer', status: 503 },
  { kind: 'answer', status: 503, headers: { 'retry-after': '1' } },
  { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Maintenance</h1>' },
  { kind: 'hang' },
  { kind: 'drop' },
  { kind: 'apply-then-drop' },
];
const jobsAWorker = 2;

describe.each(bindings())('a tracker in trouble, on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let fleet: Awaited<ReturnType<typeof startFleet>>;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox({ backlog: 'empty' });
    fleet = await startFleet(place, sandbox, {
      trackerTimeoutMs: 3_000,
      concurrency: jobsAWorker,
    });
  });
  afterAll(async () => {
    await fleet?.stop();
    await sandbox?.close();
    await place?.drop();
  });
  beforeEach(() => {
    for (const name of trackerNames) {
      sandbox[name].calls.reset();
      sandbox[name].faults.clear();
    }
  });

  const openMany = (tracker: TrackerName, count: number): string[] =>
    Array.from({ length: count }, () => openIssue(sandbox, tracker).key);
  const idsOf = (tracker: TrackerName, key: string) => sandbox[tracker].comments(key).map(({ id }) => id);
  const expectRight = async (tracker: TrackerName, keys: readonly string[]) => {
    for (const key of keys) {
      const { id, title } = sandbox[tracker].issue(key);
      const review = await fleet.web.app.reviews.find({ tracker, id });
      expect(review?.issue.title).toBe(title);
      const right = review && rightComment(review, tracker);
      expect(sandbox[tracker].comments(key).map(({ body }) => body)).toEqual(right === null ? [] : [right]);
    }
  };
  const plan = (tracker: TrackerName, verb: Verb) => {
    for (const fault of troubles) sandbox[tracker].faults.plan({ fault, match: calls[tracker][verb] });
  };

  /** Both at once: most of the time goes by waiting. */
  const inBoth = (step: (tracker: TrackerName) => void) => {
    for (const name of trackerNames) step(name);
    return fleet.web.quiet();
  };

  test('fails in every way when it is read and written: each issue has its one comment', {
    timeout: 180_000,
  }, async () => {
    const keys: Record<TrackerName, string[]> = { jira: [], linear: [] };
    await inBoth((tracker) => {
      plan(tracker, 'read');
      plan(tracker, 'create');
      keys[tracker] = openMany(tracker, troubles.length * 2);
    });
    const before = trackerNames.map((tracker) => keys[tracker].map((key) => idsOf(tracker, key)));
    expect(before.flat().filter((ids) => ids.length !== 1)).toEqual([]);
    for (const tracker of trackerNames) await expectRight(tracker, keys[tracker]);

    await inBoth((tracker) => {
      plan(tracker, 'update');
      for (const key of keys[tracker]) {
        editIssue(sandbox, tracker, key, { title: `Bookmarks, not ${key}`, description: hypothesis });
      }
    });
    for (const tracker of trackerNames) await expectRight(tracker, keys[tracker]);
    expect(trackerNames.map((tracker) => keys[tracker].map((key) => idsOf(tracker, key)))).toEqual(before);

    await inBoth((tracker) => {
      plan(tracker, 'remove');
      for (const key of keys[tracker]) editIssue(sandbox, tracker, key, { labels: ['waymark-off'] });
    });
    for (const tracker of trackerNames) {
      expect(keys[tracker].flatMap((key) => idsOf(tracker, key))).toEqual([]);
      expect(sandbox[tracker].faults.pending(), 'every trouble has been met').toBe(0);
    }
  });

  /** What a tracker says for a while to whatever it is asked, until it lifts the limit by itself. */
  async function limit(tracker: TrackerName, fault: FaultKind, lift: (first: Call) => number) {
    const { faults } = sandbox[tracker];
    const log = sandbox[tracker].calls;
    faults.plan({ fault, times: Number.POSITIVE_INFINITY });
    const first = await new Promise<Call>((resolve) => {
      const forget = log.onCall((call) => {
        if (call.fault === undefined) return;
        forget();
        resolve(call);
      });
    });
    const until = lift(first);
    await delay(until - Date.now());
    faults.clear();
    return { refused: log.all().filter((call) => call.fault !== undefined), until };
  }

  describe.each<[TrackerName, string, FaultKind]>([
    ['jira', 'quota', { kind: 'rate-limited', retryAfterSeconds: 2, reason: 'jira-quota-tenant-based' }],
    ['jira', 'burst', { kind: 'rate-limited', retryAfterSeconds: 2, reason: 'jira-burst-based' }],
    ['linear', 'requests', { kind: 'rate-limited', retryAfterSeconds: 2 }],
  ])('%s limits the rate (%s)', (tracker, _, fault) => {
    test('all workers wait as long as it says, each job finds out once at most, and the other tracker goes on', async () => {
      const other = tracker === 'jira' ? 'linear' : 'jira';
      // Linear's reset is a time and moves with every answer; the first one told is kept to by the test.
      const limited = limit(tracker, fault, ({ at }) => at.getTime() + 1_900);
      const keys = openMany(tracker, 12);
      const { refused, until } = await limited;
      const others = openMany(other, 3);
      await fleet.web.quiet();

      const slots = jobsAWorker * Math.max(1, fleet.all.length - 1);
      expect(refused.length).toBeLessThanOrEqual(slots);
      expect(refused.length).toBeGreaterThan(0);
      const firstAfter = sandbox[tracker].calls.all().find((call) => call.fault === undefined);
      expect(firstAfter?.at.getTime()).toBeGreaterThanOrEqual(until);
      await expectRight(tracker, keys);
      await expectRight(other, others);
    });
  });

  test('jira limits the writes to one issue: that issue waits, the others do not', async () => {
    const [limited = ''] = openMany('jira', 1);
    await fleet.web.quiet();
    const { id } = sandbox.jira.issue(limited);
    const path = new RegExp(`/issue/${id}/comment/`);
    sandbox.jira.faults.plan({
      fault: { kind: 'rate-limited', retryAfterSeconds: 2, reason: 'jira-per-issue-on-write' },
      match: { method: 'PUT', path },
    });
    sandbox.jira.calls.reset();
    editIssue(sandbox, 'jira', limited, { title: 'Bookmarks', description: hypothesis });
    while (sandbox.jira.faults.pending() > 0) await delay(10);
    const keys = openMany('jira', 6);
    await fleet.web.quiet();

    const writes = sandbox.jira.calls.filter({ kind: 'write' });
    const refused = writes.findIndex(({ fault }) => fault !== undefined);
    const repeated = writes.findIndex((call) => path.test(call.path) && call.fault === undefined);
    const told = writes[refused]?.at.getTime() ?? Number.NaN;
    expect(writes[repeated]?.at.getTime()).toBeGreaterThanOrEqual(told + 2_000);
    // A busy machine may not come to all of them meanwhile; a queue that waited would have come to none.
    const meanwhile = writes.slice(refused + 1, repeated).filter(({ at }) => at.getTime() < told + 2_000);
    expect(meanwhile.length, 'others were written in between').toBeGreaterThan(0);
    await expectRight('jira', [limited, ...keys]);
  });
});
