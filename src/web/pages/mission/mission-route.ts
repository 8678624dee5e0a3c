import { z } from 'zod';
import type { MissionView, ViewMission } from '../../../workflows/view-mission.ts';
import { issueAddress } from '../issue-address.ts';
import type { PageRoute, Visitor } from '../page-route.ts';
import { renderPage } from '../parts/layout.tsx';
import { problemPage } from '../problem-page.tsx';
import { missionPage } from './mission-page.tsx';
import { missionPart, missionParts } from './mission-parts.tsx';

const partAddress = issueAddress.extend({ part: z.enum(missionParts) });

/** `/missions/{tracker}/{id}`, the id being the tracker's own: the address that cards in trackers lead to. */
export function missionRoutes({ viewMission }: { viewMission: ViewMission }): readonly PageRoute[] {
  const shows = (
    url: string,
    show: (view: MissionView, visitor: Visitor, part: string) => string,
  ): PageRoute => ({
    method: 'GET',
    url,
    rule: 'viewer',
    async answer(request, visitor) {
      const address = url.endsWith(':part') ? partAddress : issueAddress;
      const asked = address.safeParse(request.params);
      const view = asked.success ? await viewMission(asked.data, visitor.sight) : null;
      if (!asked.success || !view) return { status: 404, html: problemPage(404, request.id) };
      const part = 'part' in asked.data ? String(asked.data.part) : '';
      return { status: 200, html: show(view, visitor, part) };
    },
  });
  return [
    shows('/missions/:tracker/:id', missionPage),
    // What a script puts in the place of a part that changes by itself.
    shows('/missions/:tracker/:id/parts/:part', (view, visitor, part) =>
      renderPage(missionPart(missionParts.find((one) => one === part) ?? 'fields', view, visitor)),
    ),
  ];
}
