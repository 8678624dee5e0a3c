/**
 * The inputs and filters of Linear's API that the sandbox reads.
 * Names, types and nullability are the vendor's; a test holds this text to be a part of the vendor's schema.
 */
export const INPUTS = /* GraphQL */ `
input IssueCreateInput {
  assigneeId: String
  createAsUser: String
  createdAt: DateTime
  description: String
  displayIconUrl: String
  dueDate: TimelessDate
  estimate: Int
  id: String
  labelIds: [String!]
  parentId: String
  priority: Int
  projectId: String
  stateId: String
  teamId: String!
  title: String
}

input IssueUpdateInput {
  addedLabelIds: [String!]
  assigneeId: String
  cycleId: String
  description: String
  dueDate: TimelessDate
  estimate: Int
  labelIds: [String!]
  parentId: String
  priority: Int
  projectId: String
  removedLabelIds: [String!]
  stateId: String
  teamId: String
  title: String
  trashed: Boolean
}

input CommentCreateInput {
  body: String
  createAsUser: String
  displayIconUrl: String
  doNotSubscribeToIssue: Boolean
  id: String
  issueId: String
  parentId: String
}

input CommentUpdateInput {
  body: String
  doNotSubscribeToIssue: Boolean
}

input IssueLabelCreateInput {
  color: String
  description: String
  id: String
  isGroup: Boolean
  name: String!
  parentId: String
  teamId: String
}

input IssueLabelUpdateInput {
  color: String
  description: String
  isGroup: Boolean
  name: String
  parentId: String
}

input AttachmentCreateInput {
  groupBySource: Boolean
  iconUrl: String
  id: String
  issueId: String!
  metadata: JSONObject
  subtitle: String
  title: String!
  url: String!
}

input AttachmentUpdateInput {
  iconUrl: String
  metadata: JSONObject
  subtitle: String
  title: String!
}

input ProjectUpdateCreateInput {
  body: String
  health: ProjectUpdateHealthType
  id: String
  isDiffHidden: Boolean
  projectId: String!
}

input ProjectUpdateUpdateInput {
  body: String
  health: ProjectUpdateHealthType
}

input InitiativeUpdateCreateInput {
  body: String
  health: InitiativeUpdateHealthType
  id: String
  initiativeId: String!
  isDiffHidden: Boolean
}

input InitiativeUpdateUpdateInput {
  body: String
  health: InitiativeUpdateHealthType
}

input WebhookCreateInput {
  allPublicTeams: Boolean
  enabled: Boolean = true
  id: String
  label: String
  resourceTypes: [String!]!
  secret: String
  teamId: String
  url: String!
}

input WebhookUpdateInput {
  enabled: Boolean
  label: String
  resourceTypes: [String!]
  secret: String
  url: String
}

input IDComparator {
  eq: ID
  in: [ID!]
  neq: ID
  nin: [ID!]
}

input IssueIDComparator {
  eq: ID
  in: [ID!]
  neq: ID
  nin: [ID!]
}

input BooleanComparator {
  eq: Boolean
  neq: Boolean
}

input StringComparator {
  eq: String
  in: [String!]
  neq: String
  nin: [String!]
  contains: String
  containsIgnoreCase: String
  endsWith: String
  eqIgnoreCase: String
  neqIgnoreCase: String
  notContains: String
  notContainsIgnoreCase: String
  startsWith: String
}

input NullableStringComparator {
  eq: String
  in: [String!]
  neq: String
  nin: [String!]
  contains: String
  containsIgnoreCase: String
  endsWith: String
  eqIgnoreCase: String
  neqIgnoreCase: String
  notContains: String
  notContainsIgnoreCase: String
  startsWith: String
  null: Boolean
}

input NumberComparator {
  eq: Float
  in: [Float!]
  neq: Float
  nin: [Float!]
  gt: Float
  gte: Float
  lt: Float
  lte: Float
}

input NullableNumberComparator {
  eq: Float
  in: [Float!]
  neq: Float
  nin: [Float!]
  gt: Float
  gte: Float
  lt: Float
  lte: Float
  null: Boolean
}

input EstimateComparator {
  eq: Float
  in: [Float!]
  neq: Float
  nin: [Float!]
  gt: Float
  gte: Float
  lt: Float
  lte: Float
  null: Boolean
}

input DateComparator {
  eq: DateTimeOrDuration
  in: [DateTimeOrDuration!]
  neq: DateTimeOrDuration
  nin: [DateTimeOrDuration!]
  gt: DateTimeOrDuration
  gte: DateTimeOrDuration
  lt: DateTimeOrDuration
  lte: DateTimeOrDuration
}

input NullableDateComparator {
  eq: DateTimeOrDuration
  in: [DateTimeOrDuration!]
  neq: DateTimeOrDuration
  nin: [DateTimeOrDuration!]
  gt: DateTimeOrDuration
  gte: DateTimeOrDuration
  lt: DateTimeOrDuration
  lte: DateTimeOrDuration
  null: Boolean
}

input NullableTimelessDateComparator {
  eq: TimelessDateOrDuration
  in: [TimelessDateOrDuration!]
  neq: TimelessDateOrDuration
  nin: [TimelessDateOrDuration!]
  gt: TimelessDateOrDuration
  gte: TimelessDateOrDuration
  lt: TimelessDateOrDuration
  lte: TimelessDateOrDuration
  null: Boolean
}

input IssueFilter {
  and: [IssueFilter!]
  or: [IssueFilter!]
  archivedAt: NullableDateComparator
  assignee: NullableUserFilter
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  description: NullableStringComparator
  dueDate: NullableTimelessDateComparator
  estimate: EstimateComparator
  id: IssueIDComparator
  labels: IssueLabelCollectionFilter
  number: NumberComparator
  parent: NullableIssueFilter
  priority: NullableNumberComparator
  project: NullableProjectFilter
  startedAt: NullableDateComparator
  state: WorkflowStateFilter
  team: TeamFilter
  title: StringComparator
  updatedAt: DateComparator
}

input NullableIssueFilter {
  and: [NullableIssueFilter!]
  or: [NullableIssueFilter!]
  null: Boolean
  archivedAt: NullableDateComparator
  assignee: NullableUserFilter
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  description: NullableStringComparator
  dueDate: NullableTimelessDateComparator
  estimate: EstimateComparator
  id: IssueIDComparator
  labels: IssueLabelCollectionFilter
  number: NumberComparator
  parent: NullableIssueFilter
  priority: NullableNumberComparator
  project: NullableProjectFilter
  startedAt: NullableDateComparator
  state: WorkflowStateFilter
  team: TeamFilter
  title: StringComparator
  updatedAt: DateComparator
}

input UserFilter {
  and: [UserFilter!]
  or: [UserFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  active: BooleanComparator
  app: BooleanComparator
  displayName: StringComparator
  email: StringComparator
  isMe: BooleanComparator
  name: StringComparator
}

input NullableUserFilter {
  and: [NullableUserFilter!]
  or: [NullableUserFilter!]
  null: Boolean
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  active: BooleanComparator
  app: BooleanComparator
  displayName: StringComparator
  email: StringComparator
  isMe: BooleanComparator
  name: StringComparator
}

input TeamFilter {
  and: [TeamFilter!]
  or: [TeamFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  key: StringComparator
  name: StringComparator
}

input NullableTeamFilter {
  and: [NullableTeamFilter!]
  or: [NullableTeamFilter!]
  null: Boolean
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  key: StringComparator
  name: StringComparator
}

input WorkflowStateFilter {
  and: [WorkflowStateFilter!]
  or: [WorkflowStateFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  name: StringComparator
  position: NumberComparator
  team: TeamFilter
  type: StringComparator
}

input IssueLabelFilter {
  and: [IssueLabelFilter!]
  or: [IssueLabelFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  isGroup: BooleanComparator
  name: StringComparator
  parent: IssueLabelFilter
  team: NullableTeamFilter
}

input IssueLabelCollectionFilter {
  and: [IssueLabelCollectionFilter!]
  or: [IssueLabelCollectionFilter!]
  every: IssueLabelFilter
  length: NumberComparator
  null: Boolean
  some: IssueLabelFilter
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  isGroup: BooleanComparator
  name: StringComparator
  parent: IssueLabelFilter
  team: NullableTeamFilter
}

input ProjectFilter {
  and: [ProjectFilter!]
  or: [ProjectFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  health: StringComparator
  lead: NullableUserFilter
  name: StringComparator
  slugId: StringComparator
}

input NullableProjectFilter {
  and: [NullableProjectFilter!]
  or: [NullableProjectFilter!]
  null: Boolean
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  health: StringComparator
  lead: NullableUserFilter
  name: StringComparator
  slugId: StringComparator
}

input InitiativeFilter {
  and: [InitiativeFilter!]
  or: [InitiativeFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  name: StringComparator
  slugId: StringComparator
}

input CommentFilter {
  and: [CommentFilter!]
  or: [CommentFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  body: StringComparator
  issue: NullableIssueFilter
  user: UserFilter
}

input AttachmentFilter {
  and: [AttachmentFilter!]
  or: [AttachmentFilter!]
  createdAt: DateComparator
  id: IDComparator
  updatedAt: DateComparator
  subtitle: NullableStringComparator
  title: StringComparator
  url: StringComparator
}
`;
