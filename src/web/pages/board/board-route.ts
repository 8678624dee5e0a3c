import type { ViewBoard, ViewCard } from '../../../workflows/view-board.ts';
import { backPath } from '../edits/back-path.ts';
import { issueAddress } from '../issue-address.ts';
import type { PageRoute } from '../page-route.ts';
import { renderPage } from '../parts/layout.tsx';
import { problemPage } from '../problem-page.tsx';
import { queryOf } from '../request-fields.ts';
import { boardPage } from './board-page.tsx';
import { readBoardQuery } from './board-query.ts';
import { cardFragment } from './card.tsx';

/** `/board`: the missions by stage; every filter stands in the address. And one card of it, as it is now. */
export function boardRoutes(deps: {
  readonly viewBoard: ViewBoard;
  readonly viewCard: ViewCard;
}): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      url: '/board',
      rule: 'viewer',
      async answer(request, visitor) {
        const wish = readBoardQuery(request.query);
        return { status: 200, html: boardPage(await deps.viewBoard(wish, visitor.sight), wish, visitor) };
      },
    },
    {
      method: 'GET',
      url: '/board/cards/:tracker/:id',
      rule: 'viewer',
      async answer(request, visitor) {
        const ref = issueAddress.safeParse(request.params);
        const card = ref.success ? await deps.viewCard(ref.data, visitor.sight) : null;
        if (!card) return { status: 404, html: problemPage(404, request.id) };
        const back = backPath(queryOf(request, 'back'), '/board');
        return { status: 200, html: renderPage(cardFragment({ card, visitor, back })) };
      },
    },
  ];
}
