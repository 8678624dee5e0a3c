import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps the connections that have not brought a request yet, such as those that browsers open in advance: the server
 * takes them for busy and would wait for them to the end of their patience. Answers how to hang up on all of them, also
 * on those still to come.
 */
export function keepUnusedConnections(server: HttpServer): () => void {
  const unused = new Set<Socket>();
  let isClosing = false;
  server.on('connection', (socket: Socket) => {
    if (isClosing) socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  return () => {
    isClosing = true;
    for (const socket of unused) socket.destroy();
  };
}
