import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ServerDeps } from '../../src/web/server.ts';
import { buildServer } from '../helpers/web.ts';

async function listen(options: Parameters<typeof buildServer>[0] = {}) {
  const built = await buildServer(options);
  const address = await built.server.listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(address).port);
  return { ...built, address, port };
}

/** Opens a connection; `rest` resolves with all that came back once the other side has ended it. */
async function dial(port: number): Promise<{ socket: Socket; rest: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = '';
  socket.on('data', (data) => {
    received += data.toString('latin1');
  });
  socket.on('error', () => {});
  const rest = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  return { socket, rest };
}

const post = (body: string, headers: readonly string[] = []) =>
  [
    'POST /webhooks/jira HTTP/1.1',
    'Host: waymark',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n');

const statuses = (received: string) =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

describe('on a real connection', () => {
  test('a body that is announced as too large is refused before it is sent', async () => {
    const { port, asked } = await listen();
    const { socket, rest } = await dial(port);
    socket.write('POST /webhooks/linear HTTP/1.1\r\nHost: waymark\r\nContent-Length: 5242881\r\n\r\n');
    expect(statuses(await rest)).toEqual(['413']);
    expect(asked).toEqual([]);
  });

  test('a body that grows too large on the way is cut off', async () => {
    const { port, asked } = await listen();
    const { socket, rest } = await dial(port);
    socket.write('POST /webhooks/linear HTTP/1.1\r\nHost: waymark\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 90; sent += 1) socket.write(chunk);
    expect(statuses(await rest)).toEqual(['413']);
    expect(asked).toEqual([]);
  });

  test('a body that does not come is given up', async () => {
    const { port, asked } = await listen({ limits: { requestMs: 100 } });
    const { socket, rest } = await dial(port);
    socket.write('POST /webhooks/jira HTTP/1.1\r\nHost: waymark\r\nContent-Length: 100\r\n\r\n{"a":');
    expect(statuses(await rest)).toEqual(['408']);
    expect(asked).toEqual([]);
  });

  test('headers that do not end are given up', async () => {
    const { port } = await listen({ limits: { requestMs: 100 } });
    const { socket, rest } = await dial(port);
    socket.write('POST /webhooks/jira HTTP/1.1\r\nHost: waymark\r\nX-A: ');
    expect(statuses(await rest)).toEqual(['408']);
  });

  test('calls sent one after the other without waiting are answered in order', async () => {
    const { port, asked } = await listen();
    const { socket, rest } = await dial(port);
    socket.write(post('{"n":1}') + post('{"n":2}') + post('{"n":3}', ['Connection: close']));
    expect(statuses(await rest)).toEqual(['200', '200', '200']);
    expect(asked.map(({ request }) => Buffer.from(request.rawBody).toString())).toEqual([
      '{"n":1}',
      '{"n":2}',
      '{"n":3}',
    ]);
  });

  test.each([
    [
      'two lengths that differ',
      'POST /webhooks/jira HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    [
      'a length and chunks at once',
      'POST /webhooks/jira HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'a header with a bare line feed in its name',
      'POST /webhooks/jira HTTP/1.1\r\nHost: a\r\nX\nY: 1\r\n\r\n',
    ],
    ['no HTTP at all', '\u0016\u0003\u0001\u0000\u0000 hello\r\n\r\n'],
  ])('%s: refused, and the connection ends', async (_name, bytes) => {
    const { port, asked } = await listen();
    const { socket, rest } = await dial(port);
    socket.write(bytes, 'latin1');
    expect(statuses(await rest)).toEqual(['400']);
    expect(asked).toEqual([]);
  });

  test('headers beyond all measure are refused', async () => {
    const { port } = await listen();
    const { socket, rest } = await dial(port);
    socket.write(`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(statuses(await rest)).toEqual(['431']);
  });

  test('a signature that came twice reaches the workflow as one that cannot fit', async () => {
    const { port, asked } = await listen();
    const { socket, rest } = await dial(port);
    socket.write(
      post('{}', [
        'X-Hub-Signature: sha256=aa',
        'X-Hub-Signature: sha256=bb',
        '__proto__: x',
        'Connection: close',
      ]),
    );
    expect(statuses(await rest)).toEqual(['200']);
    expect(asked[0]?.request.headers['x-hub-signature']).toBe('sha256=aa, sha256=bb');
  });
});

describe('listening', () => {
  test('on a port that is taken is a problem of the set-up, with its remedy', async () => {
    const { port } = await listen();
    const { server } = await buildServer();
    await expect(server.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({
      name: 'SetupError',
      problems: [expect.stringContaining(`PORT ${port} is taken on 127.0.0.1`)],
    });
  });

  test('on an address of another machine likewise', async () => {
    const { server } = await buildServer();
    await expect(server.listen({ host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      problems: [expect.stringMatching(/^HOST 192\.0\.2\.1 /)],
    });
  });
});

describe('closing', () => {
  test('lets the call under way finish and takes no more', async () => {
    let finish = () => {};
    let hasStarted = () => {};
    const started = new Promise<void>((resolve) => {
      hasStarted = resolve;
    });
    const answer: ServerDeps['receive'] = () => {
      hasStarted();
      return new Promise((resolve) => {
        finish = () => resolve({ outcome: 'accepted' });
      });
    };
    const { server, port } = await listen({ receive: answer });
    const { socket, rest } = await dial(port);
    socket.write(post('{}'));
    await started;
    const closed = server.close();
    finish();
    await closed;
    expect(statuses(await rest)).toEqual(['200']);
    await expect(dial(port)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('does not wait for connections that never brought a request', async () => {
    const { server, port } = await listen();
    const { rest } = await dial(port);
    await server.close();
    expect(await rest).toBe('');
  });

  test('does not wait for callers who merely keep their connection', async () => {
    const { server, port } = await listen();
    const { socket, rest } = await dial(port);
    socket.write(post('{}'));
    await new Promise((resolve) => socket.once('data', resolve));
    await server.close();
    expect(statuses(await rest)).toEqual(['200']);
  });
});
