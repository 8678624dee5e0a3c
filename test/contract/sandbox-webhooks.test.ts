import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { callJira, callLinear, documentOf } from '../helpers/sandbox-calls.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../helpers/webhook-receiver.ts';

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

describe('the webhooks of the sandbox', () => {
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let clock = Date.parse('2026-11-20T10:00:00Z');
  const later = (ms: number) => {
    clock += ms;
  };
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    sandbox = await createSandbox({
      jiraWebhook: { url: receiver.url, secret: 'jira secret' },
      linearWebhook: { url: receiver.url, secret: 'linear secret' },
      webhookRetryDelaysMs: [1, 1, 1],
      // Every look at the clock is a while later.
      now: () => {
        clock += 1;
        return new Date(clock);
      },
    });
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  const events = () =>
    receiver.received.map(({ body }) => body.webhookEvent ?? `${body.type} ${body.action}`);

  it('are signed over the raw body, each in the way of its vendor', async () => {
    sandbox.jira.editIssue('SHOP-1', { summary: 'Grüße, 東京' });
    await sandbox.jira.idle();
    sandbox.linear.editIssue('PAY-3', { title: 'Grüße, 東京' });
    await sandbox.linear.idle();
    const [fromJira, fromLinear] = receiver.received;
    expect(fromJira?.headers['x-hub-signature']).toBe(`sha256=${hmac('jira secret', fromJira?.text ?? '')}`);
    expect(fromLinear?.headers['linear-signature']).toBe(hmac('linear secret', fromLinear?.text ?? ''));
    expect(fromLinear?.headers['linear-timestamp']).toBe(String(fromLinear?.body.webhookTimestamp));
  });

  it('tell of every issue of the backlog once', async () => {
    const sent = [await sandbox.jira.sendBacklog(), await sandbox.linear.sendBacklog()];
    expect(sent[0]).toBeGreaterThan(35);
    expect(receiver.received).toHaveLength((sent[0] ?? 0) + (sent[1] ?? 0));
    expect(new Set(events())).toEqual(new Set(['jira:issue_created', 'Issue create']));
  });

  it('keep their identity across retries, and count them', async () => {
    receiver.answerWith(500, 429, 0, 200);
    sandbox.jira.editIssue('SHOP-1', { summary: 'Again and again' });
    await sandbox.jira.idle();
    const headers = receiver.received.map((webhook) => webhook.headers);
    expect(new Set(headers.map((header) => header['x-atlassian-webhook-identifier'])).size).toBe(1);
    expect(headers.map((header) => header['x-atlassian-webhook-retry'])).toEqual([undefined, '1', '2', '3']);
    expect(sandbox.jira.deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  it('tell when they were sent, not when they were queued, signed anew for it by Linear on every attempt', async () => {
    sandbox.linear.webhooks.hold();
    sandbox.linear.editIssue('PAY-3', { title: 'Held back for long' });
    later(3_600_000);
    receiver.answerWith(503, 200);
    sandbox.linear.webhooks.release();
    await sandbox.linear.idle();
    const sent = receiver.received;
    expect(sent).toHaveLength(2);
    for (const { headers, text, body } of sent) {
      expect(Number(body.webhookTimestamp) - Date.parse(String(body.createdAt))).toBeGreaterThanOrEqual(
        3_600_000,
      );
      expect(headers['linear-timestamp']).toBe(String(body.webhookTimestamp));
      expect(headers['linear-signature']).toBe(hmac('linear secret', text));
    }
    const [first, second] = sent.map(({ body }) => Number(body.webhookTimestamp));
    expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
    expect(new Set(sent.map(({ headers }) => headers['linear-delivery'])).size).toBe(1);
  });

  it('are not sent again by Jira after a 400, and are by Linear', async () => {
    receiver.answerWith(400);
    sandbox.jira.editIssue('SHOP-1', { summary: 'Once' });
    await sandbox.jira.idle();
    expect(receiver.received).toHaveLength(1);
    receiver.answerWith(400, 200);
    sandbox.linear.editIssue('PAY-3', { title: 'Twice' });
    await sandbox.linear.idle();
    expect(receiver.received).toHaveLength(3);
  });

  it('are given up after the last retry', async () => {
    receiver.answerWith(503, 503, 503, 503);
    sandbox.jira.editIssue('SHOP-1', { summary: 'In vain' });
    await sandbox.jira.idle();
    expect(sandbox.jira.deliveries()).toMatchObject([{ state: 'failed', attempts: { length: 4 } }]);
  });

  it('carry wiki text and a changelog from Jira', async () => {
    sandbox.jira.editIssue('SHOP-1', { description: '## Why\n\n- **40** percent\n\n```sql\nselect 1\n```' });
    await sandbox.jira.idle();
    expect(receiver.received[0]?.body).toMatchObject({
      webhookEvent: 'jira:issue_updated',
      issue: {
        key: 'SHOP-1',
        fields: { description: 'h2. Why\n\n* *40* percent\n\n{code:sql}\nselect 1\n{code}' },
      },
      changelog: {
        items: [{ field: 'description', fieldId: 'description', fromString: expect.any(String) }],
      },
    });
  });

  it('tell of a comment in Jira twice: by its own event and by its companion', async () => {
    await callJira(sandbox, 'POST', '/rest/api/3/issue/SHOP-1/comment', { body: documentOf('Hello') });
    await sandbox.jira.idle();
    expect(events().sort()).toEqual(['comment_created', 'jira:issue_updated']);
    const companion = receiver.received.find(({ body }) => body.webhookEvent === 'jira:issue_updated');
    expect(companion?.body).toMatchObject({
      issue_event_type_name: 'issue_commented',
      comment: { body: 'Hello' },
    });
    expect(companion?.body).not.toHaveProperty('changelog');
  });

  it('tell what Linear values were before', async () => {
    const before = sandbox.linear.issue('PAY-3');
    sandbox.linear.editIssue('PAY-3', { title: 'Refunds', priority: 2 });
    await sandbox.linear.idle();
    expect(receiver.received[0]?.body).toMatchObject({
      action: 'update',
      type: 'Issue',
      data: { identifier: 'PAY-3', title: 'Refunds', priority: 2 },
      updatedFrom: { title: before.title, priority: 0, updatedAt: before.updatedAt.toISOString() },
    });
  });

  it('tell of moves and deletions', async () => {
    const moved = sandbox.jira.moveIssue('SHOP-5', 'OPS');
    sandbox.jira.deleteIssue(moved.key);
    sandbox.linear.deleteIssue('PAY-3');
    await Promise.all([sandbox.jira.idle(), sandbox.linear.idle()]);
    expect(events().sort()).toEqual(['Issue remove', 'jira:issue_deleted', 'jira:issue_updated']);
    const move = receiver.received.find(({ body }) => body.issue_event_type_name === 'issue_moved');
    expect(move?.body).toMatchObject({
      issue: { key: moved.key },
      changelog: {
        items: [
          expect.objectContaining({ field: 'project' }),
          expect.objectContaining({ field: 'Key', fromString: 'SHOP-5', toString: moved.key }),
        ],
      },
    });
  });

  it('name whoever made the change, a second tool included', async () => {
    sandbox.jira.addPerson('Sync tool', 'sync@tools.example');
    sandbox.linear.addPerson('Sync tool', 'sync@tools.example');
    sandbox.jira.editIssue('SHOP-1', { labels: ['synced'] }, 'Sync tool');
    sandbox.linear.editIssue('PAY-3', { labels: ['synced'] }, 'sync@tools.example');
    await Promise.all([sandbox.jira.idle(), sandbox.linear.idle()]);
    const actors = receiver.received.map(({ body }) => body.user ?? body.actor);
    expect(actors).toHaveLength(2);
    expect(actors).toContainEqual(expect.objectContaining({ displayName: 'Sync tool' }));
    expect(actors).toContainEqual(expect.objectContaining({ name: 'Sync tool' }));
  });

  it('stay away when a save changes nothing', async () => {
    const { title, labels } = sandbox.jira.issue('SHOP-1');
    sandbox.jira.editIssue('SHOP-1', { summary: title, labels });
    sandbox.linear.editIssue('PAY-2', { labels: ['Feature'], project: 'Checkout without detours' });
    await Promise.all([sandbox.jira.idle(), sandbox.linear.idle()]);
    expect(receiver.received).toEqual([]);
  });

  it('can be held back, arranged anew, lost and repeated', async () => {
    sandbox.jira.webhooks.hold();
    for (const summary of ['one', 'two', 'three']) sandbox.jira.editIssue('SHOP-1', { summary });
    await sandbox.jira.idle();
    expect(receiver.received).toEqual([]);
    sandbox.jira.webhooks.release((held) => held.filter((_delivery, index) => index !== 1).reverse());
    await sandbox.jira.idle();
    sandbox.jira.webhooks.redeliver(sandbox.jira.deliveries()[0]?.id ?? '');
    await sandbox.jira.idle();
    const summaries = receiver.received.map(
      ({ body }) => (body.issue as { fields: { summary: string } }).fields.summary,
    );
    expect(summaries).toHaveLength(3);
    expect(new Set(summaries)).toEqual(new Set(['three', 'one']));
  });

  it('go where the API registered them too, signed with the secret given there', async () => {
    sandbox.jira.setWebhook(null);
    sandbox.linear.setWebhook(null);
    const registered = await callJira(sandbox, 'POST', '/rest/webhooks/1.0/webhook', {
      name: 'Waymark',
      url: receiver.url,
      events: ['jira:issue_updated'],
      secret: 'another',
    });
    expect(registered).toMatchObject({ status: 201, body: { isSigned: true } });
    expect(registered.body).not.toHaveProperty('secret');
    await callLinear(
      sandbox,
      'mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { webhook { secret enabled } } }',
      { input: { url: receiver.url, resourceTypes: ['Issue'], allPublicTeams: true, secret: 'another' } },
    );
    sandbox.jira.editIssue('SHOP-1', { summary: 'Registered' });
    sandbox.jira.addComment('SHOP-1', 'not asked for, but for its companion');
    sandbox.linear.addComment('PAY-3', 'not asked for');
    sandbox.linear.editIssue('PAY-3', { title: 'Registered' });
    await Promise.all([sandbox.jira.idle(), sandbox.linear.idle()]);
    expect(events().sort()).toEqual(['Issue update', 'jira:issue_updated', 'jira:issue_updated']);
    for (const { headers, text } of receiver.received) {
      const signature = headers['linear-signature'] ?? headers['x-hub-signature'];
      expect(String(signature).replace('sha256=', '')).toBe(hmac('another', text));
    }
  });
});
