import { type Choice, withChoices } from '../commands/choices.ts';
import type { Issue } from '../issue.ts';
import { missionFromIssue } from '../mission/mission-from-issue.ts';
import { stageOf } from '../mission/stage.ts';
import type { Settings } from '../settings.ts';
import type { FieldValues } from '../write-back/fields.ts';
import type { Assessment } from './assessment.ts';
import type { Check, CheckContext } from './checks/check.ts';
import { checks } from './checks/index.ts';
import { shapeOf } from './checks/shape.ts';
import type { Finding } from './finding.ts';
import type { GoalView } from './goal-view.ts';
import type { StoryReading } from './reading.ts';

export interface ReadIssue {
  readonly issue: Issue;
  readonly reading: StoryReading;
  readonly settings: Settings;
  /** A date `YYYY-MM-DD`. */
  readonly today: string;
  /** `text`: only the checks that need no more than the words. */
  readonly reads?: Check['reads'];
  /** What people chose for the mission by commands. */
  readonly choices?: readonly Choice[];
  /** What Waymark itself filled into fields of this issue. */
  readonly filled?: FieldValues;
  /** Where the issue stands among the goals. */
  readonly goals?: GoalView | undefined;
}

/**
 * Makes a mission of an issue that has been read, whoever read it, and runs the checks. A closed issue has no
 * findings: nobody is asked to improve what is over. Of words that could not be read, nothing is said to be missing.
 */
export function runChecks({
  issue,
  reading,
  settings,
  today,
  reads = 'issue',
  choices = [],
  filled = {},
  goals,
}: ReadIssue): Assessment {
  const found = missionFromIssue({ issue, reading, settings: settings.mission, today, filled });
  const mission = withChoices(found, choices);
  const stage = stageOf(issue, mission);
  const context = { issue, reading, mission, stage, shape: shapeOf(issue, reading), goals };
  const isAsked = (check: Check) => reads === 'issue' || check.reads === 'text';
  const canTell = (check: Check) => !reading.isForeign || (check.reads === 'issue' && !check.needsWords);
  const toRun = isClosed(issue) ? [] : checks.filter((check) => isAsked(check) && canTell(check));
  return { reading, mission, findings: toRun.flatMap((check) => findingsFrom(check, context, settings)) };
}

/** True for what is done or cancelled. */
export function isClosed(issue: Issue): boolean {
  return issue.status.category === 'done' || issue.status.category === 'cancelled';
}

function findingsFrom(check: Check, context: CheckContext, settings: Settings): readonly Finding[] {
  const own = settings.checks[check.id];
  if (!own?.enabled || !own.types.includes(context.issue.type)) return [];
  const observation = check.run(context, own);
  return observation ? [{ check: check.id, severity: own.severity, ...observation }] : [];
}
