import type { ViewBoard } from '../../../workflows/view-board.ts';
import type { PageRoute } from '../page-route.ts';
import { boardPage } from './board-page.tsx';
import { readBoardQuery } from './board-query.ts';

/** `/board`: the missions by stage. Every filter stands in the address. */
export function boardRoute({ viewBoard }: { viewBoard: ViewBoard }): PageRoute {
  return {
    method: 'GET',
    url: '/board',
    rule: 'viewer',
    async answer(request, visitor) {
      const wish = readBoardQuery(request.query);
      return { status: 200, html: boardPage(await viewBoard(wish), wish, visitor) };
    },
  };
}
