import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatEndpoint {
  readonly url: string;
  /** Every request: its headers and parsed body. */
  readonly requests: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[];
  /** What it answers from now on: the message's content, or a handler of one's own. */
  answer(with_: string | ((response: ServerResponse) => void)): void;
  close(): Promise<void>;
}

/** An OpenAI-compatible chat endpoint on this machine that says what the test wants. */
export async function startChatEndpoint(): Promise<ChatEndpoint> {
  const requests: ChatEndpoint['requests'] = [];
  let respond: (response: ServerResponse) => void = (response) => response.writeHead(500).end();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      respond(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answer(with_) {
      respond =
        typeof with_ === 'function'
          ? with_
          : (response) =>
              response
                .writeHead(200, { 'content-type': 'application/json' })
                .end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: with_ } }] }));
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
