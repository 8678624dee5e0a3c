interface Entity {
  readonly id: string;
  readonly createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
}

export interface LinearUser extends Entity {
  readonly kind: 'User';
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly admin: boolean;
  readonly app: boolean;
  readonly timezone: string;
  active: boolean;
  guest: boolean;
  /** The teams they are a member of; `null` for all of them. */
  teamIds: readonly string[] | null;
}

export type TeamVisibility = 'public' | 'restricted' | 'private';

export interface LinearTeam extends Entity {
  readonly kind: 'Team';
  readonly key: string;
  readonly name: string;
  visibility: TeamVisibility;
  lastNumber: number;
}

export type StateType = 'triage' | 'backlog' | 'unstarted' | 'started' | 'completed' | 'canceled';

export interface LinearState extends Entity {
  readonly kind: 'WorkflowState';
  readonly name: string;
  readonly type: StateType;
  readonly color: string;
  readonly position: number;
  readonly teamId: string;
}

export interface LinearLabel extends Entity {
  readonly kind: 'IssueLabel';
  name: string;
  color: string;
  description: string | null;
  isGroup: boolean;
  parentId: string | null;
  /** `null` for a label of the whole workspace. */
  readonly teamId: string | null;
}

export type Health = 'onTrack' | 'atRisk' | 'offTrack';

export interface LinearUpdate extends Entity {
  readonly kind: 'ProjectUpdate' | 'InitiativeUpdate';
  /** The project or initiative it is about. */
  readonly ownerId: string;
  body: string;
  health: Health;
  readonly userId: string;
  editedAt: Date | null;
}

export interface LinearProject extends Entity {
  readonly kind: 'Project';
  readonly name: string;
  readonly description: string;
  readonly slugId: string;
  readonly teamIds: readonly string[];
  readonly leadId: string | null;
  readonly targetDate: string | null;
  readonly initiativeIds: readonly string[];
  health: Health | null;
  readonly updates: LinearUpdate[];
}

export interface LinearInitiative extends Entity {
  readonly kind: 'Initiative';
  readonly name: string;
  readonly description: string;
  readonly slugId: string;
  readonly ownerId: string | null;
  readonly targetDate: string | null;
  health: Health | null;
  readonly updates: LinearUpdate[];
}

export interface LinearComment extends Entity {
  readonly kind: 'Comment';
  body: string;
  readonly issueId: string;
  readonly userId: string;
  readonly parentId: string | null;
  editedAt: Date | null;
}

export interface LinearAttachment extends Entity {
  readonly kind: 'Attachment';
  readonly issueId: string;
  readonly url: string;
  title: string;
  subtitle: string | null;
  metadata: Readonly<Record<string, unknown>>;
  readonly creatorId: string;
}

export interface LinearCycle extends Entity {
  readonly kind: 'Cycle';
  readonly number: number;
  readonly teamId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface LinearRelation extends Entity {
  readonly kind: 'IssueRelation';
  /** `blocks`, `related`, `duplicate`. */
  readonly type: string;
  readonly issueId: string;
  readonly relatedIssueId: string;
}

export interface LinearIssue extends Entity {
  readonly kind: 'Issue';
  number: number;
  identifier: string;
  teamId: string;
  title: string;
  description: string | null;
  stateId: string;
  /** 0 none, 1 urgent, 2 high, 3 medium, 4 low. */
  priority: number;
  estimate: number | null;
  dueDate: string | null;
  assigneeId: string | null;
  readonly creatorId: string;
  projectId: string | null;
  cycleId: string | null;
  parentId: string | null;
  labelIds: readonly string[];
  startedAt: Date | null;
  completedAt: Date | null;
  canceledAt: Date | null;
  trashed: boolean;
  readonly previousIdentifiers: string[];
  readonly childIds: Set<string>;
  readonly comments: LinearComment[];
  /** Those that start here, and those that lead here. */
  readonly relations: LinearRelation[];
  /** By url, which is unique on an issue. */
  readonly attachments: Map<string, LinearAttachment>;
}

export interface LinearWebhook extends Entity {
  readonly kind: 'Webhook';
  url: string;
  label: string | null;
  secret: string;
  enabled: boolean;
  resourceTypes: readonly string[];
  readonly teamId: string | null;
  readonly creatorId: string | null;
}

export type LinearEntity =
  | LinearUser
  | LinearTeam
  | LinearState
  | LinearLabel
  | LinearUpdate
  | LinearProject
  | LinearInitiative
  | LinearComment
  | LinearAttachment
  | LinearIssue
  | LinearCycle
  | LinearRelation
  | LinearWebhook;

export interface LinearEvent {
  readonly action: 'create' | 'update' | 'remove';
  readonly entity: LinearIssue | LinearComment | LinearLabel | LinearAttachment | LinearUpdate;
  readonly actor: LinearUser;
  /** The former values of what changed, on updates. */
  readonly updatedFrom?: Readonly<Record<string, unknown>>;
}

export const PRIORITY_LABELS = ['No priority', 'Urgent', 'High', 'Medium', 'Low'] as const;
