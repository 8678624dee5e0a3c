import type { CookieSerializeOptions } from '@fastify/cookie';

/** How the session's id is kept in a browser. */
export interface SessionCookie {
  readonly name: string;
  readonly options: CookieSerializeOptions;
}

/**
 * With https the name binds the cookie to this host and to https. `lax`: the links on a tracker's cards lead people to
 * a page without signing in again, while forms of other sites come without it.
 */
export function sessionCookie(isSecure: boolean): SessionCookie {
  return {
    name: isSecure ? '__Host-waymark' : 'waymark',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure },
  };
}
