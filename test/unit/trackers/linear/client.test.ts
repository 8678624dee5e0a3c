import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TrackerError } from '../../../../src/domain/errors.ts';
import { paragraph, text } from '../../../../src/domain/rich-text.ts';
import type { TrackerCall } from '../../../../src/trackers/calls.ts';
import { commentIdFor } from '../../../../src/trackers/linear/comment-id.ts';
import { createLinearTracker } from '../../../../src/trackers/linear/index.ts';
import { useHttpMock } from '../../../helpers/http-mock.ts';

const nock = useHttpMock();
const host = 'https://api.linear.example';
const config = {
  apiUrl: `${host}/graphql`,
  apiKey: 'lin_api_very_secret_1',
  webhookSecret: 'whsec-very-secret-2',
  timeoutMs: 1000,
};
const issueId = '5f0f7a3e-0000-4000-8000-000000000001';
const body = [paragraph(text('Hello'))];
const json = { 'Content-Type': 'application/json' };

function tracker(options: { timeoutMs?: number } = {}) {
  const calls: TrackerCall[] = [];
  return {
    linear: createLinearTracker({ ...config, ...options }, { onCall: (call) => calls.push(call) }),
    calls,
  };
}

type Sent = { query: string; variables: Record<string, unknown> };

/** Answers the next query of this name. */
function answers(operation: string, data: unknown, check: (variables: Sent['variables']) => void = () => {}) {
  nock(host, { reqheaders: { authorization: config.apiKey } })
    .post('/graphql', (sent: Sent) => sent.query.includes(` ${operation}`))
    .reply(
      200,
      (_uri, sent) => {
        check((sent as Sent).variables);
        return { data };
      },
      json,
    );
}

function refuses(
  operation: string,
  error: { message?: string; extensions?: Record<string, unknown> },
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
) {
  nock(host)
    .post('/graphql', (sent: Sent) => sent.query.includes(` ${operation}`))
    .reply(status, { errors: [{ message: 'it failed', ...error }], data: null }, { ...json, ...headers });
}

const notFound = {
  message: 'Entity not found: Comment',
  extensions: { code: 'INPUT_ERROR', type: 'invalid input' },
};
const inUse = {
  message: 'An entity with this id exists',
  extensions: { code: 'INPUT_ERROR', type: 'invalid input' },
};

async function failureOf(call: Promise<unknown>): Promise<TrackerError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrackerError)) throw new Error(`no TrackerError but ${inspect(error)}`);
  return error;
}

describe('Linear, asked for an issue', () => {
  it('gives it from one call, and tells the metrics', async () => {
    const issue = {
      id: issueId,
      identifier: 'WEB-7',
      title: 'A title',
      updatedAt: '2026-03-02T10:00:00.000Z',
    };
    answers('WaymarkIssue', { issue }, (variables) => expect(variables).toMatchObject({ id: issueId }));
    const { linear, calls } = tracker();
    expect(await linear.fetchIssue(issueId)).toMatchObject({
      issue: { key: 'WEB-7', title: 'A title' },
      mayHoldOwnComment: false,
    });
    expect(calls).toEqual([
      { tracker: 'linear', operation: 'fetchIssue', kind: 'read', status: 200, ms: expect.any(Number) },
    ]);
  });

  it('knows its own comment on the issue by the ids it can have, in the same call', async () => {
    const own = commentIdFor(issueId, 2);
    const issue = { id: issueId, identifier: 'WEB-7', ownComments: { nodes: [{ id: own }] } };
    answers('WaymarkIssue', { issue }, ({ ownIds }) => expect(ownIds).toContain(own));
    expect((await tracker().linear.fetchIssue(issueId))?.mayHoldOwnComment).toBe(true);
  });

  it('gives null for an issue that is gone', async () => {
    refuses('WaymarkIssue', { ...notFound, message: 'Entity not found: Issue' }, { status: 400 });
    expect(await tracker().linear.fetchIssue(issueId)).toBeNull();
  });

  it('gives null for an issue in the bin', async () => {
    answers('WaymarkIssue', { issue: { id: issueId, identifier: 'WEB-7', trashed: true } });
    expect(await tracker().linear.fetchIssue(issueId)).toBeNull();
  });
});

describe('Linear, asked who it is', () => {
  it('asks once a process, and again after a failure', async () => {
    const { linear } = tracker();
    refuses('WaymarkViewer', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }, { status: 500 });
    await expect(linear.whoAmI()).rejects.toMatchObject({ kind: 'unavailable' });
    answers('WaymarkViewer', { viewer: { id: 'u-1', name: 'Waymark' } });
    expect(await linear.whoAmI()).toEqual({ id: 'u-1', name: 'Waymark' });
    expect(await linear.whoAmI()).toEqual({ id: 'u-1', name: 'Waymark' });
  });
});

