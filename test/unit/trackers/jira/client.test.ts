import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TrackerError } from '../../../../src/domain/errors.ts';
import { paragraph, text } from '../../../../src/domain/rich-text.ts';
import type { TrackerCall } from '../../../../src/trackers/calls.ts';
import { createJiraTracker } from '../../../../src/trackers/jira/index.ts';
import { useHttpMock } from '../../../helpers/http-mock.ts';
import { noJiraFields } from '../../../helpers/jira-fields.ts';

const nock = useHttpMock();
const site = 'https://shop.example';
const config = {
  baseUrl: `${site}/`,
  email: 'waymark@shop.example',
  apiToken: 'tok-very-secret-1',
  webhookSecret: 'whsec-very-secret-2',
  timeoutMs: 1000,
  // Fields have tests of their own.
  fieldsFor: () => noJiraFields,
};
const basic = Buffer.from(`${config.email}:${config.apiToken}`).toString('base64');
const me = { accountId: '712020:me', displayName: 'Waymark', accountType: 'app' };
const body = [paragraph(text('Hello'))];
const adf = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }],
};

function tracker(options: { timeoutMs?: number } = {}) {
  const calls: TrackerCall[] = [];
  return {
    jira: createJiraTracker({ ...config, ...options }, { onCall: (call) => calls.push(call) }),
    calls,
  };
}

function answersIssue(comment: unknown = { total: 0, comments: [] }) {
  return nock(site, { reqheaders: { authorization: `Basic ${basic}` } })
    .get('/rest/api/3/issue/10001')
    .query(
      (query) => query.expand === 'names,schema' && String(query.fields).startsWith('*navigable,summary,'),
    )
    .reply(200, { id: '10001', key: 'SHOP-1', fields: { summary: 'A title', comment } });
}

async function failureOf(call: Promise<unknown>): Promise<TrackerError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrackerError)) throw new Error(`no TrackerError but ${inspect(error)}`);
  return error;
}

describe('Jira, asked for an issue', () => {
  it('gives it from one call, and tells the metrics', async () => {
    answersIssue();
    const { jira, calls } = tracker();
    const fetched = await jira.fetchIssue('10001');
    expect(fetched).toMatchObject({
      issue: { key: 'SHOP-1', title: 'A title', url: 'https://shop.example/browse/SHOP-1' },
      mayHoldOwnComment: false,
    });
    expect(calls).toEqual([
      { tracker: 'jira', operation: 'fetchIssue', kind: 'read', status: 200, ms: expect.any(Number) },
    ]);
  });

  it('gives null for an issue that is gone or out of sight', async () => {
    nock(site)
      .get('/rest/api/3/issue/10001')
      .query(true)
      .reply(404, { errorMessages: ['Issue does not exist'] });
    expect(await tracker().jira.fetchIssue('10001')).toBeNull();
  });

  it('knows a comment by its own account, and asks who it is once a process', async () => {
    nock(site).get('/rest/api/3/myself').once().reply(200, me);
    const { jira } = tracker();
    const by = (accountId: string) => ({ total: 1, comments: [{ id: '1', author: { accountId } }] });
    answersIssue(by('712020:me'));
    expect((await jira.fetchIssue('10001'))?.mayHoldOwnComment).toBe(true);
    answersIssue(by('712020:someone'));
    expect((await jira.fetchIssue('10001'))?.mayHoldOwnComment).toBe(false);
  });

  it('takes a cut list of comments for one that may hold its own', async () => {
    answersIssue({ total: 60, comments: [] });
    expect((await tracker().jira.fetchIssue('10001'))?.mayHoldOwnComment).toBe(true);
  });

  it('does not let an id become another address', async () => {
    nock(site).get('/rest/api/3/issue/..%2F..%2Fmyself').query(true).reply(404, {});
    expect(await tracker().jira.fetchIssue('../../myself')).toBeNull();
  });
});

describe('Jira, asked who it is', () => {
  it('asks again after a failure', async () => {
    nock(site).get('/rest/api/3/myself').reply(503).get('/rest/api/3/myself').reply(200, me);
    const { jira } = tracker();
    await expect(jira.whoAmI()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await jira.whoAmI()).toEqual({ id: '712020:me', name: 'Waymark' });
    expect(await jira.whoAmI()).toEqual({ id: '712020:me', name: 'Waymark' });
  });
});

