import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bindings } from '../../helpers/databases.ts';
import { type ServiceProcess, startProcess } from '../../helpers/dying.ts';
import { openIssue } from '../../helpers/people.ts';
import { pointWebhooks, startSandbox } from '../../helpers/service.ts';
import { writeSettings } from '../../helpers/settings-file.ts';

const adminToken = 'a token for the API of this test';
const authorization = `Bearer ${adminToken}`;

/** Where several processes share one store. */
const shared = bindings().filter(({ name }) => name !== 'PGlite');

describe.runIf(shared.length > 0).each(shared)('several processes on $name', ({ create }) => {
  test('tell on each web process what a worker did, and call each subscriber once', async () => {
    const place = await create();
    const sandbox = await startSandbox({ backlog: 'empty' });
    const WAYMARK_CONFIG = writeSettings({ events: { webhooks: { privateHosts: ['127.0.0.1'] } } });
    const env = { ADMIN_TOKEN: adminToken, WAYMARK_CONFIG };
    const fleet: ServiceProcess[] = [];
    for (const role of ['web', 'web', 'worker', 'worker'] as const) {
      fleet.push(await startProcess(place, sandbox, { env, role }));
    }
    const [first, second] = fleet;
    onTestFinished(async () => {
      await Promise.all(fleet.map((process) => process.kill()));
      await sandbox.close();
      await place.drop();
    });
    if (!first || !second) throw new Error('nobody is there');

    const received: string[] = [];
    let secret = '';
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        new Webhook(secret).verify(Buffer.concat(chunks).toString(), headers);
        received.push(headers['webhook-id'] ?? '');
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      receiver.closeAllConnections();
      receiver.close();
    });
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const added = await fetch(`${first.address}/api/v1/subscribers`, {
      ...{ method: 'POST', headers: { authorization, 'content-type': 'application/json' } },
      body: JSON.stringify({ name: 'the test', url, topics: 'mission.*' }),
    });
    const subscriber = (await added.json()) as { id: string; secret: string };
    ({ secret } = subscriber);

    const streams = await Promise.all(
      [first, second].map(async ({ address }) => {
        const asked = get(`${address}/api/v1/events/stream?topic=mission.*`, {
          ...{ headers: { authorization }, agent: false },
        });
        onTestFinished(() => void asked.destroy());
        const [answer] = (await once(asked, 'response')) as [IncomingMessage];
        const ids: number[] = [];
        answer.setEncoding('utf8').on('data', (text: string) => {
          ids.push(...[...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)));
        });
        answer.on('error', () => {});
        return ids;
      }),
    );
    pointWebhooks(sandbox, first.address);
    for (const title of ['Add a blue button', 'Use Redis']) openIssue(sandbox, 'jira', { title });
    await first.quiet(sandbox);
    const page = await fetch(`${second.address}/api/v1/events?topic=mission.*&limit=500`, {
      headers: { authorization },
    });
    const { events } = (await page.json()) as { events: { position: number; topic: string }[] };
    expect(events.map(({ topic }) => topic)).toContain('issue.reviewed');
    const positions = events.map(({ position }) => position);
    await vi.waitFor(() => expect(streams).toEqual([positions, positions]), { timeout: 20_000 });
    await vi.waitFor(
      () => expect(received).toEqual(positions.map((position) => `${subscriber.id}_${position}`)),
      { timeout: 20_000 },
    );
  }, 180_000);
});
