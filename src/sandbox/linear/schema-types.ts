/**
 * The objects, queries and mutations of Linear's API that the sandbox answers.
 * Names, types and nullability are the vendor's; a test holds this text to be a part of the vendor's schema.
 */
export const TYPES = /* GraphQL */ `
scalar DateTime
scalar DateTimeOrDuration
scalar JSON
scalar JSONObject
scalar TimelessDate
scalar TimelessDateOrDuration
scalar UUID

interface Node {
  id: ID!
}

interface ArchivePayload {
  lastSyncId: Float!
  success: Boolean!
}

enum PaginationOrderBy {
  createdAt
  updatedAt
}

enum TeamVisibility {
  private
  public
  restricted
}

enum ProjectUpdateHealthType {
  atRisk
  offTrack
  onTrack
}

enum InitiativeUpdateHealthType {
  atRisk
  offTrack
  onTrack
}

enum InitiativeStatus {
  Active
  Canceled
  Completed
  Planned
  Proposed
}

enum ProjectStatusType {
  backlog
  canceled
  completed
  paused
  planned
  started
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

type Query {
  viewer: User!
  organization: Organization!
  issue(id: String!): Issue!
  issues(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter): IssueConnection!
  comment(id: String): Comment!
  comments(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: CommentFilter): CommentConnection!
  users(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: UserFilter): UserConnection!
  user(id: String!): User!
  teams(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: TeamFilter): TeamConnection!
  team(id: String!): Team!
  workflowStates(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: WorkflowStateFilter): WorkflowStateConnection!
  issueLabels(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueLabelFilter): IssueLabelConnection!
  issueLabel(id: String!): IssueLabel!
  projects(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: ProjectFilter): ProjectConnection!
  project(id: String!): Project!
  projectUpdate(id: String!): ProjectUpdate!
  initiatives(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: InitiativeFilter): InitiativeConnection!
  initiative(id: String!): Initiative!
  initiativeUpdate(id: String!): InitiativeUpdate!
  attachments(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: AttachmentFilter): AttachmentConnection!
  attachmentsForURL(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, url: String!): AttachmentConnection!
  attachment(id: String!): Attachment!
  webhooks(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): WebhookConnection!
  webhook(id: String!): Webhook!
}

type Mutation {
  issueCreate(input: IssueCreateInput!): IssuePayload!
  issueUpdate(id: String!, input: IssueUpdateInput!): IssuePayload!
  issueBatchUpdate(ids: [UUID!]!, input: IssueUpdateInput!): IssueBatchPayload!
  issueDelete(id: String!, permanentlyDelete: Boolean): IssueArchivePayload!
  issueArchive(id: String!, trash: Boolean): IssueArchivePayload!
  issueAddLabel(id: String!, labelId: String!): IssuePayload!
  issueRemoveLabel(id: String!, labelId: String!): IssuePayload!
  commentCreate(input: CommentCreateInput!): CommentPayload!
  commentUpdate(id: String!, input: CommentUpdateInput!, skipEditedAt: Boolean): CommentPayload!
  commentDelete(id: String!): DeletePayload!
  issueLabelCreate(input: IssueLabelCreateInput!, replaceTeamLabels: Boolean): IssueLabelPayload!
  issueLabelUpdate(id: String!, input: IssueLabelUpdateInput!, replaceTeamLabels: Boolean): IssueLabelPayload!
  issueLabelDelete(id: String!): DeletePayload!
  attachmentCreate(input: AttachmentCreateInput!): AttachmentPayload!
  attachmentUpdate(id: String!, input: AttachmentUpdateInput!): AttachmentPayload!
  attachmentDelete(id: String!): DeletePayload!
  projectUpdateCreate(input: ProjectUpdateCreateInput!): ProjectUpdatePayload!
  projectUpdateUpdate(id: String!, input: ProjectUpdateUpdateInput!): ProjectUpdatePayload!
  projectUpdateArchive(id: String!): ProjectUpdateArchivePayload!
  initiativeUpdateCreate(input: InitiativeUpdateCreateInput!): InitiativeUpdatePayload!
  initiativeUpdateUpdate(id: String!, input: InitiativeUpdateUpdateInput!): InitiativeUpdatePayload!
  initiativeUpdateArchive(id: String!): InitiativeUpdateArchivePayload!
  webhookCreate(input: WebhookCreateInput!): WebhookPayload!
  webhookUpdate(id: String!, input: WebhookUpdateInput!): WebhookPayload!
  webhookDelete(id: String!): DeletePayload!
}

type Organization implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  name: String!
  urlKey: String!
  userCount: Int!
  createdIssueCount: Int!
  securitySettings: JSONObject!
  labels(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueLabelFilter): IssueLabelConnection!
  teams(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: TeamFilter): TeamConnection!
  users(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, includeDisabled: Boolean): UserConnection!
}

type User implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  active: Boolean!
  admin: Boolean!
  app: Boolean!
  avatarUrl: String
  displayName: String!
  email: String!
  guest: Boolean!
  initials: String!
  isMe: Boolean!
  name: String!
  organization: Organization!
  owner: Boolean!
  teams(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: TeamFilter): TeamConnection!
  timezone: String
  url: String!
  assignedIssues(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter): IssueConnection!
}

type Team implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  color: String
  activeCycle: Cycle
  cycles(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CycleConnection!
  cyclesEnabled: Boolean!
  defaultIssueState: WorkflowState
  description: String
  displayName: String!
  issueCount(includeArchived: Boolean = false): Int!
  issueEstimationType: String!
  issues(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter, includeSubTeams: Boolean = false): IssueConnection!
  key: String!
  labels(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueLabelFilter): IssueLabelConnection!
  members(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: UserFilter, includeDisabled: Boolean): UserConnection!
  name: String!
  organization: Organization!
  projects(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: ProjectFilter, includeSubTeams: Boolean = false): ProjectConnection!
  states(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: WorkflowStateFilter): WorkflowStateConnection!
  timezone: String!
  triageEnabled: Boolean!
  visibility: TeamVisibility!
  webhooks(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): WebhookConnection!
}

type WorkflowState implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  color: String!
  description: String
  issues(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter): IssueConnection!
  name: String!
  position: Float!
  team: Team!
  type: String!
}

type IssueLabel implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  children(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueLabelFilter): IssueLabelConnection!
  color: String!
  description: String
  isGroup: Boolean!
  issues(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter): IssueConnection!
  name: String!
  parent: IssueLabel
  team: Team
}

type Issue implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  assignee: User
  attachments(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: AttachmentFilter): AttachmentConnection!
  boardOrder: Float!
  botActor: ActorBot
  branchName: String!
  canceledAt: DateTime
  children(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter): IssueConnection!
  comments(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: CommentFilter): CommentConnection!
  completedAt: DateTime
  creator: User
  customerTicketCount: Int!
  cycle: Cycle
  delegate: User
  description: String
  dueDate: TimelessDate
  estimate: Float
  identifier: String!
  inverseRelations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueRelationConnection!
  labelIds: [String!]!
  labels(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueLabelFilter): IssueLabelConnection!
  number: Float!
  parent: Issue
  previousIdentifiers: [String!]!
  priority: Float!
  priorityLabel: String!
  project: Project
  relations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueRelationConnection!
  sortOrder: Float!
  startedAt: DateTime
  state: WorkflowState!
  team: Team!
  title: String!
  trashed: Boolean
  url: String!
}

type Cycle implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  endsAt: DateTime!
  isActive: Boolean!
  name: String
  number: Float!
  startsAt: DateTime!
  team: Team!
}

type IssueRelation implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  issue: Issue!
  relatedIssue: Issue!
  type: String!
}

type ActorBot {
  id: ID
  name: String
  type: String!
}

type Comment implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  body: String!
  botActor: ActorBot
  children(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: CommentFilter): CommentConnection!
  editedAt: DateTime
  issue: Issue
  issueId: String
  parent: Comment
  parentId: String
  resolvedAt: DateTime
  url: String!
  user: User
}

type Attachment implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  creator: User
  groupBySource: Boolean!
  issue: Issue!
  metadata: JSONObject!
  source: JSONObject
  sourceType: String
  subtitle: String
  title: String!
  url: String!
}

type ProjectStatus implements Node {
  id: ID!
  name: String!
  type: ProjectStatusType!
}

type Project implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  color: String!
  content: String
  description: String!
  health: ProjectUpdateHealthType
  healthUpdatedAt: DateTime
  initiatives(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeConnection!
  issues(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: IssueFilter): IssueConnection!
  lastUpdate: ProjectUpdate
  lead: User
  name: String!
  progress: Float!
  projectUpdates(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectUpdateConnection!
  slugId: String!
  startDate: TimelessDate
  state: String!
  status: ProjectStatus!
  targetDate: TimelessDate
  teams(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: TeamFilter): TeamConnection!
  url: String!
}

type ProjectUpdate implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  body: String!
  editedAt: DateTime
  health: ProjectUpdateHealthType!
  project: Project!
  slugId: String!
  url: String!
  user: User!
}

type Initiative implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  content: String
  description: String
  health: InitiativeUpdateHealthType
  healthUpdatedAt: DateTime
  initiativeUpdates(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeUpdateConnection!
  lastUpdate: InitiativeUpdate
  name: String!
  organization: Organization!
  owner: User
  projects(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, filter: ProjectFilter, includeSubInitiatives: Boolean): ProjectConnection!
  slugId: String!
  status: InitiativeStatus!
  targetDate: TimelessDate
  url: String!
}

type InitiativeUpdate implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  body: String!
  editedAt: DateTime
  health: InitiativeUpdateHealthType!
  initiative: Initiative!
  slugId: String!
  url: String!
  user: User!
}

type Webhook implements Node {
  id: ID!
  archivedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  allPublicTeams: Boolean!
  creator: User
  enabled: Boolean!
  label: String
  resourceTypes: [String!]!
  secret: String
  team: Team
  url: String
}

type IssueConnection {
  edges: [IssueEdge!]!
  nodes: [Issue!]!
  pageInfo: PageInfo!
}

type IssueEdge {
  cursor: String!
  node: Issue!
}

type CommentConnection {
  edges: [CommentEdge!]!
  nodes: [Comment!]!
  pageInfo: PageInfo!
}

type CommentEdge {
  cursor: String!
  node: Comment!
}

type UserConnection {
  edges: [UserEdge!]!
  nodes: [User!]!
  pageInfo: PageInfo!
}

type UserEdge {
  cursor: String!
  node: User!
}

type TeamConnection {
  edges: [TeamEdge!]!
  nodes: [Team!]!
  pageInfo: PageInfo!
}

type TeamEdge {
  cursor: String!
  node: Team!
}

type WorkflowStateConnection {
  edges: [WorkflowStateEdge!]!
  nodes: [WorkflowState!]!
  pageInfo: PageInfo!
}

type WorkflowStateEdge {
  cursor: String!
  node: WorkflowState!
}

type IssueLabelConnection {
  edges: [IssueLabelEdge!]!
  nodes: [IssueLabel!]!
  pageInfo: PageInfo!
}

type IssueLabelEdge {
  cursor: String!
  node: IssueLabel!
}

type AttachmentConnection {
  edges: [AttachmentEdge!]!
  nodes: [Attachment!]!
  pageInfo: PageInfo!
}

type AttachmentEdge {
  cursor: String!
  node: Attachment!
}

type ProjectConnection {
  edges: [ProjectEdge!]!
  nodes: [Project!]!
  pageInfo: PageInfo!
}

type ProjectEdge {
  cursor: String!
  node: Project!
}

type ProjectUpdateConnection {
  edges: [ProjectUpdateEdge!]!
  nodes: [ProjectUpdate!]!
  pageInfo: PageInfo!
}

type ProjectUpdateEdge {
  cursor: String!
  node: ProjectUpdate!
}

type InitiativeConnection {
  edges: [InitiativeEdge!]!
  nodes: [Initiative!]!
  pageInfo: PageInfo!
}

type InitiativeEdge {
  cursor: String!
  node: Initiative!
}

type InitiativeUpdateConnection {
  edges: [InitiativeUpdateEdge!]!
  nodes: [InitiativeUpdate!]!
  pageInfo: PageInfo!
}

type InitiativeUpdateEdge {
  cursor: String!
  node: InitiativeUpdate!
}

type WebhookConnection {
  edges: [WebhookEdge!]!
  nodes: [Webhook!]!
  pageInfo: PageInfo!
}

type WebhookEdge {
  cursor: String!
  node: Webhook!
}

type CycleConnection {
  edges: [CycleEdge!]!
  nodes: [Cycle!]!
  pageInfo: PageInfo!
}

type CycleEdge {
  cursor: String!
  node: Cycle!
}

type IssueRelationConnection {
  edges: [IssueRelationEdge!]!
  nodes: [IssueRelation!]!
  pageInfo: PageInfo!
}

type IssueRelationEdge {
  cursor: String!
  node: IssueRelation!
}

type IssuePayload {
  lastSyncId: Float!
  success: Boolean!
  issue: Issue
}

type IssueBatchPayload {
  lastSyncId: Float!
  success: Boolean!
  issues: [Issue!]!
}

type CommentPayload {
  lastSyncId: Float!
  success: Boolean!
  comment: Comment!
}

type IssueLabelPayload {
  lastSyncId: Float!
  success: Boolean!
  issueLabel: IssueLabel!
}

type AttachmentPayload {
  lastSyncId: Float!
  success: Boolean!
  attachment: Attachment!
}

type ProjectUpdatePayload {
  lastSyncId: Float!
  success: Boolean!
  projectUpdate: ProjectUpdate!
}

type InitiativeUpdatePayload {
  lastSyncId: Float!
  success: Boolean!
  initiativeUpdate: InitiativeUpdate!
}

type WebhookPayload {
  lastSyncId: Float!
  success: Boolean!
  webhook: Webhook!
}

type IssueArchivePayload implements ArchivePayload {
  entity: Issue
  lastSyncId: Float!
  success: Boolean!
}

type ProjectUpdateArchivePayload implements ArchivePayload {
  entity: ProjectUpdate
  lastSyncId: Float!
  success: Boolean!
}

type InitiativeUpdateArchivePayload implements ArchivePayload {
  entity: InitiativeUpdate
  lastSyncId: Float!
  success: Boolean!
}

type DeletePayload implements ArchivePayload {
  entityId: String!
  lastSyncId: Float!
  success: Boolean!
}
`;
