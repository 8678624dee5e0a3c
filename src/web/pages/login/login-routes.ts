import type { FastifyReply } from 'fastify';
import type { Door, OpenedSession } from '../../../workflows/sign-in.ts';
import type { SessionCookie } from '../cookies.ts';
import type { PageRoute, Visitor } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { fieldOf } from '../request-fields.ts';
import { type LoginOffer, loginPage } from './login-page.tsx';
import { ownPath } from './own-path.ts';

const loginPath = '/login';
/** Guesses of one address in five minutes; the token itself is far too long to be guessed. */
const mostTries = 10;

export interface LoginDeps {
  readonly door: Door;
  /** What stands on the button after "Sign in with"; null: there is no provider. */
  readonly elsewhereName: string | null;
  readonly takesToken: boolean;
}

/** Puts a session into the browser, for as long as it lasts: by its clock, another hour may be the present one. */
export function keepSession(reply: FastifyReply, kept: SessionCookie, { id, session }: OpenedSession): void {
  const maxAge = Math.round((Date.parse(session.endsAt) - Date.parse(session.openedAt)) / 1_000);
  reply.setCookie(kept.name, id, { ...kept.options, maxAge });
}

export function loginRoutes(
  { door, elsewhereName, takesToken }: LoginDeps,
  kept: SessionCookie,
): readonly PageRoute[] {
  const page = ({ csrfToken }: Visitor, to: string, more: Partial<LoginOffer> = {}) =>
    loginPage({ csrfToken, to, elsewhere: elsewhereName, takesToken, ...more });

  return [
    {
      method: 'GET',
      url: loginPath,
      rule: 'open',
      async answer(request, visitor) {
        const to = ownPath(request.query);
        if (visitor.session) return { redirect: to };
        return { status: 200, html: page(visitor, to) };
      },
    },
    {
      method: 'POST',
      url: loginPath,
      rule: 'open',
      mostCalls: mostTries,
      async answer(request, visitor, reply) {
        if (!takesToken) return { status: 403, html: problemPage(403, request.id) };
        const to = ownPath(request.body);
        const opened = await door.signIn(fieldOf(request, 'token').trim(), visitor.from);
        if (!opened) {
          const problem =
            'That is not the token. Look at what Waymark printed when it started, or at ADMIN_TOKEN.';
          return { status: 401, html: page(visitor, to, { problem, wasTokenWrong: true }) };
        }
        keepSession(reply, kept, opened);
        return { redirect: to };
      },
    },
    {
      method: 'POST',
      url: '/logout',
      rule: 'viewer',
      async answer(request, { from }, reply) {
        const id = request.cookies[kept.name];
        if (id !== undefined) await door.signOut(id, from);
        reply.clearCookie(kept.name, kept.options);
        return { redirect: loginPath };
      },
    },
  ];
}
