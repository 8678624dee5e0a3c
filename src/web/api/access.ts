import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { mayCall } from '../access.ts';
import { isBrowser, type KnowCaller, keepCaller, refuseCaller, signInPath } from '../guard/callers.ts';

/**
 * Lets nothing below `/api` be reached by strangers, whether a route is there or not, and each route only by whoever its
 * rule names. People who look at the description at `docsPath` are led to the page to sign in.
 */
export async function guardApi(
  server: FastifyInstance,
  { knowCaller, docsPath }: { knowCaller: KnowCaller; docsPath: string },
): Promise<void> {
  await server.register(cookie);
  server.addHook('onRequest', async (request, reply) => {
    const known = await knowCaller(request);
    // An address that is none is a matter of who asks, too: it opens to whoever may see anything here.
    const rule = request.is404 ? 'viewer' : (request.routeOptions.config.access ?? 'admin');
    if (known !== null && !('waits' in known) && mayCall(rule, known)) {
      keepCaller(request, known);
      return;
    }
    if (known === null && isBrowser(request) && isBelow(request.url, docsPath)) {
      await reply.redirect(signInPath(request.url), 303);
      return;
    }
    await refuseCaller(request, reply, known);
  });
}

function isBelow(url: string, path: string): boolean {
  const [own = ''] = url.split('?');
  return own === path || own.startsWith(`${path}/`);
}
