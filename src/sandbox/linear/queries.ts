import { commentOrError } from './comments.ts';
import { entityNotFound, forbidden } from './errors.ts';
import { connection, type Listing, organizationOf, type Resolvers, reading } from './reading.ts';
import { entityOrError, issueOrError } from './workspace.ts';

export const QUERY: Resolvers = reading<unknown>({
  viewer: (_source, _args, { me }) => me,
  organization: (_source, _args, context) => organizationOf(context),
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
  webhooks: (_source, args, context) => {
    if (!context.settings.administrator) throw forbidden();
    return connection(context, context.workspace.webhooks.values(), args);
  },
  webhook: (_source, args, { settings, workspace }) => {
    if (!settings.administrator) throw forbidden();
    return entityOrError(workspace.webhooks, String(args.id), 'Webhook');
  },
});
