import type { GraphQLFieldResolver } from 'graphql';
import { commentOrError } from './comments.ts';
import { type Connection, listed, type PageArgs, pageOf } from './connections.ts';
import type { LinearContext } from './context.ts';
import { entityNotFound } from './errors.ts';
import { type Filter, passes } from './filters.ts';
import {
  type LinearAttachment,
  type LinearComment,
  type LinearCycle,
  type LinearEntity,
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
import { labelsOf, related } from './relations.ts';
import { entityOrError, issueOrError, issueUrl, stateNamed, type Workspace } from './workspace.ts';

export type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, LinearContext>>>;
type Listing = PageArgs & { readonly filter?: Filter | null };
type Reader<S> = (source: S, args: Readonly<Record<string, unknown>>, context: LinearContext) => unknown;

/** GraphQL gives a resolver its parent as unknown; the schema says which type each of these is called with. */
function reading<S>(readers: Readonly<Record<string, Reader<S>>>): Resolvers {
  return readers as Resolvers;
}

function connection<T extends LinearEntity>(
  { workspace }: LinearContext,
  entities: Iterable<T>,
  args: Readonly<Record<string, unknown>>,
): Connection<T> {
  const { filter, ...page } = args as Listing;
  const all = listed(entities, page);
  return pageOf(filter ? all.filter((entity) => passes(workspace, entity, filter)) : all, page);
}

/** A relation that the model keeps as an id under the same name. */
function to<S extends LinearEntity>(name: string): Reader<S> {
  return (source, _args, { workspace }) => related(workspace, source, name);
}

const issuesWith =
  <S extends { readonly id: string }>(test: (issue: LinearIssue, source: S) => boolean): Reader<S> =>
  (source, args, context) =>
    connection(
      context,
      [...context.workspace.issues.values()].filter((issue) => test(issue, source)),
      args,
    );

const organizationOf = (workspace: Workspace) => ({
  id: workspace.id,
  name: workspace.name,
  urlKey: workspace.urlKey,
  createdAt: workspace.createdAt,
  updatedAt: workspace.createdAt,
  archivedAt: null,
  createdIssueCount: workspace.issues.size,
  userCount: workspace.users.size,
});

export const QUERY: Resolvers = reading<unknown>({
  viewer: (_source, _args, { me }) => me,
  organization: (_source, _args, { workspace }) => organizationOf(workspace),
  issue: (_source, args, { workspace }) => issueOrError(workspace, String(args.id)),
  issues: (_source, args, { issuePages }) => issuePages(args as Listing),
  comment: (_source, args, { workspace }) => commentOrError(workspace, String(args.id)),
  comments: (_source, args, context) => connection(context, context.workspace.comments.values(), args),
  users: (_source, args, context) => connection(context, context.workspace.users.values(), args),
  user: (_source, args, { workspace }) => entityOrError(workspace.users, String(args.id), 'User'),
  teams: (_source, args, context) => connection(context, context.workspace.teams.values(), args),
  team: (_source, args, { workspace }) => {
    const wanted = String(args.id);
    const team = [...workspace.teams.values()].find((one) => one.id === wanted || one.key === wanted);
    if (!team) throw entityNotFound('Team');
    return team;
  },
  workflowStates: (_source, args, context) => connection(context, context.workspace.states.values(), args),
  issueLabels: (_source, args, context) => connection(context, context.workspace.labels.values(), args),
  issueLabel: (_source, args, { workspace }) =>
    entityOrError(workspace.labels, String(args.id), 'IssueLabel'),
  projects: (_source, args, context) => connection(context, context.workspace.projects.values(), args),
  project: (_source, args, { workspace }) => entityOrError(workspace.projects, String(args.id), 'Project'),
  projectUpdate: (_source, args, { workspace }) =>
    entityOrError(workspace.updates, String(args.id), 'ProjectUpdate'),
  initiatives: (_source, args, context) => connection(context, context.workspace.initiatives.values(), args),
  initiative: (_source, args, { workspace }) =>
    entityOrError(workspace.initiatives, String(args.id), 'Initiative'),
  initiativeUpdate: (_source, args, { workspace }) =>
    entityOrError(workspace.updates, String(args.id), 'InitiativeUpdate'),
  attachments: (_source, args, context) => connection(context, context.workspace.attachments.values(), args),
  attachmentsForURL: (_source, args, context) => {
    const { url, ...page } = args;
    const found = [...context.workspace.attachments.values()].filter((attachment) => attachment.url === url);
    return connection(context, found, page);
  },
  attachment: (_source, args, { workspace }) =>
    entityOrError(workspace.attachments, String(args.id), 'Attachment'),
  webhooks: (_source, args, context) => connection(context, context.workspace.webhooks.values(), args),
  webhook: (_source, args, { workspace }) => entityOrError(workspace.webhooks, String(args.id), 'Webhook'),
});

const ORGANIZATION = reading<unknown>({
  labels: (_source, args, context) => connection(context, context.workspace.labels.values(), args),
  teams: (_source, args, context) => connection(context, context.workspace.teams.values(), args),
  users: (_source, args, context) => connection(context, context.workspace.users.values(), args),
});

const USER = reading<LinearUser>({
  active: () => true,
  guest: () => false,
  owner: (user) => user.admin,
  isMe: (user, _args, { me }) => user === me,
  avatarUrl: () => null,
  initials: (user) => user.name.slice(0, 2).toUpperCase(),
  organization: (_user, _args, { workspace }) => organizationOf(workspace),
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
  members: (_team, args, context) => connection(context, context.workspace.users.values(), args),
  organization: (_team, _args, { workspace }) => organizationOf(workspace),
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
  organization: (_initiative, _args, { workspace }) => organizationOf(workspace),
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
