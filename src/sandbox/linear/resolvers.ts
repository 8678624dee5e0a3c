import {
  type LinearAttachment,
  type LinearComment,
  type LinearCycle,
  type LinearInitiative,
  type LinearIssue,
  type LinearLabel,
  type LinearProject,
  type LinearRelation,
  type LinearState,
  type LinearTeam,
  type LinearUpdate,
  type LinearUser,
  type LinearWebhook,
  PRIORITY_LABELS,
} from './model.ts';
import { connection, issuesWith, organizationOf, type Resolvers, reading, to } from './reading.ts';
import { labelsOf } from './relations.ts';
import { issueUrl, stateNamed } from './workspace.ts';

const isMember = (user: LinearUser, team: LinearTeam) => user.teamIds?.includes(team.id) ?? true;

const ORGANIZATION = reading<unknown>({
  labels: (_source, args, context) => connection(context, context.workspace.labels.values(), args),
  teams: (_source, args, context) => connection(context, context.workspace.teams.values(), args),
  users: (_source, args, context) => connection(context, context.workspace.users.values(), args),
});

const USER = reading<LinearUser>({
  admin: (user, _args, { me, settings }) => (user === me ? settings.administrator : user.admin),
  owner: (user) => user.admin,
  isMe: (user, _args, { me }) => user === me,
  avatarUrl: () => null,
  initials: (user) => user.name.slice(0, 2).toUpperCase(),
  organization: (_user, _args, context) => organizationOf(context),
  teams: (user, args, context) => {
    const teams = [...context.workspace.teams.values()];
    return connection(
      context,
      teams.filter((team) => isMember(user, team)),
      args,
    );
  },
  url: (user, _args, { workspace }) => `${workspace.url()}/profiles/${user.displayName}`,
  assignedIssues: issuesWith((issue, user) => issue.assigneeId === user.id),
});

const TEAM = reading<LinearTeam>({
  color: () => '#5e6ad2',
  cyclesEnabled: () => true,
  activeCycle: (team, _args, { workspace }) =>
    [...workspace.cycles.values()].find((one) => one.teamId === team.id),
  cycles: (team, args, context) => {
    const cycles = [...context.workspace.cycles.values()];
    return connection(
      context,
      cycles.filter((one) => one.teamId === team.id),
      args,
    );
  },
  triageEnabled: () => true,
  defaultIssueState: (team, _args, { workspace }) => stateNamed(workspace, team.id, 'Backlog'),
  description: () => null,
  displayName: (team) => team.name,
  issueEstimationType: () => 'fibonacci',
  issueCount: (team) => team.lastNumber,
  issues: issuesWith((issue, team) => issue.teamId === team.id),
  labels: (team, args, context) => {
    const labels = [...context.workspace.labels.values()];
    return connection(
      context,
      labels.filter((label) => label.teamId === team.id || label.teamId === null),
      args,
    );
  },
  members: (team, args, context) => {
    const users = [...context.workspace.users.values()];
    return connection(
      context,
      users.filter((user) => user.active && isMember(user, team)),
      args,
    );
  },
  organization: (_team, _args, context) => organizationOf(context),
  projects: (team, args, context) => {
    const projects = [...context.workspace.projects.values()];
    return connection(
      context,
      projects.filter((project) => project.teamIds.includes(team.id)),
      args,
    );
  },
  states: (team, args, context) => {
    const states = [...context.workspace.states.values()];
    return connection(
      context,
      states.filter((state) => state.teamId === team.id),
      args,
    );
  },
  timezone: () => 'Etc/UTC',
  webhooks: (team, args, context) => {
    const webhooks = [...context.workspace.webhooks.values()];
    return connection(
      context,
      webhooks.filter((webhook) => webhook.teamId === team.id),
      args,
    );
  },
});

const STATE = reading<LinearState>({
  description: () => null,
  team: to('team'),
  issues: issuesWith((issue, state) => issue.stateId === state.id),
});

const LABEL = reading<LinearLabel>({
  team: to('team'),
  parent: (label, _args, { workspace }) => (label.parentId ? workspace.labels.get(label.parentId) : null),
  children: (label, args, context) => {
    const labels = [...context.workspace.labels.values()];
    return connection(
      context,
      labels.filter((one) => one.parentId === label.id),
      args,
    );
  },
  issues: issuesWith((issue, label) => issue.labelIds.includes(label.id)),
});

const ISSUE = reading<LinearIssue>({
  assignee: to('assignee'),
  creator: to('creator'),
  cycle: to('cycle'),
  project: to('project'),
  state: to('state'),
  team: to('team'),
  parent: (issue, _args, { workspace }) => (issue.parentId ? workspace.issues.get(issue.parentId) : null),
  labels: (issue, args, context) => connection(context, labelsOf(context.workspace, issue), args),
  comments: (issue, args, context) => connection(context, issue.comments, args),
  attachments: (issue, args, context) => connection(context, issue.attachments.values(), args),
  children: (issue, args, context) => {
    const children = [...issue.childIds].flatMap((id) => context.workspace.issues.get(id) ?? []);
    return connection(context, children, args);
  },
  relations: (issue, args, context) =>
    connection(
      context,
      issue.relations.filter((one) => one.issueId === issue.id),
      args,
    ),
  inverseRelations: (issue, args, context) =>
    connection(
      context,
      issue.relations.filter((one) => one.relatedIssueId === issue.id),
      args,
    ),
  boardOrder: () => 0,
  sortOrder: (issue) => -issue.number,
  branchName: (issue) => issue.identifier.toLowerCase(),
  customerTicketCount: () => 0,
  priorityLabel: (issue) => PRIORITY_LABELS[issue.priority] ?? 'No priority',
  trashed: (issue) => issue.trashed || null,
  url: (issue, _args, { workspace }) => issueUrl(workspace, issue),
});

