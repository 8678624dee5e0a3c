import { connect } from 'node:net';

const usualPorts: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** Resolves when the mail server takes a connection. Rejects with a message that names host and port and no password. */
export async function reachMailServer(smtpUrl: string, withinMs = 5_000): Promise<void> {
  const { protocol, hostname, port: given } = new URL(smtpUrl);
  const port = given === '' ? (usualPorts[protocol] ?? 587) : Number(given);
  const host = hostname.replace(/^\[|\]$/g, '');
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port, timeout: withinMs });
    const end = (problem: string | null) => {
      socket.destroy();
      if (problem === null) resolve();
      else reject(new Error(`the mail server ${host}:${port} does not answer (${problem})`));
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`nothing within ${withinMs} ms`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
