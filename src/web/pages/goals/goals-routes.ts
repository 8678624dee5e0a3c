import type { PageRoute } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { paramOf } from '../request-fields.ts';
import { directionPage } from './direction-page.tsx';
import { documentRoutes } from './document-routes.ts';
import type { GoalsDeps } from './goals-deps.ts';
import { goalsPage } from './goals-page.tsx';
import { readGoalsQuery } from './goals-query.ts';
import { keyResultRoutes } from './key-result-routes.ts';
import { objectivePage } from './objective-page.tsx';

/** `/goals` and what is below it: the cascade, each goal, check-ins, review documents and canvases. */
export function goalsRoutes(deps: GoalsDeps): readonly PageRoute[] {
  const keyResults = keyResultRoutes(deps);
  return [
    {
      method: 'GET',
      url: '/goals',
      rule: 'viewer',
      async answer(request, visitor) {
        const filter = readGoalsQuery(request.query);
        const view = await deps.viewGoals(filter, visitor.sight);
        return { status: 200, html: goalsPage(view, filter, visitor) };
      },
    },
    {
      method: 'GET',
      url: '/goals/:id',
      rule: 'viewer',
      async answer(request, visitor, reply) {
        const id = paramOf(request, 'id');
        const asked = keyResults.readAsked(request.query);
        const view = await deps.viewGoal(id, { supposed: asked.supposed, sight: visitor.sight });
        switch (view?.kind) {
          case 'key-result':
            return keyResults.show(view, asked, visitor);
          case 'objective':
            return { status: 200, html: objectivePage(view, visitor) };
          case 'direction':
            return { status: 200, html: directionPage(view, visitor) };
          default:
            return { status: 404, html: problemPage(404, reply.request.id) };
        }
      },
    },
    keyResults.checkIn,
    ...documentRoutes(deps),
  ];
}
