import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bindings } from '../../helpers/databases.ts';
import { type KillPoint, startProcess } from '../../helpers/dying.ts';
import { openIssue } from '../../helpers/people.ts';
import { pointWebhooks, startSandbox } from '../../helpers/service.ts';
import { writeSettings } from '../../helpers/settings-file.ts';

const adminToken = 'a token for the API of this test';
const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
const moving = 'update "waymark"."subscribers" set "position"';

/** Where the service dies: before a call, while the receiver holds it, and before or after it is on record. */
const points: readonly (KillPoint | 'during the call')[] = [
  { at: 'statement', sql: 'select "sealed_secret"', when: 'after' },
  'during the call',
  { at: 'statement', sql: moving, when: 'before', nth: 2 },
  { at: 'statement', sql: moving, when: 'after', nth: 2 },
];

describe.each(bindings())('subscribers on $name', ({ create }) => {
  test.each(points)(
    'killed at %o: nothing is lost, and what comes again has the same id',
    async (point) => {
      const place = await create();
      const sandbox = await startSandbox({ backlog: 'empty' });
      const webhooks = { privateHosts: ['127.0.0.1'], retrySeconds: 0.05, longestRetryMinutes: 0.01 };
      const env = { ADMIN_TOKEN: adminToken, WAYMARK_CONFIG: writeSettings({ events: { webhooks } }) };
      let service = await startProcess(place, sandbox, { env });
      onTestFinished(async () => {
        await service.kill();
        await sandbox.close();
        await place.drop();
      });

      const received: { id: string; position: number }[] = [];
      let secret = '';
      let holds = point === 'during the call';
      let held: (() => void) | null = null;
      const receiver = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const signed = request.headers as Record<string, string>;
          const body = new Webhook(secret).verify(Buffer.concat(chunks).toString(), signed);
          const { position } = (body as { data: { position: number } }).data;
          received.push({ id: signed['webhook-id'] ?? '', position });
          if (holds) held?.();
          else response.writeHead(204).end();
        });
      });
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => {
        receiver.closeAllConnections();
        receiver.close();
      });
      const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
      const added = await fetch(`${service.address}/api/v1/subscribers`, {
        ...{ method: 'POST', headers },
        body: JSON.stringify({ name: 'the test', url, topics: 'mission.*' }),
      });
      ({ secret } = (await added.json()) as { secret: string });

      const isHeld = new Promise<void>((resolve) => {
        held = resolve;
      });
      if (point !== 'during the call') await service.arm(point);
      pointWebhooks(sandbox, service.address);
      openIssue(sandbox, 'jira', { title: 'Add a blue button' });
      if (point === 'during the call') {
        await isHeld;
        await service.kill();
      } else await service.ended;
      holds = false;
      // Where the tracker looks for it.
      const port = Number(new URL(service.address).port);
      service = await startProcess(place, sandbox, { env, port });

      await service.quiet(sandbox);
      const told = await fetch(`${service.address}/api/v1/events?topic=mission.*&limit=500`, { headers });
      const { events } = (await told.json()) as { events: { position: number }[] };
      const positions = events.map(({ position }) => position);
      expect(positions.length).toBeGreaterThan(1);
      await vi.waitFor(
        () => {
          const first = received.filter(({ id }, at) => received.findIndex((one) => one.id === id) === at);
          expect(first.map(({ position }) => position)).toEqual(positions);
        },
        { timeout: 30_000, interval: 100 },
      );
      const idOf = new Map(received.map(({ id, position }) => [position, id]));
      expect(received.every(({ id, position }) => idOf.get(position) === id)).toBe(true);
      // Only where it died between the call and what puts it on record does one come twice.
      const comesTwice = point === 'during the call' || (point.sql === moving && point.when === 'before');
      expect(received.length).toBe(positions.length + (comesTwice ? 1 : 0));
    },
    180_000,
  );
});
