import type { ViewGoals } from '../../../workflows/view-goals.ts';
import type { PageRoute } from '../page-route.ts';
import { goalsPage } from './goals-page.tsx';

/** `/goals`: the cascade, read-only. */
export function goalsRoute({ viewGoals }: { viewGoals: ViewGoals }): PageRoute {
  return {
    method: 'GET',
    url: '/goals',
    rule: 'viewer',
    answer: async (_request, visitor) => ({ status: 200, html: goalsPage(await viewGoals(), visitor) }),
  };
}
