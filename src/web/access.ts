import type { FastifyInstance, RouteOptions } from 'fastify';
import { type AccessRule, type Caller, mayUse } from '../domain/access.ts';

/** Who may call a route. `metrics`: administrators, and programs whose token is for the numbers. */
export type RouteAccess = AccessRule | 'metrics';

/** Null for somebody whom nobody knows. */
export function mayCall(access: RouteAccess, caller: Pick<Caller, 'role' | 'seesMetrics'> | null): boolean {
  if (access === 'metrics') return caller?.seesMetrics ?? false;
  return mayUse(access, caller?.role ?? null);
}

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

/** Says of every route of this scope that does not say it itself who may call it. */
export function allMayBe(server: FastifyInstance, access: RouteAccess): void {
  server.addHook('onRoute', (route) => {
    route.config = { access, ...route.config };
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
