import type { Door } from '../../../workflows/sign-in.ts';
import type { SessionCookie } from '../cookies.ts';
import { fieldOf } from '../form-field.ts';
import type { PageRoute } from '../page-route.ts';
import { loginPage } from './login-page.tsx';

export const loginPath = '/login';
/** Guesses of one address in five minutes; the token itself is far too long to be guessed. */
const mostTries = 10;

export function loginRoutes({ door }: { door: Door }, kept: SessionCookie): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      url: loginPath,
      rule: 'open',
      async answer(request, { session, csrfToken }) {
        const to = ownPath(request.query);
        if (session) return { redirect: to };
        return { status: 200, html: loginPage({ csrfToken, to, wasWrong: false }) };
      },
    },
    {
      method: 'POST',
      url: loginPath,
      rule: 'open',
      mostCalls: mostTries,
      async answer(request, { csrfToken }, reply) {
        const to = ownPath(request.body);
        const opened = await door.signIn(fieldOf(request, 'token').trim(), request.ip);
        if (!opened) return { status: 401, html: loginPage({ csrfToken, to, wasWrong: true }) };
        reply.setCookie(kept.name, opened.id, {
          ...kept.options,
          expires: new Date(opened.session.endsAt),
        });
        return { redirect: to };
      },
    },
    {
      method: 'POST',
      url: '/logout',
      rule: 'viewer',
      async answer(request, _visitor, reply) {
        const id = request.cookies[kept.name];
        if (id !== undefined) await door.signOut(id);
        reply.clearCookie(kept.name, kept.options);
        return { redirect: loginPath };
      },
    },
  ];
}

/** Where somebody wanted to go: a path of ours, else the board. */
function ownPath(from: unknown): string {
  const to = typeof from === 'object' && from !== null && 'to' in from ? from.to : null;
  return typeof to === 'string' && /^\/(?![/\\])[!-~]{0,500}$/.test(to) && !to.includes('\\') ? to : '/board';
}
