import type { AdfDoc } from '../markup/adf.ts';

export interface JiraUser {
  readonly accountId: string;
  readonly displayName: string;
  readonly emailAddress: string;
  readonly timeZone: string;
  readonly accountType: 'atlassian' | 'app';
}

export interface JiraProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** The last issue number given out. */
  lastNumber: number;
  /** Whether the project has screens of its own; others share the default screen. */
  ownScreen: boolean;
  /** Its people keep its fields themselves: screens and contexts of the site do not reach it. */
  teamManaged: boolean;
}

export interface JiraStatus {
  readonly id: string;
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done';
}

export interface JiraIssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
  readonly hierarchyLevel: -1 | 0 | 1;
}

export interface JiraPriority {
  readonly id: string;
  readonly name: string;
}

export interface FieldOption {
  readonly id: string;
  readonly value: string;
  disabled: boolean;
}

export interface FieldContext {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Empty for all projects, or all issue types. */
  readonly projectIds: readonly string[];
  readonly issueTypeIds: readonly string[];
  readonly options: FieldOption[];
}

/** A field of the site. `type` is the part of a custom field's type after the colon: `select`, `float`, `textarea`. */
export interface JiraField {
  readonly id: string;
  name: string;
  description: string;
  readonly type: string;
  readonly custom: boolean;
  readonly contexts: FieldContext[];
  /** On the default screen. */
  onScreen: boolean;
  /** The keys of the projects on whose own screens it is. */
  readonly projectScreens: Set<string>;
  /** The name in the language of those who look, where it is translated. */
  translatedName?: string;
  /** Whether an issue cannot be saved without it. */
  required: boolean;
}

export interface JiraComment {
  readonly id: string;
  readonly issueId: string;
  readonly author: JiraUser;
  updateAuthor: JiraUser;
  body: AdfDoc;
  readonly created: Date;
  updated: Date;
  readonly properties: Map<string, unknown>;
}

export interface ChangeItem {
  readonly field: string;
  readonly fieldId: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface JiraChange {
  readonly id: string;
  readonly author: JiraUser;
  readonly created: Date;
  readonly items: readonly ChangeItem[];
}

/** A link between two issues, read as `from` outward (`blocks`) `to`. */
export interface JiraLink {
  readonly id: string;
  readonly type: {
    readonly id: string;
    readonly name: string;
    readonly inward: string;
    readonly outward: string;
  };
  readonly fromId: string;
  readonly toId: string;
}

export interface JiraIssue {
  readonly id: string;
  key: string;
  project: JiraProject;
  type: JiraIssueType;
  status: JiraStatus;
  priority: JiraPriority | null;
  summary: string;
  description: AdfDoc | null;
  labels: readonly string[];
  duedate: string | null;
  assignee: JiraUser | null;
  reporter: JiraUser;
  readonly creator: JiraUser;
  parentId: string | null;
  readonly childIds: Set<string>;
  readonly created: Date;
  updated: Date;
  resolved: Date | null;
  /** Custom field id → the value as REST gives it. */
  readonly custom: Map<string, unknown>;
  readonly comments: JiraComment[];
  readonly properties: Map<string, unknown>;
  /** Links from here and to here. */
  readonly links: JiraLink[];
  readonly history: JiraChange[];
}

export type JiraEvent =
  | { readonly kind: 'issue_created' | 'issue_deleted'; readonly issue: JiraIssue; readonly actor: JiraUser }
  | {
      readonly kind: 'issue_updated';
      readonly issue: JiraIssue;
      readonly actor: JiraUser;
      readonly change: JiraChange;
    }
  | {
      readonly kind: 'comment_created' | 'comment_updated' | 'comment_deleted';
      readonly issue: JiraIssue;
      readonly comment: JiraComment;
      readonly actor: JiraUser;
    };
