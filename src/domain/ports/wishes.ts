import type { CheckId } from '../assessment/finding.ts';
import type { Choice } from '../commands/choices.ts';
import type { Dismissal } from '../commands/dismissal.ts';
import type { WaymarkEvent } from '../event.ts';
import type { IssueRef, TrackerName } from '../issue.ts';
import type { RichText } from '../rich-text.ts';

/** A choice with when it was made; `inTracker` when the value is read from the tracker, and Waymark need not keep it. */
export interface KeptChoice extends Choice {
  readonly inTracker: boolean;
  /** The time of the comment, ISO 8601: of two choices the later one counts, in whatever order they come in. */
  readonly at: string;
}

/** The answer to the last commands, shown in the living comment until the findings change. */
export interface KeptAnswer {
  readonly body: RichText;
  /** The time of the comment that it answers, ISO 8601. */
  readonly at: string;
  /** False: it is shown only in a comment that is there anyway. */
  readonly opensComment: boolean;
  /** Of the findings beside which it was first shown; null while it was not. */
  readonly findingsHash: string | null;
}

/** All that people have told Waymark about one issue. */
export interface IssueWishes {
  readonly isOff: boolean;
  readonly dismissals: readonly Dismissal[];
  readonly choices: readonly KeptChoice[];
  readonly answer: KeptAnswer | null;
  /** Whether somebody who may not tell Waymark what to do has been told so. */
  readonly isHinted: boolean;
}

/** What one comment changes. */
export type WishChange =
  | { readonly kind: 'switch'; readonly off: boolean }
  | { readonly kind: 'dismissal'; readonly dismissal: Dismissal; readonly note: string }
  /** Takes back every dismissal of the check on this issue. */
  | { readonly kind: 'restore'; readonly check: CheckId }
  | { readonly kind: 'choice'; readonly choice: Omit<KeptChoice, 'at'> }
  | { readonly kind: 'hint' };

/** A comment whose commands have been carried out. */
export interface HandledComment {
  readonly ref: IssueRef;
  readonly commentId: string;
  /** An edited comment is another text, and its commands are others. */
  readonly textHash: string;
  /** When these words were written, ISO 8601. */
  readonly at: string;
  /** The person, as `jira:accountId`. */
  readonly by: string;
  readonly changes: readonly WishChange[];
  readonly answer: Pick<KeptAnswer, 'body' | 'opensComment'> | null;
}

/** What people told Waymark by commands. */
export interface Wishes {
  of(ref: IssueRef): Promise<IssueWishes>;
  /** Those of these issues that Waymark was told to leave alone, by their ids. */
  offAmong(tracker: TrackerName, ids: readonly string[]): Promise<ReadonlySet<string>>;
  isHandled(tracker: TrackerName, commentId: string, textHash: string): Promise<boolean>;
  /**
   * Puts all of it on record in one transaction; `repeated`, and nothing written, when the same text of the comment
   * has been handled. A switch, a choice or an answer of a later comment is not replaced.
   */
  record(handled: HandledComment, events: readonly WaymarkEvent[]): Promise<'recorded' | 'repeated'>;
  /** The answer of this time was shown beside findings with this hash. */
  placeAnswer(ref: IssueRef, at: string, findingsHash: string): Promise<void>;
  dropAnswer(ref: IssueRef, at: string): Promise<void>;
}

/** How a check stands in a project. */
export interface CheckStanding {
  readonly tracker: TrackerName;
  readonly project: string;
  readonly check: CheckId;
  /** On how many issues it spoke in a comment, and on how many of them somebody said that it was wrong. */
  readonly commented: number;
  readonly dismissed: number;
  /** 0 to 1. */
  readonly standing: number;
  readonly silenced: boolean;
}

export interface Standings {
  /** A comment on the issue speaks of these; what is on record keeps its time. */
  noteCommented(ref: IssueRef, project: string, checks: readonly CheckId[], at: Date): Promise<void>;
  /** The projects in which a comment was written or that have a standing. */
  projects(): Promise<readonly { readonly tracker: TrackerName; readonly project: string }[]>;
  count(
    tracker: TrackerName,
    project: string,
    since: Date,
  ): Promise<readonly Pick<CheckStanding, 'check' | 'commented' | 'dismissed'>[]>;
  list(of?: { readonly tracker: TrackerName; readonly project: string }): Promise<readonly CheckStanding[]>;
  /** Checks that may not open or share in a comment in this project. */
  silenced(tracker: TrackerName, project: string): Promise<ReadonlySet<CheckId>>;
  put(standings: readonly CheckStanding[], events: readonly WaymarkEvent[]): Promise<void>;
}
