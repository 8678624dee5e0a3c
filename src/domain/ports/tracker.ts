import type { Issue, Person, TrackerName } from '../issue.ts';
import type { RichText } from '../rich-text.ts';
import type {
  FieldChange,
  FieldProblem,
  FieldValue,
  FieldValues,
  SyncedField,
} from '../write-back/fields.ts';
import type { ProgressUpdates } from './progress-updates.ts';

export type * from './progress-updates.ts';

/** A webhook call as it came in. Header names are lower case. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
  readonly receivedAt: Date;
}

/** What a signed webhook call says, in Waymark's words. */
export interface IncomingEvent {
  /** The tracker's own id of this delivery, the same across its retries. */
  readonly deliveryKey: string;
  /** Names what happened, where the tracker may send it again under a new delivery id; null where it does not. */
  readonly contentKey: string | null;
  /** The vendor's name of the event, e.g. `jira:issue_updated` or `Issue.update`. */
  readonly type: string;
  /** The issue it is about; null for events about something else. */
  readonly issue: { readonly id: string; readonly key: string | null } | null;
  /** The comment that was written or edited, when it may hold a command. */
  readonly comment?: { readonly id: string } | null;
  /** An edit of fields and nothing else: the account that made it and the new values as people see them. */
  readonly edit?: { readonly by: string; readonly values: readonly FieldValue[] };
  readonly occurredAt: string | null;
  /** The body for the record, secrets removed and size capped: the value, or its JSON text as it came. */
  readonly body?: unknown;
  readonly bodyText?: string;
}

export type WebhookReading =
  /** Something happened to an issue: it wants a look. */
  | { readonly outcome: 'event'; readonly event: IncomingEvent }
  /** Understood and of no interest; recorded all the same. */
  | { readonly outcome: 'ignored'; readonly reason: string; readonly event: IncomingEvent }
  /** Not from the tracker, too old, or not readable: nothing of it is kept. */
  | {
      readonly outcome: 'rejected';
      readonly reason: 'signature' | 'stale' | 'unreadable';
      readonly detail: string;
    };

/** An issue as the tracker has it now. */
export interface FetchedIssue {
  readonly issue: Issue;
  /** True when an account like ours has commented on the issue: a comment of ours may be there to be found again. */
  readonly mayHoldOwnComment: boolean;
  /** The fields that can be written on this issue, each with its value now; fields that are not here are absent. */
  readonly fields: FieldValues;
  /** Those that people cannot edit, because the tracker has no field for them and only shows them; absent: none. */
  readonly shownOnly?: readonly SyncedField[];
  /** What keeps further fields from being written here. */
  readonly fieldProblems: readonly FieldProblem[];
}

/** One page of issues, with where to go on. Without a time, they come in an order that writing to them leaves alone. */
export interface IssuePage {
  readonly issues: readonly FetchedIssue[];
  /** Opaque; null on the last page. */
  readonly next: string | null;
}

export interface IssueSearch {
  /** The tracker's own query language (JQL; a Linear team key); absent for all that is visible. */
  readonly query?: string;
  /** Only issues updated at or after this time, ISO 8601. */
  readonly updatedSince?: string;
  readonly cursor?: string;
}

/** A comment by a person, for commands in it. */
export interface FetchedComment {
  readonly id: string;
  readonly issueId: string;
  /** Markdown. */
  readonly text: string;
  readonly author: Person;
  /** Whether the author may edit the issue; false as well where that cannot be found out. */
  readonly authorMayEdit: boolean;
  /** Why it could not be found out, with what an administrator can do about it; absent when it was. */
  readonly cannotTell?: string;
  readonly createdAt: string;
  /** When the words as they are now were written. */
  readonly updatedAt?: string;
}

/** One thing that setting up would do, or that only an administrator can. */
export interface SetupStep {
  /** Stable, e.g. `jira:field:Story framing`. */
  readonly id: string;
  /** One line, e.g. `create the field "Story framing" (select: recipe, need, hypothesis)`. */
  readonly title: string;
  readonly state: 'missing' | 'present' | 'by-hand';
  /** For `by-hand`: what to do where. */
  readonly remedy?: string;
}

