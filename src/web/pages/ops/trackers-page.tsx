import type { TrackersView } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { opsFrame } from './frame.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { MissedPanel } from './missed-panel.tsx';
import { ModesPanel } from './modes-panel.tsx';
import type { OpsQuery } from './ops-query.ts';
import { StopsTable } from './stops-table.tsx';

/** How Waymark gets along with the trackers. */
export function trackersPage(view: TrackersView, asked: OpsQuery, visitor: Visitor): string {
  return opsFrame({
    title: 'Trackers',
    at: '/ops/trackers',
    visitor,
    done: asked.done,
    children: (
      <>
        <LimitsPanel processes={view.processes} queues={view.queues} />
        <StopsTable stops={view.stops} csrfToken={visitor.csrfToken} />
        <ModesPanel modes={view.modes} />
        <MissedPanel missed={view.missed} lastMissed={view.lastMissed} />
      </>
    ),
  });
}
