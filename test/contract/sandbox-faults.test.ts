import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { callJira, callLinear, documentOf } from '../helpers/sandbox-calls.ts';

const CREATE = 'mutation Say($input: CommentCreateInput!) { commentCreate(input: $input) { success } }';

describe('the faults of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox();
  });
  afterEach(() => sandbox.close());

  const read = () => callJira(sandbox, 'GET', '/rest/api/3/issue/SHOP-1?fields=summary');
  const comment = () =>
    callJira(sandbox, 'POST', '/rest/api/3/issue/SHOP-1/comment', { body: documentOf('Hi') });
  const say = () => callLinear(sandbox, CREATE, { input: { issueId: 'PAY-3', body: 'Hi' } });

  it('limit the rate of the next calls, and end', async () => {
    sandbox.jira.faults.plan({
      fault: { kind: 'rate-limited', retryAfterSeconds: 7, reason: 'jira-quota-global-based' },
      times: 2,
    });
    const answers = [await read(), await read(), await read()];
    expect(answers.map((answer) => answer.status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('7');
    expect(answers[0]?.headers.get('ratelimit-reason')).toBe('jira-quota-global-based');
    expect(sandbox.jira.faults.pending()).toBe(0);
  });

  it('limit in Linear’s words', async () => {
    sandbox.linear.faults.plan({ fault: { kind: 'rate-limited' }, match: { field: 'commentCreate' } });
    expect(await say()).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'RATELIMITED' } }] },
    });
    expect((await say()).status).toBe(200);
  });

  it('answer with any status, after as many good calls as wanted', async () => {
    sandbox.jira.faults.plan({
      fault: { kind: 'answer', status: 503, headers: { 'retry-after': '1' } },
      after: 1,
    });
    expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([200, 503, 200]);
  });

  it('meet only the calls they are for', async () => {
    sandbox.jira.faults.plan({
      fault: { kind: 'answer', status: 500 },
      match: { method: 'POST', path: /\/comment$/ },
    });
    expect((await read()).status).toBe(200);
    expect((await comment()).status).toBe(500);
    expect(sandbox.jira.comments('SHOP-1')).toEqual([]);
  });

  it('drop the connection before anything is done', async () => {
    sandbox.jira.faults.plan({ fault: { kind: 'drop' }, match: { kind: 'write' } });
    await expect(comment()).rejects.toThrow();
    expect(sandbox.jira.comments('SHOP-1')).toEqual([]);
  });

  it('do what was asked, and then drop the connection', async () => {
    sandbox.jira.faults.plan({ fault: { kind: 'apply-then-drop' }, match: { kind: 'write' } });
    sandbox.linear.faults.plan({ fault: { kind: 'apply-then-drop' }, match: { operation: 'Say' } });
    await expect(comment()).rejects.toThrow();
    await expect(say()).rejects.toThrow();
    expect(sandbox.jira.comments('SHOP-1')).toHaveLength(1);
    expect(sandbox.linear.comments('PAY-3')).toHaveLength(1);
    expect(sandbox.jira.calls.filter({ kind: 'write' })).toMatchObject([
      { status: 0, fault: 'apply-then-drop' },
    ]);
  });

  it('leave a call without any answer', async () => {
    sandbox.linear.faults.plan({ fault: { kind: 'hang' } });
    const asked = fetch(sandbox.linear.apiUrl, {
      method: 'POST',
      headers: { authorization: sandbox.linear.apiKey, 'content-type': 'application/json' },
      body: '{"query":"{ viewer { id } }"}',
      signal: AbortSignal.timeout(100),
    });
    await expect(asked).rejects.toThrow(/timeout/);
  });

  it('are logged with everything that was asked', async () => {
    const heard: string[] = [];
    sandbox.linear.calls.onCall((call) => heard.push(call.route));
    await read();
    await comment();
    await say();
    expect(sandbox.jira.calls).toMatchObject({ total: 2, reads: 1, writes: 1 });
    expect(sandbox.jira.calls.counts()).toEqual({
      'GET /rest/api/3/issue/:issueIdOrKey': 1,
      'POST /rest/api/3/issue/:issueIdOrKey/comment': 1,
    });
    expect(sandbox.linear.calls.all()).toMatchObject([
      {
        operation: 'Say',
        fields: ['commentCreate'],
        kind: 'write',
        status: 200,
        body: { variables: { input: { body: 'Hi' } } },
      },
    ]);
    expect(heard).toEqual(['commentCreate']);
    sandbox.jira.calls.reset();
    expect(sandbox.jira.calls).toMatchObject({ total: 0, reads: 0, writes: 0 });
  });
});