/** One line of the doctor's table. */
export interface Diagnosis {
  readonly id: string;
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** What mends it; null when all is well. */
  readonly remedy: string | null;
}

export interface Account {
  readonly id: string;
  readonly name: string;
}

/**
 * One tracker. Every method but `readWebhook` calls out and throws nothing but `TrackerError`.
 * Issue ids are the tracker's immutable ids.
 */
export interface Tracker extends TrackerFields, TrackerSearch {
  readonly name: TrackerName;
  /** Checks the signature over the raw body first; never throws. */
  readWebhook(request: WebhookRequest): WebhookReading;
  whoAmI(): Promise<Account>;
  /** The issue as it is now, in one call; null when it is deleted or out of sight. */
  fetchIssue(id: string): Promise<FetchedIssue | null>;
  /** Looks for Waymark's living comment on the issue; for recovery, when the record of it may be lost. */
  findComment(issueId: string): Promise<{ readonly id: string } | null>;
  /**
   * Creates the living comment. Safe to repeat where the tracker lets the caller choose the id, which is then derived
   * from the issue and `generation` (1, and one more each time Waymark took its comment away).
   */
  createComment(issueId: string, body: RichText, generation?: number): Promise<{ readonly id: string }>;
  /** Edits the living comment in place; `missing` when a person has deleted it. */
  updateComment(issueId: string, commentId: string, body: RichText): Promise<'updated' | 'missing'>;
  /** Deletes the living comment; a comment that is gone already is no error. */
  deleteComment(issueId: string, commentId: string): Promise<void>;
  /** Updates of what issues belong to; absent where the tracker has none. */
  readonly progressUpdates?: ProgressUpdates;
}

/** What a tracker can do about fields. */
export interface TrackerFields {
  /**
   * Writes these fields of one issue in one call where the tracker allows it, without e-mail where the account may.
   * Answers the changes that were refused, each with its reason; the others are written.
   */
  writeFields(issueId: string, changes: readonly FieldChange[]): Promise<readonly FieldProblem[]>;
  /**
   * Writes the same changes to many issues in as few calls as possible, and answers the issues that would not take all;
   * null where the tracker has no such call.
   */
  writeFieldOfMany:
    | ((issueIds: readonly string[], ...changes: readonly FieldChange[]) => Promise<readonly string[]>)
    | null;
}

/** What a tracker can do besides looking at one issue. */
export interface TrackerSearch {
  searchIssues(search: IssueSearch): Promise<IssuePage>;
  /** Those of these issues that are there, in any order, in as few calls as possible. */
  fetchIssues(issueIds: readonly string[]): Promise<readonly FetchedIssue[]>;
  /** How many issues a search would find, as near as the tracker tells; null when it does not. */
  countIssues(search: IssueSearch): Promise<number | null>;
  /** Which of these issues are still there and visible. */
  whichExist(issueIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Null when the comment or its issue is gone. */
  fetchComment(issueId: string, commentId: string): Promise<FetchedComment | null>;
}

/** What is to be set up or looked at. */
export interface SetupTarget {
  /** Where the tracker reaches Waymark; null when nobody has said. */
  readonly webhookUrl: string | null;
  /** Only these projects, by key; left out: all that are visible. */
  readonly projects?: readonly string[];
}

export interface TrackerSetup {
  /** What is there, what is missing and what only a person can do; writes nothing. */
  planSetup(target: SetupTarget): Promise<readonly SetupStep[]>;
  /** Does one missing step. */
  applyStep(step: SetupStep, target: SetupTarget): Promise<void>;
  diagnose(target: SetupTarget): Promise<readonly Diagnosis[]>;
}

/** The trackers that are switched on. */
export type Trackers = ReadonlyMap<TrackerName, Tracker>;
