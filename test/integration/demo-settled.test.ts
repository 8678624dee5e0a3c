import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { untilSettled, whatIsAmiss } from '../../src/demo-settled.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../helpers/webhook-receiver.ts';

describe('what the demo waits for and owns up to', () => {
  let receiver: WebhookReceiver;
  let sandbox: Sandbox;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    const hook = { url: receiver.url, secret: 'secret' };
    sandbox = await createSandbox({ jiraWebhook: hook, linearWebhook: hook, webhookRetryDelaysMs: [1] });
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  test('a webhook that is sent again, and what the last piece of work begins anew', async () => {
    receiver.answerWith(503, 200);
    sandbox.jira.editIssue('SHOP-1', { summary: 'First' });
    let rounds = 0;
    await untilSettled(
      {
        deliveries: { counts: async () => [] },
        queue: {
          async depth() {
            rounds += 1;
            // Seen as done in the very round in which it causes another webhook.
            if (rounds === 2) sandbox.linear.editIssue('PAY-3', { title: 'Second' });
            return [];
          },
        },
      },
      sandbox,
      /^reviews-/,
    );
    expect(sandbox.jira.deliveries()).toMatchObject([{ state: 'delivered', attempts: { length: 2 } }]);
    expect(sandbox.linear.deliveries()).toMatchObject([{ state: 'delivered' }]);
    expect(whatIsAmiss(sandbox, { read: 75, all: 75 })).toEqual([]);
  });

  test('calls that were refused for good, and issues that were not read', async () => {
    receiver.answerWith(401, 401);
    sandbox.linear.editIssue('PAY-3', { title: 'Refused' });
    await sandbox.linear.idle();
    expect(whatIsAmiss(sandbox, { read: 74, all: 75 })).toEqual([
      'Waymark did not take in 1 webhook call of Linear (Issue update: answered 401).',
      'It read 74 of 75 issues.',
    ]);
  });
});
