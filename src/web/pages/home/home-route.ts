import type { ViewHome } from '../../../workflows/view-home.ts';
import type { PageRoute } from '../page-route.ts';
import { homePage } from './home-page.tsx';

/** `/`: what somebody who signs in sees first. */
export function homeRoute({ viewHome }: { viewHome: ViewHome }): PageRoute {
  return {
    method: 'GET',
    url: '/',
    rule: 'viewer',
    answer: async (_request, visitor) => ({
      status: 200,
      html: homePage(await viewHome(visitor.sight), visitor),
    }),
  };
}
