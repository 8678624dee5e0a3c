import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import type { FailedJob, IncomingEvent, ProcessReport } from '../../../src/domain/ports.ts';
import { now, openPages, shopIssues } from '../../helpers/pages.ts';

const anIncoming = (over: Partial<IncomingEvent> = {}): IncomingEvent => ({
  ...{ deliveryKey: 'd-1', contentKey: null, type: 'jira:issue_updated', occurredAt: null },
  ...{ issue: { id: '10001', key: 'SHOP-1' }, body: {} },
  ...over,
});

const failed: FailedJob = {
  ...{ queue: 'reviews-jira', id: '7', name: 'review-issue', about: 'jira:10001' },
  ...{ ref: { tracker: 'jira', id: '10001' }, error: 'The tracker <b>did</b> not answer' },
  ...{ attempts: 20, failedAt: '2026-11-20T11:00:00.000Z' },
};

const rooms = ['deliveries', 'queues', 'ledger', 'trackers', 'digests', 'subscribers', 'doctor'];

describe('the control room', () => {
  test('is for administrators alone, in all its rooms', async () => {
    const { get } = await openPages();
    for (const url of ['/ops', ...rooms.map((room) => `/ops/${room}`)]) {
      expect((await get(url, 'viewer')).statusCode).toBe(403);
      expect((await get(url, 'editor')).statusCode).toBe(403);
      const { statusCode, body } = await get(url, 'admin');
      expect(statusCode).toBe(200);
      expect(body).toContain('aria-label="Control room"');
    }
    expect((await get('/board', 'editor')).body).not.toContain('href="/ops"');
  });

  test('says at a glance what is stuck, and which processes there are', async () => {
    const { get, ops } = await openPages();
    const report: ProcessReport = {
      ...{ process: 'host:42', role: 'worker', streams: 3 },
      ...{ startedAt: now.toISOString(), at: now.toISOString(), trackers: [] },
    };
    await ops.records.putReport(report);
    const { body } = await get('/ops', 'admin');
    expect(body).toContain('1 thing needs a look');
    expect(body).toMatch(/2 failed/);
    expect(body).toContain('reviews-linear waiting');
    expect(body).toContain('host:42');
    expect(body).toContain('data-live="/ops/stream"');
  });

  test('says that something is stuck where a delivery waits for long, a mail is lost or nobody works', async () => {
    const { get, ops, deliveries, database } = await openPages();
    const stuck = async () => /(\d+) things? needs? a look/.exec((await get('/ops', 'admin')).body)?.[1];
    // Of the failed jobs, and of the worker that there is not.
    expect(await stuck()).toBe('2');
    expect((await get('/ops', 'admin')).body).toContain('none runs');
    const times = { startedAt: now.toISOString(), at: now.toISOString() };
    const told = { process: 'host:42', streams: 0, trackers: [], ...times };
    await ops.records.putReport({ ...told, role: 'web' });
    expect(await stuck()).toBe('2');
    await ops.records.putReport({ ...told, role: 'worker' });
    expect(await stuck()).toBe('1');
    const cameAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    const record = (deliveryKey: string, minutes: number) =>
      deliveries.record({
        ...{ tracker: 'jira' as const, ignoredBecause: null, receivedAt: cameAgo(minutes) },
        event: anIncoming({ deliveryKey }),
      });
    await record('d-new', 5);
    expect(await stuck()).toBe('1');
    await record('d-old', 20);
    expect(await stuck()).toBe('2');
    expect((await get('/ops', 'admin')).body).toContain('The oldest has waited since');
    await sql`insert into waymark.digests (audience, period, state, subject, figures, due_at, until)
      values ('checkout', '2026-11-16', 'finished', 'The week', '{}', ${now}, ${now})`.execute(database.sql);
    await sql`insert into waymark.digest_mails (audience, period, recipient, state, at) values
      ('checkout', '2026-11-16', 'mara@example.com', 'refused', ${cameAgo(60)}),
      ('checkout', '2026-11-16', 'jonas@example.com', 'unknown', ${cameAgo(60 * 24 * 8)}),
      ('checkout', '2026-11-16', 'amelie@example.com', 'sent', ${cameAgo(60)})`.execute(database.sql);
    expect(await stuck()).toBe('3');
    expect((await get('/ops', 'admin')).body).toContain('1 mail not known to have arrived');
    await sql`insert into waymark.digest_mails (audience, period, recipient, state, at) values
      ('checkout', '2026-11-16', 'ines@example.com', 'bounced', ${cameAgo(60)}),
      ('checkout', '2026-11-16', 'paul@example.com', 'expired', ${cameAgo(60)}),
      ('checkout', '2026-11-16', 'noor@example.com', 'held', ${cameAgo(60)})`.execute(database.sql);
    expect((await get('/ops', 'admin')).body).toContain('3 mails not known to have arrived');
  });

  describe('deliveries', () => {
    test('are found by key, id, delivery and state, page by page', async () => {
      const { get, deliveries } = await openPages();
      expect((await get('/ops/deliveries', 'admin')).body).toContain('No delivery has come yet');
      for (let number = 1; number <= 60; number++) {
        const issue = { id: String(10_000 + number), key: `SHOP-${number}` };
        const event = anIncoming({ deliveryKey: `d-${number}`, issue });
        await deliveries.record({ tracker: 'jira', event, receivedAt: now, ignoredBecause: null });
      }
      const page = async (query: string) => (await get(`/ops/deliveries?${query}`, 'admin')).body;
      const keys = (body: string) => [...body.matchAll(/>(SHOP-\d+)</g)].map(([, key]) => key);
      expect(keys(await page('search=shop-7'))).toEqual(['SHOP-7']);
      expect(keys(await page('search=10009'))).toEqual(['SHOP-9']);
      expect(keys(await page('search=d-12'))).toEqual(['SHOP-12']);
      expect(keys(await page('status=done'))).toEqual([]);
      expect(await page('status=done')).toContain('No delivery is here');
      expect(await page('tracker=linear')).toContain('No delivery is here');
      const first = await page('status=waiting');
      expect(keys(first)).toHaveLength(50);
      const next =
        /href="(\/ops\/deliveries\?[^"]*before=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(next).toContain('status=waiting');
      expect(keys((await get(next, 'admin')).body)).toHaveLength(10);
    });

    test('are shown with a body in which nothing secret stands', async () => {
      const { get, deliveries } = await openPages();
      const body = {
        user: { emailAddress: 'mara@example.com', accessToken: 'abcdefgh' },
        issue: { fields: { summary: '<script>alert(1)</script>', description: 'long '.repeat(1_000) } },
      };
      await deliveries.record({
        ...{ tracker: 'jira', receivedAt: now, ignoredBecause: null },
        event: anIncoming({ body }),
      });
      const [stored] = await deliveries.list({ limit: 1 });
      const page = await get(`/ops/deliveries/${stored?.seq}`, 'admin');
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('&lt;script>');
      expect(page.body).toContain('characters)');
      for (const secret of ['mara@example.com', 'abcdefgh', '<script>alert']) {
        expect(page.body).not.toContain(secret);
      }
      expect((await get('/ops/deliveries/999999', 'admin')).statusCode).toBe(404);
      expect((await get('/ops/deliveries/x', 'admin')).statusCode).toBe(404);
    });

    test('are replayed for whoever asked', async () => {
      const { post, deliveries, signIn, asked, events } = await openPages();
      await deliveries.record({
        ...{ tracker: 'jira', event: anIncoming(), receivedAt: now, ignoredBecause: null },
      });
      const [stored] = await deliveries.list({ limit: 1 });
      await deliveries.finish({ tracker: 'jira', id: '10001' }, stored?.seq ?? 0);
      const cookie = await signIn('admin');
      const url = `/ops/deliveries/${stored?.seq}/replay`;
      const answer = await post(url, {}, { cookie, page: '/ops' });
      expect(answer.headers.location).toBe('/ops/deliveries?done=replayed');
      expect(asked).toEqual(['10001']);
      expect((await deliveries.list({ limit: 1 }))[0]?.status).toBe('waiting');
      const replayed = await events.read({ topic: 'delivery.replayed', limit: 1_000 });
      expect(replayed.at(-1)).toMatchObject({ actor: 'test-admin', subject: 'jira:10001' });
      const unknown = await post('/ops/deliveries/999999/replay', {}, { cookie, page: '/ops' });
      expect(unknown.headers.location).toBe('/ops/deliveries?done=not-replayed');
    });
  });

  test('does nothing without the token of the form, and nothing for others', async () => {
    const { server, post, signIn, asked, ops } = await openPages();
    ops.keeper.jobs.push(failed);
    const cookie = await signIn('admin');
    const urls = [
      '/ops/deliveries/1/replay',
      '/ops/queues/reviews-jira/retry',
      '/ops/queues/reviews-jira/retry-one',
      '/ops/stops/resume',
      '/ops/subscribers/sub_1/enable',
      '/ops/subscribers/sub_1/replay',
      '/ops/subscribers/sub_1/test',
      '/ops/doctor',
    ];
    const editor = await signIn('editor');
    for (const url of urls) {
      const bare = { method: 'POST' as const, url };
      expect((await server.inject({ ...bare, headers: { cookie } })).statusCode).toBe(403);
      expect((await post(url, {}, { cookie: editor, page: '/board' })).statusCode).toBe(403);
      expect((await server.inject(bare)).statusCode).toBe(401);
    }
    expect(asked).toEqual([]);
    expect(ops.keeper.retried).toEqual([]);
  });

  test('shows failed jobs with their error, and has one or all asked for anew', async () => {
    const { get, post, signIn, ops, events, read } = await openPages();
    const [issue] = shopIssues();
    if (issue) await read(issue);
    expect((await get('/ops/queues', 'admin')).body).toContain('None has failed');
    ops.keeper.jobs.push(failed, { ...failed, id: '8', about: 'goal:orders', ref: null });
    const { body } = await get('/ops/queues', 'admin');
    expect(body).toContain('The tracker &lt;b>did');
    expect(body).toContain('SHOP-1');
    expect(body).toContain('goal:orders');
    expect(body).toContain('for 42 s');
    const cookie = await signIn('admin');
    const one = await post(
      '/ops/queues/reviews-jira/retry-one',
      { job: '7' },
      { cookie, page: '/ops/queues' },
    );
    expect(one.headers.location).toBe('/ops/queues?done=retried');
    expect(ops.keeper.retried.map(({ id }) => id)).toEqual(['7']);
    const again = await post(
      '/ops/queues/reviews-jira/retry-one',
      { job: '7' },
      { cookie, page: '/ops/queues' },
    );
    expect(again.headers.location).toBe('/ops/queues?done=not-retried');
    await post('/ops/queues/reviews-jira/retry', {}, { cookie, page: '/ops/queues' });
    expect(ops.keeper.retried.map(({ id }) => id)).toEqual(['7', '8']);
    const told = (await events.read({ topic: 'job.retried', limit: 1_000 })).slice(-2);
    expect(told.map(({ actor, data }) => [actor, data.from, data.queue])).toEqual([
      ['test-admin', '127.0.0.1', 'reviews-jira'],
      ['test-admin', '127.0.0.1', 'reviews-jira'],
    ]);
  });

  test('shows the ledger as it is asked for', async () => {
    const { get, writes } = await openPages();
    expect((await get('/ops/ledger', 'admin')).body).toContain('Nothing has been written yet');
    const entry = (key: string, state: 'written' | 'held') => ({
      ...{ ref: { tracker: 'jira' as const, id: key }, key, project: key.split('-')[0] ?? '' },
      ...{ kind: 'field' as const, field: 'value' as const, before: null, after: 'cost', commentId: null },
      ...{
        state,
        reason: state === 'held' ? 'quiet hours' : null,
        issueUpdatedAt: null,
        at: now.toISOString(),
      },
    });
    await writes.append([entry('SHOP-1', 'written'), entry('PAY-2', 'held')], []);
    const page = async (query: string) => (await get(`/ops/ledger?${query}`, 'admin')).body;
    expect(await page('state=held')).toContain('PAY-2');
    expect(await page('state=held')).not.toContain('SHOP-1');
    expect(await page('project=shop')).not.toContain('PAY-2');
    expect(await page('key=SHOP-1')).toContain('written');
    expect(await page('kind=comment')).toContain('No write is here');
  });

  test('shows how it gets along with the trackers, and writes again where it stopped', async () => {
    const { get, post, signIn, ops, writes, events, asked, read } = await openPages();
    const [issue] = shopIssues();
    if (!issue) throw new Error('an empty shop');
    await read(issue);
    await ops.records.putReport({
      ...{ process: 'host:42', role: 'worker', streams: 0 },
      ...{ startedAt: now.toISOString(), at: now.toISOString() },
      trackers: [
        {
          tracker: 'linear',
          limits: [{ name: 'requests', limit: 2_500, remaining: 120, resetAt: now.getTime() + 60_000 }],
          lastCall: { operation: 'fetchIssue', status: 400, at: now.toISOString() },
        },
      ],
    });
    await writes.putStop(
      {
        ...{ ref: issue.ref, key: issue.key, project: issue.project, reason: 'breaker' },
        ...{ detail: 'value went to and fro 6 times', fingerprint: null, until: null, liftedAt: null },
        at: now.toISOString(),
      },
      [],
    );
    const subject = `jira:${issue.ref.id}`;
    await events.append([
      { topic: 'webhook.missed', subject, data: { key: issue.key }, actor: 'waymark', at: now.toISOString() },
    ]);
    const { body } = await get('/ops/trackers', 'admin');
    expect(body).toContain('120 of 2,500');
    expect(body).toContain('fetchIssue');
    expect(body).toContain('went to and fro 6 times');
    expect(body).toContain('2026-11-20');
    expect(body).toMatch(/comment<\/span>/);
    const cookie = await signIn('admin');
    const fields = { tracker: 'jira', id: issue.ref.id };
    const answer = await post('/ops/stops/resume', fields, { cookie, page: '/ops/trackers' });
    expect(answer.headers.location).toBe('/ops/trackers?done=resumed');
    expect(asked).toEqual([issue.ref.id]);
    const again = await post('/ops/stops/resume', fields, { cookie, page: '/ops/trackers' });
    expect(again.headers.location).toBe('/ops/trackers?done=not-resumed');
    const [resumed] = (await events.read({ topic: 'writeback.resumed', subject, limit: 1_000 })).slice(-1);
    expect(resumed).toMatchObject({ actor: 'test-admin', data: { from: '127.0.0.1' } });
  });

  test('shows subscribers with how far each has come, and switches them on', async () => {
    const { get, post, signIn, ops } = await openPages();
    expect((await get('/ops/subscribers', 'admin')).body).toContain('Nobody is called yet');
    const by = { who: 'ada', from: null };
    const wish = { name: 'the <b>warehouse', url: 'https://warehouse.example/hook', topics: 'okr.*' };
    const added = await ops.subscriberDesk.add(wish, by);
    if (added.outcome !== 'added') throw new Error(added.message);
    const { id } = added.subscriber;
    await ops.subscribers.disable(id, 'It answered 410: it wants no more events.', []);
    const { body } = await get('/ops/subscribers', 'admin');
    expect(body).toContain('the &lt;b>warehouse');
    expect(body).toContain('It answered 410');
    expect(body).not.toContain(added.secret);
    const cookie = await signIn('admin');
    const act = async (what: string, fields: Record<string, string> = {}) =>
      (await post(`/ops/subscribers/${id}/${what}`, fields, { cookie, page: '/ops/subscribers' })).headers
        .location;
    expect(await act('enable')).toBe('/ops/subscribers?done=enabled');
    expect((await ops.subscribers.find(id))?.state).toBe('enabled');
    expect(await act('replay', { from: '0' })).toBe('/ops/subscribers?done=sent-again');
    expect((await ops.subscribers.find(id))?.position).toBe(0);
    expect(await act('replay', { from: 'zero' })).toBe('/ops/subscribers?done=no-position');
    expect(await act('test')).toBe('/ops/subscribers?done=tested');
    ops.caller.answers.push({ outcome: 'gone' });
    expect(await act('test')).toBe('/ops/subscribers?done=not-tested');
    const unknown = await post('/ops/subscribers/sub_x/enable', {}, { cookie, page: '/ops/subscribers' });
    expect(unknown.headers.location).toBe('/ops/subscribers?done=unknown');
  });

  test('asks the doctor when somebody wants to, and shows what is found meanwhile', async () => {
    const { get, post, signIn } = await openPages();
    expect((await get('/ops/doctor', 'admin')).body).toContain('Not asked yet');
    const cookie = await signIn('admin');
    const asked = await post('/ops/doctor', {}, { cookie, page: '/ops/doctor' });
    expect(asked.headers.location).toBe('/ops/doctor');
    await vi.waitFor(async () => {
      const { body } = await get('/ops/doctor', 'admin');
      expect(body).toContain('1 thing failed');
      expect(body).toContain('Check JIRA_BASE_URL.');
    });
  });

  test('shows the digests with what was sent, and leads to what would be', async () => {
    const { get, database } = await openPages();
    const { body } = await get('/ops/digests', 'admin');
    expect(body).toContain('/digests/preview/checkout');
    expect(body).not.toContain('mara@example.com');
    expect(database.kind).toBe('pglite');
  });
});
