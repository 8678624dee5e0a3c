import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDigest } from '../../../src/domain/digest/build-digest.ts';
import { renderDigest } from '../../../src/mail/render.ts';
import { digestRoutes } from '../../../src/web/pages/digests/digest-routes.ts';
import { aContext, anAudience, someMaterial } from '../../helpers/digest.ts';

// The guard of every page has tests of its own; here the pages answer.
let server: FastifyInstance;
const audience = anAudience({ title: '<b>Checkout</b>' });
const asked: (string | undefined)[] = [];
const routes = digestRoutes({
  digests: {
    audiences: [audience],
    async preview(name, day) {
      asked.push(day);
      if (name !== 'checkout') return null;
      const digest = buildDigest(someMaterial(), aContext());
      const mail = renderDigest(digest, { board: null, unsubscribe: null });
      return { audience, digest, mail, eml: async () => new Uint8Array() };
    },
  },
});

beforeAll(async () => {
  server = fastify();
  for (const { method, url, answer } of routes)
    server.route({
      ...{ method, url },
      async handler(request, reply) {
        const page = await answer(request, { session: null, csrfToken: '' }, reply);
        if ('html' in page) reply.code(page.status).send(page.html);
        return reply;
      },
    });
  await server.ready();
});
afterAll(() => server.close());

test('every page about digests is for people who signed in', () => {
  expect(routes.map(({ url, rule }) => [url, rule])).toEqual([
    ['/digests', 'viewer'],
    ['/digests/preview/:audience', 'viewer'],
  ]);
});

test('the list leads to each audience, whatever it is called', async () => {
  const { body } = await server.inject('/digests');
  expect(body).toContain('href="/digests/preview/checkout"');
  expect(body).not.toContain('<b>Checkout</b>');
});

test('a preview is the mail, and may load nothing', async () => {
  const answer = await server.inject('/digests/preview/checkout?date=2026-11-16');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('Decisions needed');
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect(asked.at(-1)).toBe('2026-11-16');
});

test.each(['/digests/preview/nobody', '/digests/preview/checkout?date=tomorrow'])(
  '%s is not there',
  async (url) => {
    expect((await server.inject(url)).statusCode).toBe(404);
  },
);
