import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, type Sight, seesEverything } from '../../../src/domain/access.ts';
import { buildDigest } from '../../../src/domain/digest/build-digest.ts';
import { renderDigest } from '../../../src/mail/render.ts';
import { digestRoutes } from '../../../src/web/pages/digests/digest-routes.ts';
import { aContext, anAudience, someMaterial } from '../../helpers/digest.ts';

// The guard of every page has tests of its own; here the pages answer.
let server: FastifyInstance;
const audience = anAudience({ title: '<b>Checkout</b>' });
const hrOnly = { ...anAudience({ title: 'People', projects: ['jira:HR'] }), name: 'hr' };
const forPeople = { ...anAudience({ title: 'Inner circle', groups: ['people'] }), name: 'inner' };
const asked: (string | undefined)[] = [];
let visitor: { role: Role; groups: readonly string[]; sight: Sight } = {
  ...{ role: 'viewer', groups: [], sight: seesEverything },
};
const sessionOf = ({ role, groups }: typeof visitor) => ({
  ...{ who: 'somebody', name: 'Somebody', role, groups, openedAt: '', endsAt: '' },
});
const routes = digestRoutes({
  digests: {
    audiences: [audience, hrOnly, forPeople],
    async preview(name, day) {
      asked.push(day);
      if (name === 'nobody') return null;
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
        const page = await answer(
          request,
          { session: sessionOf(visitor), sight: visitor.sight, from: '127.0.0.1', csrfToken: '' },
          reply,
        );
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

test('audiences that tell of a hidden project are nowhere for whoever does not see it', async () => {
  const seen = async () => {
    const { body } = await server.inject('/digests');
    const names = ['checkout', 'hr', 'inner'].filter((name) => body.includes(`/digests/preview/${name}"`));
    const open = await Promise.all(
      ['hr', 'inner'].map(async (name) => (await server.inject(`/digests/preview/${name}`)).statusCode),
    );
    return { names, open };
  };
  const hidden: Sight = { hidden: [{ tracker: 'jira', project: 'HR' }] };
  visitor = { role: 'editor', groups: ['product'], sight: hidden };
  expect(await seen()).toEqual({ names: ['checkout'], open: [404, 404] });
  visitor = { role: 'viewer', groups: ['people'], sight: seesEverything };
  expect(await seen()).toEqual({ names: ['checkout', 'hr', 'inner'], open: [200, 200] });
  visitor = { role: 'admin', groups: [], sight: seesEverything };
  expect(await seen()).toEqual({ names: ['checkout', 'hr', 'inner'], open: [200, 200] });
});
