import { callbackPath } from '../../../domain/access/callback-path.ts';
import type { Finished, SignInElsewhere } from '../../../workflows/sign-in-elsewhere.ts';
import type { SessionCookie } from '../cookies.ts';
import type { PageRoute } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { keepSession } from './login-routes.ts';
import { ownPath } from './own-path.ts';

/** Sign-ins that one address may begin, and end, in five minutes: an office may share it. */
const mostTries = 60;

/** `/login/oidc` leads to the provider, `/login/oidc/callback` takes people back. */
export function oidcRoutes(elsewhere: SignInElsewhere, kept: SessionCookie): readonly PageRoute[] {
  const begun = { ...kept, name: `${kept.name}-sign-in` };
  return [
    {
      method: 'GET',
      url: '/login/oidc',
      rule: 'open',
      mostCalls: mostTries,
      async answer(request, _visitor, reply) {
        const begin = await elsewhere.begin(ownPath(request.query));
        if (begin === null) return { status: 503, html: problemPage(503, request.id, words.unavailable) };
        reply.setCookie(begun.name, begin.id, { ...begun.options, maxAge: begin.lastsSeconds });
        return { redirect: begin.url };
      },
    },
    {
      method: 'GET',
      url: callbackPath,
      rule: 'open',
      mostCalls: mostTries,
      async answer(request, { from }, reply) {
        const id = request.cookies[begun.name] ?? '';
        const query = request.url.split('?')[1] ?? '';
        const finished = await elsewhere.finish(id, query, from);
        reply.clearCookie(begun.name, begun.options);
        if (finished.outcome === 'in') {
          keepSession(reply, kept, finished.opened);
          return { redirect: finished.returnTo };
        }
        return {
          status: statuses[finished.outcome],
          html: problemPage(statuses[finished.outcome], request.id, words[finished.outcome]),
        };
      },
    },
  ];
}

type Failed = Exclude<Finished['outcome'], 'in'>;

const statuses: Readonly<Record<Failed, number>> = {
  stale: 400,
  refused: 401,
  unavailable: 503,
  'no-role': 403,
};

const words: Readonly<Record<Failed, readonly [title: string, remedy: string]>> = {
  stale: [
    'Please sign in once more',
    'That took too long, or it was done already. Nothing is wrong: begin again.',
  ],
  refused: [
    'You are not signed in',
    'Your account’s page did not confirm who you are, or you left it. Begin again; if it keeps happening, tell an administrator the request below.',
  ],
  unavailable: [
    'Signing in does not work right now',
    'The page where you sign in does not answer. Try again in a minute; if it stays so, tell an administrator: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are what to look at.',
  ],
  'no-role': [
    'You are not let in yet',
    'We know who you are, but nobody has given you a role in Waymark. Ask an administrator to put your group or e-mail address under access.roles in the settings, then sign in again.',
  ],
};
