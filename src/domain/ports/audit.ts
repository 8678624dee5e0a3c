import type { ProjectRef, Sight } from '../access.ts';
import type { Framing } from '../assessment/reading.ts';
import type { Month } from '../audit/period.ts';
import type { AuthorsOfMonth } from '../audit/privacy.ts';
import type { Author } from '../audit/roles.ts';
import type { IssueRef } from '../issue.ts';
import type { MissionField, MissionValue } from '../mission/mission.ts';
import type { Day } from '../okr/days.ts';

/** Stories of these teams that were written on these days, both included. */
export interface WrittenStories {
  readonly teams: readonly ProjectRef[];
  readonly from: Day;
  readonly to: Day;
}

/** Stories that are alike in what the audit counts. */
export interface StoryCount {
  readonly month: Month;
  readonly framing: Framing;
  /** Null where none is said. */
  readonly value: MissionValue | null;
  readonly stories: number;
  readonly withBenefit: number;
  readonly withTarget: number;
  /** Those that are to say whether they can be built, tested and iterated. */
  readonly notMicro: number;
}

export interface GapCount {
  readonly month: Month;
  readonly field: MissionField;
  readonly stories: number;
}

/** A story as a list names it. */
export interface AuditStory {
  readonly ref: IssueRef;
  readonly key: string;
  readonly title: string;
  readonly url: string;
}

/** What the audit counts: epics, stories and tasks, by the day on which they were written. */
export interface AuditSources {
  /** The teams in sight that have any story, by their keys. */
  teams(sight: Sight): Promise<readonly ProjectRef[]>;
  authorsByMonth(of: {
    readonly from: Day;
    readonly to: Day;
    readonly sight: Sight;
  }): Promise<readonly AuthorsOfMonth[]>;
  authors(of: WrittenStories): Promise<readonly Author[]>;
  counts(of: WrittenStories): Promise<readonly StoryCount[]>;
  gaps(of: WrittenStories): Promise<readonly GapCount[]>;
  /** Those that none of these rules links: how many, and the last written ones. */
  unlinked(
    of: WrittenStories,
    keys: readonly string[],
    limit: number,
  ): Promise<{ readonly count: number; readonly stories: readonly AuditStory[] }>;
  /**
   * Open ones that other words would mend, those first that are worth it most: recipes, then those that move a goal, say
   * enough to begin a rewrite from, are not begun, are wanted soonest, and leave most open.
   */
  worthRewriting(
    teams: readonly ProjectRef[],
    keys: readonly string[],
    limit: number,
  ): Promise<readonly AuditStory[]>;
}
