import type { AccessSettings } from '../../domain/access/access-settings.ts';
import { defaultSettings } from '../../domain/settings.ts';
import type { ApiTokenDesk } from '../../workflows/api-tokens.ts';
import type { DigestDesk } from '../../workflows/digest-desk.ts';
import type { Gate } from '../../workflows/gate.ts';
import type { Door } from '../../workflows/sign-in.ts';
import type { SignInElsewhere } from '../../workflows/sign-in-elsewhere.ts';
import type { ViewAccess } from '../../workflows/view-access.ts';
import type { ViewHome } from '../../workflows/view-home.ts';
import { accessRoutes } from './access/access-routes.ts';
import { ICON } from './assets/icon.ts';
import { SCRIPT } from './assets/script.ts';
import { STYLE } from './assets/style.ts';
import type { SessionCookie } from './cookies.ts';
import { digestRoutes } from './digests/digest-routes.ts';
import type { GoalsDeps } from './goals/goals-deps.ts';
import { goalsRoutes } from './goals/goals-routes.ts';
import { homeRoute } from './home/home-route.ts';
import { type LiveDeps, liveRoutes } from './live/live-routes.ts';
import { loginRoutes } from './login/login-routes.ts';
import { oidcRoutes } from './login/oidc-routes.ts';
import { type MissionPagesDeps, missionPages } from './mission-pages.ts';
import { type OpsDeps, opsRoutes } from './ops/ops-routes.ts';
import type { PageRoute } from './page-route.ts';

export interface PagesDeps extends GoalsDeps, MissionPagesDeps {
  readonly viewHome: ViewHome;
  readonly door: Door;
  readonly gate: Gate;
  /** Null where nobody but the administrator's token signs people in. */
  readonly elsewhere?: SignInElsewhere | null;
  /** What the page to sign in offers; left out: the administrator's token. */
  readonly signIn?: Pick<AccessSettings, 'adminTokenSignsIn' | 'signInName'>;
  readonly tokens: ApiTokenDesk;
  readonly viewAccess: ViewAccess;
  readonly ops: OpsDeps;
  /** Left out: pages are as they were when they were asked for. */
  readonly live?: LiveDeps;
  /** Left out: there are no pages about digests. */
  readonly digests?: Pick<DigestDesk, 'audiences' | 'preview'>;
  /** Whether people reach Waymark by https, as its public address says. */
  readonly isSecure: boolean;
}

/** Every page with who may see it. */
export function pageRoutes(deps: PagesDeps, kept: SessionCookie): readonly PageRoute[] {
  const { elsewhere = null, signIn = defaultSettings.access } = deps;
  return [
    asset('/assets/waymark.css', 'text/css; charset=utf-8', STYLE),
    asset('/assets/waymark.js', 'text/javascript; charset=utf-8', SCRIPT),
    asset('/assets/waymark.svg', 'image/svg+xml', ICON),
    ...loginRoutes(
      {
        door: deps.door,
        elsewhereName: elsewhere === null ? null : signIn.signInName,
        takesToken: elsewhere === null || signIn.adminTokenSignsIn,
      },
      kept,
    ),
    ...(elsewhere === null ? [] : oidcRoutes(elsewhere, kept)),
    homeRoute(deps),
    ...missionPages(deps),
    ...(deps.digests ? digestRoutes({ digests: deps.digests }) : []),
    ...goalsRoutes(deps),
    ...opsRoutes(deps.ops),
    ...(deps.live ? liveRoutes(deps.live) : []),
    ...accessRoutes(deps),
  ];
}

/** Open: the page to sign in needs them, and they tell nothing. */
function asset(url: string, type: string, body: string): PageRoute {
  return { method: 'GET', url, rule: 'open', answer: async () => ({ type, body }) };
}
