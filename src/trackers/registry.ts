import type { TrackerName } from '../domain/issue.ts';
import type { Tracker, Trackers } from '../domain/ports.ts';
import type { OnCall } from './calls.ts';
import { createJiraTracker, type JiraTrackerConfig } from './jira/index.ts';
import { createLinearTracker, type LinearTrackerConfig } from './linear/index.ts';

/** What each tracker needs; one that is left out is off. */
export interface TrackersConfig {
  readonly jira?: JiraTrackerConfig | null | undefined;
  readonly linear?: LinearTrackerConfig | null | undefined;
}

/** The trackers that are switched on. A new tracker is one folder beside this file and one line here. */
export function createTrackers(config: TrackersConfig, options: { onCall?: OnCall } = {}): Trackers {
  const built: (readonly [TrackerName, Tracker | undefined | null])[] = [
    ['jira', config.jira && createJiraTracker(config.jira, options)],
    ['linear', config.linear && createLinearTracker(config.linear, options)],
  ];
  return new Map(built.flatMap(([name, tracker]) => (tracker ? [[name, tracker] as const] : [])));
}
