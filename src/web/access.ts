import type { FastifyInstance, RouteOptions } from 'fastify';
import type { AccessRule } from '../domain/access.ts';

/** Who may call a route. `bearer`: whoever sends the administrator's token, checked by the API itself. */
export type RouteAccess = AccessRule | 'bearer';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

/** One line of the table of all routes. */
export interface RouteLine {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

/** Says of every route of this scope that does not say it itself: anybody may call it. */
export function openToAll(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { access: 'open', ...route.config };
  });
}

/**
 * Keeps the table of all routes, from here on. Asking for it throws when a route says nothing of who may call it: such
 * a server does not start.
 */
export function keepRouteTable(server: FastifyInstance): () => readonly RouteLine[] {
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });
  return () =>
    routes.flatMap((route) => {
      const access = route.config?.access;
      if (access === undefined) throw new Error(`${route.method} ${route.url} says not who may call it`);
      return [route.method].flat().map((method) => ({ method, url: route.url, access }));
    });
}
