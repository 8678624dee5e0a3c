import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tracker, WebhookReading } from '../../src/domain/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';

const webhookSecret = 'shared between the tracker and Waymark';
const readings: WebhookReading[] = [];
let trackers: Record<string, Tracker>;
let receiver: Server;
let sandbox: Sandbox;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const reading = trackers[request.url ?? '']?.readWebhook({
        headers,
        rawBody: Buffer.concat(chunks),
        receivedAt: new Date(),
      });
      if (reading) readings.push(reading);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  sandbox = await createSandbox({
    backlog: 'empty',
    jiraWebhook: { url: `${at}/jira`, secret: webhookSecret },
    linearWebhook: { url: `${at}/linear`, secret: webhookSecret },
  });
  const { jira, linear } = sandbox;
  const timeoutMs = 2000;
  trackers = {
    '/jira': createJiraTracker({ ...jira, baseUrl: jira.url, webhookSecret, timeoutMs }),
    '/linear': createLinearTracker({ ...linear, webhookSecret, timeoutMs }),
  };
});
afterEach(() => void readings.splice(0));
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => receiver.close(resolve));
});

/** What was read, in the order of arrival; events and what is ignored apart. */
function told() {
  const lines = readings.map((reading) =>
    reading.outcome === 'rejected'
      ? `rejected ${reading.reason}`
      : `${reading.outcome} ${reading.event.type} ${reading.event.issue?.id} ${reading.event.issue?.key}`,
  );
  const ignored = (line: string) => line.startsWith('ignored');
  return { events: lines.filter((line) => !ignored(line)), ignored: lines.filter(ignored).sort() };
}

describe('the webhooks of a tracker at work', () => {
  it('are understood from Jira: created, edited, commented on, moved, deleted', async () => {
    const { jira } = sandbox;
    const { id, key } = jira.createIssue({ project: 'SHOP', summary: 'A title' });
    await jira.idle();
    jira.editIssue(key, { summary: 'A better title' });
    await jira.idle();
    jira.addComment(key, 'I like it.');
    await jira.idle();
    jira.transition(key, 'Done');
    await jira.idle();
    const moved = jira.moveIssue(key, 'PAY').key;
    await jira.idle();
    jira.deleteIssue(moved);
    await jira.idle();
    expect(told()).toEqual({
      events: [
        `event jira:issue_created ${id} ${key}`,
        `event jira:issue_updated ${id} ${key}`,
        `event jira:issue_updated ${id} ${key}`,
        `event jira:issue_updated ${id} ${moved}`,
        `event jira:issue_deleted ${id} ${moved}`,
      ],
      // Jira tells of a comment twice.
      ignored: [`ignored comment_created ${id} ${key}`, `ignored jira:issue_updated ${id} ${key}`],
    });
  });

  it('are understood from Linear: created, edited, commented on, moved, deleted', async () => {
    const { linear } = sandbox;
    const [from, to] = [...linear.workspace.teams.values()].map(({ key }) => key);
    const { id, key } = linear.createIssue({ team: from ?? '', title: 'A title' });
    await linear.idle();
    linear.editIssue(key, { title: 'A better title' });
    await linear.idle();
    linear.addComment(key, 'I like it.');
    await linear.idle();
    const moved = linear.moveIssue(key, to ?? '').key;
    await linear.idle();
    linear.deleteIssue(moved);
    await linear.idle();
    expect(told()).toEqual({
      events: [
        `event Issue.create ${id} ${key}`,
        `event Issue.update ${id} ${key}`,
        `event Issue.update ${id} ${moved}`,
        `event Issue.remove ${id} ${moved}`,
      ],
      ignored: [`ignored Comment.create ${id} ${key}`],
    });
  });

  it('come again under the same delivery key', async () => {
    for (const side of [sandbox.jira, sandbox.linear]) {
      const last = side.deliveries().at(-1);
      side.webhooks.redeliver(last?.id ?? '');
      await side.idle();
      expect(readings.at(-1)).toMatchObject({ event: { deliveryKey: last?.id } });
    }
  });
});
