import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import {
  type RecipientState,
  type RecipientWishes,
  type WishKind,
  wishKinds,
} from '../workflows/recipient-wishes.ts';
import { sendProblem } from './problem.ts';

const html = 'text/html; charset=utf-8';

/**
 * `/digests/unsubscribe/<token>`: GET shows what there is to choose and changes nothing, because programs open links to
 * look at them; POST does it, also the one click of RFC 8058, without login: the signed link is the proof.
 */
export async function unsubscribeRoutes(
  server: FastifyInstance,
  { wishes }: { readonly wishes: RecipientWishes },
): Promise<void> {
  await server.register(formbody, { bodyLimit: 4 * 1024 });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
  });

  server.get<{ Params: { token: string } }>('/digests/unsubscribe/:token', async (request, reply) => {
    const found = await wishes.look(request.params.token);
    if (found === null) return sendProblem(request, reply, 404, notOurs);
    return reply.type(html).send(page(found.audience, found.state));
  });

  server.post<{ Params: { token: string } }>('/digests/unsubscribe/:token', async (request, reply) => {
    const kind = kindOf(request.body);
    if (kind === null) return sendProblem(request, reply, 400, 'Say stop, pause or resume.');
    const done = await wishes.wish(request.params.token, kind, request.ip);
    if (done === null) return sendProblem(request, reply, 404, notOurs);
    return reply.type(html).send(page(done.audience, done.state));
  });
}

const notOurs = 'This link is not one of ours, or not whole: open it from the mail again.';

/** What a mail program sends for one click, or what a button of the page does. */
function kindOf(body: unknown): WishKind | null {
  if (typeof body !== 'object' || body === null) return null;
  const { 'List-Unsubscribe': oneClick, do: asked } = body as Record<string, unknown>;
  if (oneClick === 'One-Click') return 'stop';
  return wishKinds.find((kind) => kind === asked) ?? null;
}

const words: Record<WishKind, string> = {
  stop: 'Send me none any more',
  pause: 'Pause for four weeks',
  resume: 'Send me them again',
};

function page(audience: string, state: RecipientState): string {
  const offered: readonly WishKind[] =
    state.kind === 'on' ? ['pause', 'stop'] : state.kind === 'paused' ? ['resume', 'stop'] : ['resume'];
  const buttons = offered.map(
    (kind) => `<p><button type="submit" name="do" value="${kind}">${words[kind]}</button></p>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Waymark: the digest “${escapeHtml(audience)}”</title>
</head>
<body>
<main>
<h1>The digest “${escapeHtml(audience)}”</h1>
<p>${sayState(state)}</p>
<form method="post">
${buttons.join('\n')}
</form>
</main>
</body>
</html>
`;
}

function sayState(state: RecipientState): string {
  if (state.kind === 'on') return 'It comes to your address.';
  if (state.kind !== 'paused') return 'It does not come to your address any more.';
  return `It is paused for your address until ${escapeHtml(state.until.slice(0, 10))}.`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
