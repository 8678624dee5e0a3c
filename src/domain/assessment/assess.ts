import type { Choice } from '../commands/choices.ts';
import type { Issue } from '../issue.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import type { FieldValues } from '../write-back/fields.ts';
import type { Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import type { GoalView } from './goal-view.ts';
import { readStory } from './read-story.ts';
import type { Story, StoryReading } from './reading.ts';
import { runChecks } from './run-checks.ts';
import { type KeptSecondReading, withSecondReading } from './second-reading.ts';

/** `today` is a date `YYYY-MM-DD`: what is due depends on it. `explain` keeps the reader's signals. */
export interface AssessInput {
  readonly issue: Issue;
  readonly settings: Settings;
  readonly today: string;
  readonly explain?: boolean;
  /** What people chose for the mission by commands. */
  readonly choices?: readonly Choice[];
  /** What Waymark itself filled into fields of this issue. */
  readonly filled?: FieldValues;
  /** Where the issue stands among the goals; absent where nobody keeps any. */
  readonly goals?: GoalView | undefined;
  /** What a second reader said of this text. */
  readonly second?: KeptSecondReading | null;
}

/** Reads an issue, makes a mission of it and runs the checks. */
export function assess({
  issue,
  settings,
  today,
  explain = false,
  choices = [],
  filled = {},
  goals,
  second = null,
}: AssessInput): Assessment {
  const first = readStory({ title: issue.title, description: issue.description }, { explain });
  const reading = withSecondReading(first, second);
  const assessment = runChecks({ issue, reading, settings, today, choices, filled, goals });
  return second ? { ...assessment, second } : assessment;
}

/** What the checks say about a story from outside a tracker, by its words alone. */
export function findingsOf(
  story: Story,
  reading: StoryReading,
  settings: Settings = defaultSettings,
): readonly Finding[] {
  return runChecks({ issue: asIssue(story), reading, settings, today: NO_DAY, reads: 'text' }).findings;
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
