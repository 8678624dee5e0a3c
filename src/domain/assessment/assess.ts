import type { Issue } from '../issue.ts';
import { missionFromIssue } from '../mission/mission-from-issue.ts';
import { stageOf } from '../mission/stage.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import type { Assessment } from './assessment.ts';
import type { Check, CheckContext } from './checks/check.ts';
import { checks } from './checks/index.ts';
import { shapeOf } from './checks/shape.ts';
import type { Finding } from './finding.ts';
import { readStory } from './read-story.ts';
import type { Story, StoryReading } from './reading.ts';

/** `today` is a date `YYYY-MM-DD`: what is due depends on it. `explain` keeps the reader's signals. */
export interface AssessInput {
  readonly issue: Issue;
  readonly settings: Settings;
  readonly today: string;
  readonly explain?: boolean;
}

/**
 * Reads an issue, makes a mission of it and runs the checks. A closed issue has no findings: nobody is asked to
 * improve what is over.
 */
export function assess({ issue, settings, today, explain = false }: AssessInput): Assessment {
  const reading = readStory({ title: issue.title, description: issue.description }, { explain });
  const mission = missionFromIssue({ issue, reading, settings: settings.mission, today });
  const context = contextOf(issue, reading, mission);
  return { reading, mission, findings: isClosed(issue) ? [] : runChecks(checks, context, settings) };
}

/** What the checks say about a story from outside a tracker, by its words alone. */
export function findingsOf(
  story: Story,
  reading: StoryReading,
  settings: Settings = defaultSettings,
): readonly Finding[] {
  const issue = asIssue(story);
  const mission = missionFromIssue({ issue, reading, settings: settings.mission, today: NO_DAY });
  const textChecks = checks.filter((check) => check.reads === 'text');
  return runChecks(textChecks, contextOf(issue, reading, mission), settings);
}

export function isClosed(issue: Issue): boolean {
  return issue.status.category === 'done' || issue.status.category === 'cancelled';
}

function contextOf(issue: Issue, reading: StoryReading, mission: Assessment['mission']): CheckContext {
  return { issue, reading, mission, stage: stageOf(issue, mission), shape: shapeOf(issue, reading) };
}

function runChecks(toRun: readonly Check[], context: CheckContext, settings: Settings): readonly Finding[] {
  return toRun.flatMap((check) => {
    const own = settings.checks[check.id];
    if (!own?.enabled || !own.types.includes(context.issue.type)) return [];
    const observation = check.run(context, own);
    return observation ? [{ check: check.id, severity: own.severity, ...observation }] : [];
  });
}

const NO_DAY = '1970-01-01';

function asIssue(story: Story): Issue {
  return {
    ref: { tracker: 'jira', id: story.id ?? '' },
    key: story.id ?? '',
    url: '',
    project: '',
    title: story.title,
    description: story.description,
    type: 'story',
    typeName: 'Story',
    status: { name: '', category: 'backlog' },
    labels: [],
    customFields: [],
    reporter: null,
    assignees: [],
    parent: null,
    links: [],
    estimate: null,
    dueDate: null,
    priority: null,
    sprintEnd: null,
    createdAt: '',
    updatedAt: '',
  };
}