describe('the living comment in Jira', () => {
  const property = [{ key: 'waymark', value: { kind: 'review', issueId: '10001' } }];
  const page = (startAt: number, total: number, comments: unknown[]) =>
    nock(site)
      .get('/rest/api/3/issue/10001/comment')
      .query({ startAt, maxResults: 100, orderBy: 'created', expand: 'properties' })
      .reply(200, { startAt, total, comments });
  const asMyself = () => nock(site).get('/rest/api/3/myself').reply(200, me);

  it('is created with the property by which it is found again', async () => {
    nock(site)
      .post('/rest/api/3/issue/10001/comment', { body: adf, properties: property })
      .reply(201, { id: '77' });
    const { jira, calls } = tracker();
    expect(await jira.createComment('10001', body)).toEqual({ id: '77' });
    expect(calls).toMatchObject([{ operation: 'createComment', kind: 'write', status: 201 }]);
  });

  it('is found by its property, also on a later page, among other comments of the same account', async () => {
    asMyself();
    const other = (id: number) => ({
      id: String(id),
      author: { accountId: '712020:someone' },
      properties: [],
    });
    page(
      0,
      102,
      Array.from({ length: 100 }, (_, index) => other(index + 1)),
    );
    page(100, 102, [
      { id: '101', author: me, properties: [{ key: 'waymark', value: { kind: 'review', issueId: '555' } }] },
      { id: '102', author: me, properties: property },
    ]);
    expect(await tracker().jira.findComment('10001')).toEqual({ id: '102' });
  });

  it('is not taken from another account that copied the property', async () => {
    asMyself();
    page(0, 1, [{ id: '1', author: { accountId: '712020:someone' }, properties: property }]);
    expect(await tracker().jira.findComment('10001')).toBeNull();
  });

  it('is looked up by another call where the list does not tell properties', async () => {
    asMyself();
    page(0, 2, [
      { id: '1', author: { accountId: '712020:someone' } },
      { id: '2', author: me },
    ]);
    nock(site)
      .post('/rest/api/3/comment/list', { ids: [2] })
      .query({ expand: 'properties' })
      .reply(200, { values: [{ id: '2', author: me, properties: property }] });
    expect(await tracker().jira.findComment('10001')).toEqual({ id: '2' });
  });

  it('is not found on an issue that is gone', async () => {
    asMyself();
    nock(site).get('/rest/api/3/issue/10001/comment').query(true).reply(404, {});
    expect(await tracker().jira.findComment('10001')).toBeNull();
  });

  it('ends its search when a page is empty, whatever the total says', async () => {
    asMyself();
    page(0, 500, []);
    expect(await tracker().jira.findComment('10001')).toBeNull();
  });

  it('is edited in place without ringing anybody’s bell', async () => {
    nock(site)
      .put('/rest/api/3/issue/10001/comment/77', { body: adf })
      .query({ notifyUsers: false })
      .reply(200, { id: '77' });
    expect(await tracker().jira.updateComment('10001', '77', body)).toBe('updated');
  });

  it.each(['put', 'delete'] as const)(
    'is not taken for written when a proxy answers its %s',
    async (method) => {
      nock(site)
        [method](/comment\/77/)
        .reply(200, '<h1>Maintenance</h1>', { 'content-type': 'text/html' });
      const { jira } = tracker();
      const write =
        method === 'put' ? jira.updateComment('10001', '77', body) : jira.deleteComment('10001', '77');
      await expect(write).rejects.toMatchObject({ kind: 'unavailable' });
    },
  );

  it.each([
    [404, 'Not found'],
    [400, 'Can not find a comment for the id: 77.'],
  ])(
    'is missing when Jira answers %i “%s” to an edit, and gone is no error to a deletion',
    async (status, words) => {
      const answer = { errorMessages: [words] };
      nock(site).put('/rest/api/3/issue/10001/comment/77').query(true).reply(status, answer);
      nock(site).delete('/rest/api/3/issue/10001/comment/77').reply(status, answer);
      const { jira } = tracker();
      expect(await jira.updateComment('10001', '77', body)).toBe('missing');
      await expect(jira.deleteComment('10001', '77')).resolves.toBeUndefined();
    },
  );

  it('is deleted', async () => {
    nock(site).delete('/rest/api/3/issue/10001/comment/77').reply(204);
    await expect(tracker().jira.deleteComment('10001', '77')).resolves.toBeUndefined();
  });
});

