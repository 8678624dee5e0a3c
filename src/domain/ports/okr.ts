import type { Sight } from '../access.ts';
import type { WaymarkEvent } from '../event.ts';
import type { IssueRef, TrackerName } from '../issue.ts';
import type { Mission } from '../mission/mission.ts';
import type { CheckIn } from '../okr/check-in.ts';
import type { Day } from '../okr/days.ts';
import type { LinkedIssue } from '../okr/evidence.ts';
import type { Goal, KeyResult } from '../okr/goal.ts';
import type { IssueFacts } from '../okr/issue-links.ts';
import type { IssueSums } from '../okr/measure.ts';
import type { PublishedStanding } from '../okr/publishing.ts';

/** The whole goal tree as one import left it. */
export interface GoalsVersion {
  /** 0 before the first import; rises by one or more with each. */
  readonly version: number;
  readonly goals: readonly Goal[];
  /** The day on which each goal of this version first appeared, by its id. */
  readonly since: ReadonlyMap<string, Day>;
  /** ISO 8601; null for version 0. */
  readonly importedAt: string | null;
  /** The person's account or name; null for version 0. */
  readonly importedBy: string | null;
}

/** The goal trees of all imports. Nothing is changed in place: every import that changes something is a new version. */
export interface GoalStore {
  /** The newest version. Cheap to ask for again while nothing was imported. */
  current(): Promise<GoalsVersion>;
  /** An earlier version; null when there is none of this number. */
  version(version: number): Promise<GoalsVersion | null>;
  /** Newest first, without the goals. */
  history(limit: number): Promise<readonly Pick<GoalsVersion, 'version' | 'importedAt' | 'importedBy'>[]>;
  /**
   * Makes this the newest version. `conflict`, and nothing written, when the newest is another than `basedOn`: somebody
   * imported meanwhile, and the plan that was shown is no longer true. `at` is ISO 8601.
   */
  put(
    next: {
      readonly goals: readonly Goal[];
      readonly basedOn: number;
      readonly by: string;
      readonly at: string;
    },
    events: readonly WaymarkEvent[],
  ): Promise<{ readonly outcome: 'saved'; readonly version: number } | { readonly outcome: 'conflict' }>;
}

/** A check-in to be added. */
export interface NewCheckIn extends Omit<CheckIn, 'id'> {
  /** Names what it comes from where that may be repeated, e.g. a comment; the same key is recorded once. */
  readonly key: string | null;
  /** When it was reported, ISO 8601; `day` is what it speaks of. */
  readonly at: string;
}

/** A check-in as stored. */
export interface StoredCheckIn extends CheckIn {
  /** ISO 8601. */
  readonly at: string;
}

export type CheckInOutcome =
  | { readonly outcome: 'added'; readonly checkIn: StoredCheckIn }
  /** Its key is on record already, with this row. */
  | { readonly outcome: 'known'; readonly checkIn: StoredCheckIn }
  /** What it corrects has been corrected by another row. */
  | { readonly outcome: 'corrected-already' };

/** Check-ins are only ever added; the store refuses to change or delete one. */
export interface CheckIns {
  /** Adds one, with the events only when it was added. */
  add(row: NewCheckIn, events: readonly WaymarkEvent[]): Promise<CheckInOutcome>;
  find(id: string): Promise<StoredCheckIn | null>;
  /**
   * All rows of these key results, of all of them without a list, in the order in which they were added: what
   * `effectiveCheckIns` takes. Key results without a row are absent. Of projects that `sight` hides, evidence
   * is left out, and so are keys in notes.
   */
  of(keyResults?: readonly string[], sight?: Sight): Promise<ReadonlyMap<string, readonly StoredCheckIn[]>>;
  /** The day of the last check-in of each key result that has one. */
  lastDays(): Promise<ReadonlyMap<string, Day>>;
}

/** What Waymark keeps of an issue for the goals. */
export interface IssueRecord {
  readonly issue: LinkedIssue;
  readonly project: string;
  readonly facts: IssueFacts;
  /** The mission as it stood when work was first seen to have begun; null before. */
  readonly startedMission: Pick<Mission, 'problem' | 'persona'> | null;
  /** The `updatedAt` of the issue that this was made of, ISO 8601. */
  readonly updatedAt: string;
}

/** The issues as the goals see them. What an issue is linked to follows from its own facts, so an import moves none. */
export interface IssueFactsStore {
  /** Null when it was never seen or is gone. */
  find(ref: IssueRef): Promise<IssueRecord | null>;
  /** By the key that people use; the last one seen where it went from one issue to another. */
  findByKey(tracker: TrackerName, key: string): Promise<IssueRecord | null>;
  /**
   * Keeps what is known of an issue. `foundBy` is left as it is: only `setFoundBy` changes it. `stale` when a newer
   * state is kept already.
   */
  put(record: IssueRecord): Promise<'saved' | 'stale'>;
  /** The issue is deleted or out of sight. */
  remove(ref: IssueRef): Promise<void>;
  /** The linked issues summed up, by key result, by the weight that its source asks for; absent where none is linked. */
  sums(keyResults: readonly KeyResult[]): Promise<ReadonlyMap<string, IssueSums>>;
  /**
   * The issues linked to each key result, cancelled ones as well, the last done first, then by key. `sight` leaves those
   * of hidden projects out.
   */
  linked(
    keyResults: readonly KeyResult[],
    only?: { readonly doneSince?: Day; readonly limit?: number; readonly sight?: Sight },
  ): Promise<ReadonlyMap<string, readonly LinkedIssue[]>>;
  /** The facts of the issues linked to one key result, e.g. to ask what dropping some of them would do. */
  factsOf(keyResult: KeyResult, sight?: Sight): Promise<readonly IssueFacts[]>;
  /**
   * What a JQL or filter rule finds now: all of it, see `linkKey` for the key. Answers the issues that came or went,
   * and those that Waymark has never looked at, which want a review first and this call again after it.
   */
  setFoundBy(
    linkKey: string,
    refs: readonly IssueRef[],
  ): Promise<{ readonly changed: readonly IssueRef[]; readonly unknown: readonly IssueRef[] }>;
}

/** The standing of a goal that was last told in one place. */
export interface PublishedRow extends PublishedStanding {
  readonly goal: string;
  /** Where: an issue as `jira:10001`, a project as `linear-project:<id>`; empty for the goal as a whole. */
  readonly place: string;
  readonly day: Day;
  /** The tracker's id of what was written there, to edit it in place; null where that needs none. */
  readonly reference: string | null;
}

/** What was last told of each goal, place by place. */
export interface PublishedStandings {
  of(goals: readonly string[]): Promise<readonly PublishedRow[]>;
  /** A row of the same goal and place takes the place of the one before. */
  put(rows: readonly PublishedRow[], events: readonly WaymarkEvent[]): Promise<void>;
}

/** Asks for work about goals, by their ids. Several requests for one goal become one; the last is never lost. */
export interface GoalQueue {
  request(goals: readonly string[], cause: string): Promise<void>;
}

/** Told the ids of key results after a check-in has moved them, e.g. to have their progress published. */
export interface MovedGoals {
  moved(keyResults: readonly string[], cause: string): Promise<void>;
}
