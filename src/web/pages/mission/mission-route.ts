import { z } from 'zod';
import { trackerNames } from '../../../domain/issue.ts';
import type { ViewMission } from '../../../workflows/view-mission.ts';
import type { PageRoute } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { missionPage } from './mission-page.tsx';

const address = z.object({ tracker: z.enum(trackerNames), id: z.string().min(1).max(200) });

/** `/missions/{tracker}/{id}`, the id being the tracker's own: the address that cards in trackers lead to. */
export function missionRoute({ viewMission }: { viewMission: ViewMission }): PageRoute {
  return {
    method: 'GET',
    url: '/missions/:tracker/:id',
    rule: 'viewer',
    async answer(request, visitor) {
      const ref = address.safeParse(request.params);
      const mission = ref.success ? await viewMission(ref.data) : null;
      if (!mission) return { status: 404, html: problemPage(404, request.id) };
      return { status: 200, html: missionPage(mission, visitor) };
    },
  };
}
