import { z } from 'zod';
import type { ViewMission } from '../../../workflows/view-mission.ts';
import { issueAddress } from '../issue-address.ts';
import type { PageRoute } from '../page-route.ts';
import { renderPage } from '../parts/layout.tsx';
import { problemPage } from '../problem-page.tsx';
import { missionPage } from './mission-page.tsx';
import { missionPart, missionParts } from './mission-parts.tsx';

const address = issueAddress.extend({ part: z.enum(missionParts).optional() });

/** `/missions/{tracker}/{id}`, the id being the tracker's own: the address that cards in trackers lead to. */
export function missionRoutes({ viewMission }: { viewMission: ViewMission }): readonly PageRoute[] {
  const shows = (url: string): PageRoute => ({
    method: 'GET',
    url,
    rule: 'viewer',
    async answer(request, visitor) {
      const asked = address.safeParse(request.params);
      const view = asked.success ? await viewMission(asked.data, visitor.sight) : null;
      if (!asked.success || !view) return { status: 404, html: problemPage(404, request.id) };
      const { part } = asked.data;
      return {
        status: 200,
        html: part ? renderPage(missionPart(part, view, visitor)) : missionPage(view, visitor),
      };
    },
  });
  return [
    shows('/missions/:tracker/:id'),
    // What a script puts in the place of a part that changes by itself.
    shows('/missions/:tracker/:id/parts/:part'),
  ];
}