describe('what goes wrong with Jira', () => {
  const fails = (status: number, answer: unknown = {}, headers: Record<string, string> = {}) => {
    nock(site)
      .post('/rest/api/3/issue/10001/comment')
      .reply(status, typeof answer === 'string' ? answer : JSON.stringify(answer), headers);
    return failureOf(tracker().jira.createComment('10001', body));
  };

  it.each([
    [400, 'invalid'],
    [401, 'auth'],
    [403, 'invalid'],
    [404, 'not-found'],
    [408, 'unavailable'],
    [409, 'unavailable'],
    [413, 'invalid'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [302, 'invalid'],
  ])('a %i is %s', async (status, kind) => {
    expect(await fails(status)).toMatchObject({ kind, status });
  });

  it('is a missing permission when Jira forbids one thing, and says which', async () => {
    const error = await fails(403, { errorMessages: ['You may not comment.'] });
    expect(error.message).toBe(
      'Jira createComment: 403 You may not comment.: the account probably lacks the permission "Add comments" here',
    );
  });

  it.each([
    ['a login that was denied', {}, { 'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED' }],
    ['a captcha', {}, { 'X-Authentication-Denied-Reason': 'CAPTCHA_CHALLENGE; login-url=x' }],
    ['an address that is not allowed', { message: 'The IP address has been rejected.' }, {}],
  ])('is about the account when Jira forbids because of %s', async (_what, answer, headers) => {
    expect(await fails(403, answer, headers as Record<string, string>)).toMatchObject({ kind: 'auth' });
  });

  it('is about the account when it may not even ask who it is', async () => {
    nock(site).get('/rest/api/3/myself').reply(403);
    expect(await failureOf(tracker().jira.whoAmI())).toMatchObject({ kind: 'auth', status: 403 });
  });

  it('is told in the vendor’s words', async () => {
    const error = await fails(400, {
      errorMessages: ['No.'],
      errors: { comment: 'Comment body can not be empty!' },
    });
    expect(error.message).toBe('Jira createComment: 400 No.; comment: Comment body can not be empty!');
  });

  it('is told without the page of a proxy', async () => {
    const error = await fails(502, `<html>${'x'.repeat(10_000)}</html>`);
    expect(error.message).toBe('Jira createComment: 502');
  });

  it.each([
    ['jira-quota-global-based', 'account'],
    ['jira-quota-tenant-based', 'account'],
    ['jira-burst-based', 'endpoint'],
    ['jira-per-issue-on-write', 'issue'],
    ['a reason of the future', 'account'],
  ])('a rate limit for %s covers the %s', async (reason, scope) => {
    const error = await fails(429, {}, { 'Retry-After': '7', 'RateLimit-Reason': reason });
    expect(error).toMatchObject({ kind: 'rate-limited', scope, retryAfterMs: 7000 });
  });

  it('a rate limit without Retry-After waits for the reset', async () => {
    const reset = new Date(Date.now() + 20_000).toISOString();
    const { retryAfterMs } = await fails(429, {}, { 'X-RateLimit-Reset': reset });
    expect(retryAfterMs).toBeGreaterThan(10_000);
    expect(retryAfterMs).toBeLessThanOrEqual(20_000);
  });

  it('an outage may say how long it takes', async () => {
    expect(await fails(503, {}, { 'Retry-After': '30' })).toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 30_000,
    });
    expect(await fails(503)).toMatchObject({ retryAfterMs: null });
  });

  it('silence is an outage', async () => {
    nock(site).get('/rest/api/3/myself').delay(5000).reply(200, me);
    const { jira, calls } = tracker({ timeoutMs: 40 });
    const error = await failureOf(jira.whoAmI());
    expect(error).toMatchObject({ kind: 'unavailable', status: null });
    expect(error.message).toBe('Jira whoAmI: no answer within 40 ms');
    expect(calls).toMatchObject([{ status: null }]);
  });

  it('a dropped connection is an outage', async () => {
    nock(site)
      .get('/rest/api/3/myself')
      .replyWithError(Object.assign(new Error('hang up'), { code: 'ECONNRESET' }));
    const error = await failureOf(tracker().jira.whoAmI());
    expect(error).toMatchObject({ kind: 'unavailable', message: 'Jira whoAmI: no answer (ECONNRESET)' });
  });

  it.each([['<html>login</html>'], ['null'], ['[]'], ['{"id":"10001"}']])(
    'an answer of %j is an outage, not an issue',
    async (answer) => {
      nock(site).get('/rest/api/3/issue/10001').query(true).reply(200, answer);
      expect(await failureOf(tracker().jira.fetchIssue('10001'))).toMatchObject({
        kind: 'unavailable',
        status: 200,
      });
    },
  );

  it('never shows a credential, also when the answer echoes it', async () => {
    const echo = { errorMessages: [`bad token ${config.apiToken} in Basic ${basic}`] };
    const errors = [
      await fails(401, echo),
      await fails(400, echo),
      await fails(429, echo),
      await fails(500, echo),
    ];
    nock(site).get('/rest/api/3/myself').replyWithError(`refused ${config.apiToken}`);
    errors.push(await failureOf(tracker().jira.whoAmI()));
    for (const error of errors) {
      const everything = `${inspect(error, { depth: 10, showHidden: true })} ${error.stack} ${JSON.stringify(error)}`;
      for (const secret of [config.apiToken, basic, config.webhookSecret])
        expect(everything).not.toContain(secret);
      expect(error.cause).toBeUndefined();
    }
  });
});
