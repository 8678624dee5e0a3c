import type { IssueRef } from '../../domain/issue.ts';
import type { DigestDesk } from '../../workflows/digest-desk.ts';
import type { Door } from '../../workflows/sign-in.ts';
import type { ViewBoard } from '../../workflows/view-board.ts';
import type { ViewGoals } from '../../workflows/view-goals.ts';
import type { ViewMission } from '../../workflows/view-mission.ts';
import type { ViewOps } from '../../workflows/view-ops.ts';
import { ICON } from './assets/icon.ts';
import { SCRIPT } from './assets/script.ts';
import { STYLE } from './assets/style.ts';
import { boardRoute } from './board/board-route.ts';
import type { SessionCookie } from './cookies.ts';
import { digestRoutes } from './digests/digest-routes.ts';
import { goalsRoute } from './goals/goals-route.ts';
import { loginRoutes } from './login/login-routes.ts';
import { missionRoute } from './mission/mission-route.ts';
import { opsRoutes } from './ops/ops-routes.ts';
import type { PageRoute } from './page-route.ts';

export { loginPath } from './login/login-routes.ts';

export interface PagesDeps {
  readonly door: Door;
  readonly viewBoard: ViewBoard;
  readonly viewMission: ViewMission;
  readonly viewGoals: ViewGoals;
  readonly viewOps: ViewOps;
  replayDelivery(seq: number, by: string): Promise<IssueRef | null>;
  /** Left out: there are no pages about digests. */
  readonly digests?: Pick<DigestDesk, 'audiences' | 'preview'>;
  /** Whether people reach Waymark by https, as its public address says. */
  readonly isSecure: boolean;
}

/** Every page with who may see it. */
export function pageRoutes(deps: PagesDeps, kept: SessionCookie): readonly PageRoute[] {
  return [
    asset('/assets/waymark.css', 'text/css; charset=utf-8', STYLE),
    asset('/assets/waymark.js', 'text/javascript; charset=utf-8', SCRIPT),
    asset('/assets/waymark.svg', 'image/svg+xml', ICON),
    ...loginRoutes(deps, kept),
    { method: 'GET', url: '/', rule: 'viewer', answer: async () => ({ redirect: '/board' }) },
    boardRoute(deps),
    missionRoute(deps),
    ...(deps.digests ? digestRoutes({ digests: deps.digests }) : []),
    goalsRoute(deps),
    ...opsRoutes(deps),
  ];
}

/** Open: the page to sign in needs them, and they tell nothing. */
function asset(url: string, type: string, body: string): PageRoute {
  return { method: 'GET', url, rule: 'open', answer: async () => ({ type, body }) };
}
