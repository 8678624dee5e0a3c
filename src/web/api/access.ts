import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../problem.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Lets nothing below `/api` be reached without the token, whether a route is there or not. Without a token nobody gets
 * in. A browser cannot send a bearer token with a click, so the pages at `docsPath` also take it as the password of
 * Basic credentials; they hold no data.
 */
export function guardApi(server: FastifyInstance, options: { token: string | null; docsPath: string }): void {
  const expected = options.token === null ? null : digest(options.token);
  server.addHook('onRequest', async (request, reply) => {
    const isDocs = request.method === 'GET' && isBelow(request.url, options.docsPath);
    const given = tokenIn(request.headers.authorization ?? '', isDocs);
    // Hashes have one length, so the comparison tells nothing of the token, not even how long it is.
    if (expected !== null && given !== null && timingSafeEqual(digest(given), expected)) return;
    const scheme = isDocs ? 'Basic realm="Waymark API: the password is ADMIN_TOKEN"' : 'Bearer';
    await sendProblem(
      request,
      reply.header('www-authenticate', scheme),
      401,
      'Send the header Authorization: Bearer with ADMIN_TOKEN.',
    );
  });
  // The table of all routes says of each who may call it.
  server.addHook('onRoute', (route) => {
    route.config = Object.assign(route.config ?? {}, { access: 'bearer' });
  });
}

function isBelow(url: string, path: string): boolean {
  const [own = ''] = url.split('?');
  return own === path || own.startsWith(`${path}/`);
}

function tokenIn(header: string, takesBasic: boolean): string | null {
  const [scheme = ''] = header.split(' ', 1);
  const credentials = header.slice(scheme.length + 1);
  if (/^bearer$/i.test(scheme)) return credentials;
  if (!takesBasic || !/^basic$/i.test(scheme)) return null;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}