describe('the living comment in Linear', () => {
  const first = commentIdFor(issueId, 1);
  const second = commentIdFor(issueId, 2);
  const live = (id: string) => ({ id, archivedAt: null });
  const deleted = (id: string) => ({ id, archivedAt: '2026-03-01T10:00:00.000Z' });
  const known = (...nodes: unknown[]) => answers('WaymarkOwnComments', { issue: { comments: { nodes } } });
  const creates = (id: string) =>
    answers('WaymarkCommentCreate', { commentCreate: { success: true, comment: live(id) } }, (variables) => {
      expect(variables).toEqual({ input: { id, issueId, body: 'Hello', doNotSubscribeToIssue: true } });
    });

  it('has an id that follows from the issue, in the form of a UUID v4', () => {
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(commentIdFor(issueId, 1)).toBe(first);
    expect(new Set([first, second, commentIdFor('another', 1)]).size).toBe(3);
  });

  it('is created under that id', async () => {
    creates(first);
    expect(await tracker().linear.createComment(issueId, body)).toEqual({ id: first });
    creates(second);
    expect(await tracker().linear.createComment(issueId, body, 2)).toEqual({ id: second });
  });

  it('is adopted and brought up to date when it is there already, whatever Linear’s words for it', async () => {
    refuses('WaymarkCommentCreate', inUse, { status: 400 });
    known(live(first));
    answers(
      'WaymarkCommentUpdate',
      { commentUpdate: { success: true, comment: live(first) } },
      (variables) => {
        expect(variables).toEqual({ id: first, input: { body: 'Hello' } });
      },
    );
    expect(await tracker().linear.createComment(issueId, body)).toEqual({ id: first });
  });

  it('takes the next id when a deleted comment holds the first', async () => {
    refuses('WaymarkCommentCreate', inUse);
    known(deleted(first));
    creates(second);
    expect(await tracker().linear.createComment(issueId, body)).toEqual({ id: second });
  });

  it('is not created when Linear refuses it for another reason', async () => {
    refuses('WaymarkCommentCreate', { message: 'Body is too long', extensions: { code: 'INPUT_ERROR' } });
    known();
    expect(await failureOf(tracker().linear.createComment(issueId, body))).toMatchObject({
      kind: 'invalid',
      message: 'Linear createComment: 200 Body is too long',
    });
  });

  it('is found by its id, deleted ones aside', async () => {
    known(deleted(first), live(second));
    expect(await tracker().linear.findComment(issueId)).toEqual({ id: second });
    known(deleted(first));
    expect(await tracker().linear.findComment(issueId)).toBeNull();
    refuses('WaymarkOwnComments', { ...notFound, message: 'Entity not found: Issue' });
    expect(await tracker().linear.findComment(issueId)).toBeNull();
  });

  it('is edited in place', async () => {
    answers('WaymarkCommentUpdate', { commentUpdate: { success: true, comment: live(first) } });
    expect(await tracker().linear.updateComment(issueId, first, body)).toBe('updated');
  });

  it('is missing when a person deleted it, also where Linear still edits it out of sight', async () => {
    refuses('WaymarkCommentUpdate', notFound, { status: 400 });
    expect(await tracker().linear.updateComment(issueId, first, body)).toBe('missing');
    answers('WaymarkCommentUpdate', { commentUpdate: { success: true, comment: deleted(first) } });
    expect(await tracker().linear.updateComment(issueId, first, body)).toBe('missing');
  });

  it('is deleted, and gone is no error', async () => {
    answers('WaymarkCommentDelete', { commentDelete: { success: true } });
    await expect(tracker().linear.deleteComment(issueId, first)).resolves.toBeUndefined();
    refuses('WaymarkCommentDelete', notFound);
    await expect(tracker().linear.deleteComment(issueId, first)).resolves.toBeUndefined();
  });

  it('is not taken for written when Linear says it did not succeed', async () => {
    answers('WaymarkCommentCreate', { commentCreate: { success: false, comment: null } });
    expect(await failureOf(tracker().linear.createComment(issueId, body))).toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('what goes wrong with Linear', () => {
  const failing = (
    extensions: Record<string, unknown>,
    answer: { status?: number; headers?: Record<string, string>; message?: string } = {},
  ) => {
    refuses('WaymarkViewer', { extensions, ...(answer.message ? { message: answer.message } : {}) }, answer);
    return failureOf(tracker().linear.whoAmI());
  };

  it.each([
    [{ code: 'AUTHENTICATION_ERROR', type: 'authentication error' }, 401, 'auth'],
    [{ code: 'AUTHENTICATION_ERROR' }, 400, 'auth'],
    [{ code: 'RATELIMITED' }, 400, 'rate-limited'],
    [{ code: 'RATELIMITED' }, 200, 'rate-limited'],
    [{ type: 'ratelimited' }, 200, 'rate-limited'],
    [{}, 429, 'rate-limited'],
    [{ code: 'INPUT_ERROR', type: 'invalid input' }, 400, 'invalid'],
    [{ code: 'GRAPHQL_VALIDATION_FAILED' }, 400, 'invalid'],
    [{ type: 'user error' }, 200, 'invalid'],
    [{ type: 'usage limit exceeded' }, 200, 'invalid'],
    [{ code: 'INTERNAL_SERVER_ERROR' }, 200, 'unavailable'],
    [{ type: 'lock timeout' }, 200, 'unavailable'],
    [{}, 500, 'unavailable'],
    [{}, 503, 'unavailable'],
    [{}, 400, 'invalid'],
    [{}, 200, 'unavailable'],
  ])('%j with status %i is %s', async (extensions, status, kind) => {
    expect(await failing(extensions, { status })).toMatchObject({ kind, status });
  });

  it('what the key may not do is told apart from a key that is no good', async () => {
    expect(await failing({ type: 'forbidden' })).toMatchObject({ kind: 'auth', status: 403 });
    expect(await failing({ type: 'authentication error' })).toMatchObject({ kind: 'auth', status: 200 });
  });

  it('is told in the vendor’s words', async () => {
    const error = await failing(
      { type: 'invalid input', userPresentableMessage: 'Pick a team.' },
      { message: 'Bad input' },
    );
    expect(error.message).toBe('Linear whoAmI: 200 Bad input (Pick a team.)');
  });

  it('a rate limit waits for the reset of what is exhausted', async () => {
    const inSeconds = (seconds: number) => String(Date.now() + seconds * 1000);
    const { retryAfterMs, scope } = await failing(
      { code: 'RATELIMITED' },
      {
        status: 400,
        headers: {
          'X-RateLimit-Requests-Remaining': '12',
          'X-RateLimit-Requests-Reset': inSeconds(900),
          'X-RateLimit-Complexity-Remaining': '0',
          'X-RateLimit-Complexity-Reset': inSeconds(60),
        },
      },
    );
    expect(scope).toBe('account');
    expect(retryAfterMs).toBeGreaterThan(30_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('a rate limit that says how long is taken at its word', async () => {
    const headers = { 'Retry-After': '3', 'X-RateLimit-Requests-Reset': String(Date.now() + 900_000) };
    expect((await failing({ code: 'RATELIMITED' }, { headers })).retryAfterMs).toBe(3000);
    expect((await failing({ code: 'RATELIMITED' })).retryAfterMs).toBeNull();
  });

  it('silence is an outage', async () => {
    nock(host).post('/graphql').delay(5000).reply(200, { data: {} }, json);
    const { linear, calls } = tracker({ timeoutMs: 40 });
    expect(await failureOf(linear.whoAmI())).toMatchObject({
      kind: 'unavailable',
      status: null,
      message: 'Linear whoAmI: no answer within 40 ms',
    });
    expect(calls).toMatchObject([{ status: null }]);
  });

  it('a dropped connection is an outage', async () => {
    nock(host)
      .post('/graphql')
      .replyWithError(Object.assign(new Error('hang up'), { code: 'ECONNRESET' }));
    expect(await failureOf(tracker().linear.whoAmI())).toMatchObject({ kind: 'unavailable', status: null });
  });

  it.each([
    ['a page', 200, '<html>maintenance</html>', 'text/html'],
    ['a page of a gateway', 502, '<html>bad gateway</html>', 'text/html'],
    ['half an answer', 200, '{"data":{"viewer":', 'application/json'],
    ['an answer without data', 200, '{"data":null}', 'application/json'],
    ['an answer of another form', 200, '{"data":{"viewer":7}}', 'application/json'],
  ])('%s is an outage', async (_what, status, answer, type) => {
    nock(host).post('/graphql').reply(status, answer, { 'Content-Type': type });
    expect(await failureOf(tracker().linear.whoAmI())).toMatchObject({ kind: 'unavailable' });
  });

  it('never shows the key, also when the answer echoes it', async () => {
    const echo = { message: `bad key ${config.apiKey}` };
    const errors = [
      await failing({ type: 'authentication error' }, { ...echo, status: 401 }),
      await failing({ code: 'RATELIMITED' }, echo),
      await failing({ type: 'invalid input' }, echo),
      await failing({}, { ...echo, status: 500 }),
    ];
    nock(host).post('/graphql').replyWithError(`refused ${config.apiKey}`);
    errors.push(await failureOf(tracker().linear.whoAmI()));
    for (const error of errors) {
      const everything = `${inspect(error, { depth: 10, showHidden: true })} ${error.stack} ${JSON.stringify(error)}`;
      for (const secret of [config.apiKey, config.webhookSecret]) expect(everything).not.toContain(secret);
      expect(error.cause).toBeUndefined();
    }
  });
});
