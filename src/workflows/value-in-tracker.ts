import { assess } from '../domain/assessment/assess.ts';
import type { Issue } from '../domain/issue.ts';
import type { Mission, MissionField } from '../domain/mission/mission.ts';
import type { Trackers } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';

/**
 * What the mission says of a field by the issue alone, with nothing that Waymark keeps itself: some places in a tracker
 * can be written and are not read from. Undefined when it says nothing.
 */
export function readingIn(
  all: AllSettings,
  issue: Issue,
  field: MissionField,
  at: string,
): Mission[MissionField] {
  const settings = settingsFor(all, issue.ref.tracker, issue.project);
  return assess({ issue, settings, today: at.slice(0, 10) }).mission[field];
}

/** Its value in the issue as it is now; undefined too when the issue is gone. */
export async function valueInTracker(
  deps: { trackers: Trackers; settings: AllSettings },
  { ref }: Pick<Issue, 'ref'>,
  field: MissionField,
  at: string,
): Promise<string | boolean | undefined> {
  const fetched = await deps.trackers.get(ref.tracker)?.fetchIssue(ref.id);
  return fetched ? readingIn(deps.settings, fetched.issue, field, at)?.value : undefined;
}
