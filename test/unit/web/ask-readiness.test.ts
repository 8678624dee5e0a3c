import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askReadiness, localAddress } from '../../../src/web/ask-readiness.ts';

async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('asking a service whether it is ready', () => {
  it('hears its parts, also when it is not', async () => {
    const said = { status: 'not-ready', parts: { store: { state: 'down', detail: 'ECONNREFUSED' } } };
    expect(await askReadiness(await answering(503, JSON.stringify(said)))).toEqual(said);
  });

  it.each([['<html>'], ['{"status":"fine"}'], ['{"status":"ready","parts":{"store":{"state":7}}}']])(
    'takes %s for something else',
    async (body) => {
      expect(await askReadiness(await answering(200, body))).toBeNull();
    },
  );

  it('hears nothing where nobody is', async () => {
    expect(await askReadiness('http://127.0.0.1:9')).toBeNull();
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['10.0.0.7', 'http://10.0.0.7:3000'],
  ])('reaches a service that listens on %s at %s', (host, address) => {
    expect(localAddress(host, 3000)).toBe(address);
  });
});
