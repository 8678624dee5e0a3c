import type { VNode } from 'preact';
import type { MissionView } from '../../../workflows/view-mission.ts';
import type { Visitor } from '../page-route.ts';
import { Findings } from './findings.tsx';
import { MissionFields } from './mission-fields.tsx';
import { Outcome } from './outcome.tsx';

/** The parts of a mission's page that people change, each by its own forms. */
export const missionParts = ['fields', 'findings', 'outcome'] as const;
export type MissionPart = (typeof missionParts)[number];

export function missionPart(part: MissionPart, view: MissionView, visitor: Visitor): VNode {
  switch (part) {
    case 'fields':
      return <MissionFields view={view} visitor={visitor} />;
    case 'findings':
      return <Findings view={view} visitor={visitor} />;
    case 'outcome':
      return <Outcome view={view} visitor={visitor} />;
  }
}
