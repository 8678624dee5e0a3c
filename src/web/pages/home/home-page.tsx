import type { HomeView } from '../../../workflows/view-home.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { KeyResultsPanel } from './key-results-panel.tsx';
import { MissionsPanel } from './missions-panel.tsx';
import { RewritePanel } from './rewrite-panel.tsx';

/** Three questions, one panel each, and the way on. */
export function homePage(view: HomeView, visitor: Visitor): string {
  return renderPage(
    <Layout title="Overview" visitor={visitor} at="/" isWide>
      <h1>What we are up to</h1>
      <p>Every issue of the trackers, read as a mission: who needs it, what hurts, what should get better.</p>
      <div class="home">
        <MissionsPanel view={view} />
        <RewritePanel view={view} />
        <KeyResultsPanel view={view} />
      </div>
    </Layout>,
  );
}