const CYCLE = reading<LinearCycle>({
  isActive: (cycle, _args, { workspace }) =>
    cycle.startsAt <= workspace.now() && workspace.now() < cycle.endsAt,
  team: to('team'),
});

const RELATION = reading<LinearRelation>({ issue: to('issue'), relatedIssue: to('relatedIssue') });

const COMMENT = reading<LinearComment>({
  issue: to('issue'),
  user: to('user'),
  parent: (comment, _args, { workspace }) =>
    comment.parentId ? workspace.comments.get(comment.parentId) : null,
  children: (comment, args, context) => {
    const siblings = context.workspace.issues.get(comment.issueId)?.comments ?? [];
    return connection(
      context,
      siblings.filter((one) => one.parentId === comment.id),
      args,
    );
  },
  url: (comment, _args, { workspace }) => {
    const issue = workspace.issues.get(comment.issueId);
    return `${issue ? issueUrl(workspace, issue) : workspace.url()}#comment-${comment.id.slice(0, 8)}`;
  },
});

const ATTACHMENT = reading<LinearAttachment>({
  creator: to('creator'),
  issue: to('issue'),
  groupBySource: () => false,
  sourceType: () => 'api',
});

const PROJECT_STATUS = { id: '00000000-0000-4000-8000-000000000001', name: 'In Progress', type: 'started' };

const PROJECT = reading<LinearProject>({
  color: () => '#5e6ad2',
  healthUpdatedAt: (project) => project.updates.at(-1)?.createdAt ?? null,
  initiatives: (project, args, context) =>
    connection(
      context,
      project.initiativeIds.flatMap((id) => context.workspace.initiatives.get(id) ?? []),
      args,
    ),
  issues: issuesWith((issue, project) => issue.projectId === project.id),
  lastUpdate: (project) => project.updates.at(-1) ?? null,
  lead: to('lead'),
  progress: (project, _args, { workspace }) => {
    const issues = [...workspace.issues.values()].filter((issue) => issue.projectId === project.id);
    return issues.length === 0 ? 0 : issues.filter((issue) => issue.completedAt).length / issues.length;
  },
  projectUpdates: (project, args, context) => connection(context, project.updates, args),
  state: () => 'started',
  status: () => PROJECT_STATUS,
  teams: (project, args, context) =>
    connection(
      context,
      project.teamIds.flatMap((id) => context.workspace.teams.get(id) ?? []),
      args,
    ),
  url: (project, _args, { workspace }) => `${workspace.url()}/project/${project.slugId}`,
});

const INITIATIVE = reading<LinearInitiative>({
  healthUpdatedAt: (initiative) => initiative.updates.at(-1)?.createdAt ?? null,
  initiativeUpdates: (initiative, args, context) => connection(context, initiative.updates, args),
  lastUpdate: (initiative) => initiative.updates.at(-1) ?? null,
  organization: (_initiative, _args, context) => organizationOf(context),
  owner: to('owner'),
  projects: (initiative, args, context) => {
    const projects = [...context.workspace.projects.values()];
    return connection(
      context,
      projects.filter((project) => project.initiativeIds.includes(initiative.id)),
      args,
    );
  },
  status: () => 'Active',
  url: (initiative, _args, { workspace }) => `${workspace.url()}/initiative/${initiative.slugId}`,
});

const UPDATE = reading<LinearUpdate>({
  user: to('user'),
  project: (update, _args, { workspace }) => workspace.projects.get(update.ownerId),
  initiative: (update, _args, { workspace }) => workspace.initiatives.get(update.ownerId),
  slugId: (update) => update.id.slice(0, 8),
  url: (update, _args, { workspace }) => `${workspace.url()}/update/${update.id.slice(0, 8)}`,
});

const WEBHOOK = reading<LinearWebhook>({
  allPublicTeams: (webhook) => webhook.teamId === null,
  creator: to('creator'),
  team: to('team'),
});

export const TYPE_RESOLVERS: Readonly<Record<string, Resolvers>> = {
  Organization: ORGANIZATION,
  User: USER,
  Team: TEAM,
  WorkflowState: STATE,
  IssueLabel: LABEL,
  Issue: ISSUE,
  Cycle: CYCLE,
  IssueRelation: RELATION,
  Comment: COMMENT,
  Attachment: ATTACHMENT,
  Project: PROJECT,
  ProjectUpdate: UPDATE,
  Initiative: INITIATIVE,
  InitiativeUpdate: UPDATE,
  Webhook: WEBHOOK,
};
