import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  /** Of the envelope: where a bounce would go, and who gets it. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly email: Email;
}

/** What the server answers to the next mails; each is used once, then it accepts. */
export type Answer =
  | { readonly at: 'rcpt' | 'data'; readonly code: number }
  /** The connection is cut: before the mail, or after all of it came in. */
  | { readonly at: 'rcpt' | 'data'; readonly cut: true }
  /** No answer at all to the mail, although it is kept. */
  | { readonly at: 'data'; readonly silent: true };

/** A real SMTP server on this machine. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const answers: Answer[] = [];
  const refusal = (code: number) => Object.assign(new Error(`not now (${code})`), { responseCode: code });
  const take = (at: Answer['at']) => (answers[0]?.at === at ? answers.shift() : undefined);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, session, callback) {
      const answer = take('rcpt');
      if (answer && 'code' in answer) return callback(refusal(answer.code));
      if (answer && 'cut' in answer) return void cut(session);
      callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const answer = take('data');
        if (answer && 'code' in answer) return callback(refusal(answer.code));
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const { mailFrom } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        received.push({ from, to, raw, email: await PostalMime.parse(raw) });
        if (answer && 'cut' in answer) return void cut(session);
        if (!answer) callback();
      });
    },
  });
  const sockets = new Map<string, { destroy(): void }>();
  const cut = ({ remotePort }: { readonly remotePort: number }) => sockets.get(String(remotePort))?.destroy();
  server.server.on('connection', (socket: import('node:net').Socket) => {
    sockets.set(String(socket.remotePort), socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answers,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** An address where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
