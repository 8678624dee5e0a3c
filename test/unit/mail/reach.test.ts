import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reachMailServer } from '../../../src/mail/reach.ts';

async function listening(): Promise<number> {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

describe('a mail server', () => {
  it('is in reach when it takes a connection', async () => {
    await expect(reachMailServer(`smtp://127.0.0.1:${await listening()}`)).resolves.toBeUndefined();
  });

  it('that is not there is named without the password', async () => {
    const error = await reachMailServer('smtp://me:very-secret@127.0.0.1:9').catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).toContain('the mail server 127.0.0.1:9 does not answer (ECONNREFUSED)');
    expect(String(error)).not.toContain('very-secret');
  });
});
