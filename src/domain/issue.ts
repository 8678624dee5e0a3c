/** The trackers Waymark can sit beside. Adding one starts here and in `trackers/registry.ts`. */
export const trackerNames = ['jira', 'linear'] as const;
export type TrackerName = (typeof trackerNames)[number];

/** Names one issue for good: `id` is the tracker's immutable id, so a move or a new key changes nothing. */
export interface IssueRef {
  readonly tracker: TrackerName;
  readonly id: string;
}

/** What an issue is, over all trackers. `task` also covers chores and whatever a tracker calls its own types. */
export const issueTypes = ['epic', 'story', 'bug', 'task', 'sub-task'] as const;
export type IssueType = (typeof issueTypes)[number];

export type StatusCategory = 'backlog' | 'todo' | 'in-progress' | 'in-review' | 'done' | 'cancelled';

export interface Person {
  /** The tracker's account id. */
  readonly id: string;
  readonly name: string;
  /** True for accounts that the tracker marks as an app or integration. */
  readonly bot?: boolean;
}

export interface IssueLink {
  readonly kind: 'blocks' | 'blocked-by' | 'relates' | 'duplicates' | 'other';
  readonly key: string;
}

export interface CustomField {
  /** The tracker's field id, e.g. `customfield_10042`. */
  readonly id: string;
  /** The name people see. */
  readonly name: string;
  /** The value as people see it; rich text as Markdown, several options joined by a comma; null when empty. */
  readonly value: string | number | null;
}

export interface Label {
  readonly name: string;
  /** The label group in trackers that have them (Linear's parent label). */
  readonly group?: string;
}

/** One item of a tracker in Waymark's neutral form. Times are ISO 8601 in UTC, dates `YYYY-MM-DD`. */
export interface Issue {
  readonly ref: IssueRef;
  /** The key people use, e.g. `SHOP-1`. It changes when the issue moves. */
  readonly key: string;
  readonly url: string;
  /** Jira project key or Linear team key: what settings are given per. */
  readonly project: string;
  readonly title: string;
  /** Markdown; empty when there is none. */
  readonly description: string;
  readonly type: IssueType;
  /** The type's name in the tracker, e.g. `Spike`. */
  readonly typeName: string;
  readonly status: { readonly name: string; readonly category: StatusCategory };
  readonly labels: readonly Label[];
  readonly customFields: readonly CustomField[];
  readonly reporter: Person | null;
  readonly assignees: readonly Person[];
  readonly parent: { readonly id: string; readonly key: string } | null;
  readonly links: readonly IssueLink[];
  /** Names and ids of its Linear projects, and of the initiatives that these belong to. */
  readonly linearProjects?: readonly string[];
  readonly linearInitiatives?: readonly string[];
  /** Story points or the tracker's estimate. */
  readonly estimate: number | null;
  readonly dueDate: string | null;
  /** The priority's name in the tracker, null when none is set. */
  readonly priority: string | null;
  /** The current sprint's or cycle's end, when the issue is in one. */
  readonly sprintEnd: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** True when a person has told Waymark by a command to leave this issue alone. */
  readonly markedOff?: boolean;
}
