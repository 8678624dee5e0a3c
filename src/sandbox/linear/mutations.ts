import { newUuid } from '../ids.ts';
import {
  type AttachmentInput,
  addComment,
  archiveUpdate,
  changeAttachment,
  commentOrError,
  editComment,
  editUpdate,
  postUpdate,
  removeAttachment,
  removeComment,
  upsertAttachment,
} from './comments.ts';
import type { LinearContext } from './context.ts';
import { createIssue, deleteIssue, type IssueInput, updateIssue } from './edits.ts';
import { forbidden, invalidInput } from './errors.ts';
import type { Health, LinearLabel, LinearWebhook } from './model.ts';
import type { Resolvers } from './reading.ts';
import { entityOrError, issueOrError, newEntity, touch, type Workspace } from './workspace.ts';

type Mutation<A> = (args: A, context: LinearContext) => unknown;

/** GraphQL checked the arguments against the schema; each mutation states the part of them it reads. */
function carryingOut<A>(mutation: Mutation<A>): Resolvers[string] {
  return (_source, args, context) => ({
    ...(mutation(args as A, context) as object),
    success: true,
    lastSyncId: context.workspace.syncId(),
  });
}

interface ById {
  readonly id: string;
}

export const MUTATION: Resolvers = {
  issueCreate: carryingOut<{ input: IssueInput & { teamId: string } }>(({ input }, { workspace, me }) => ({
    issue: createIssue(workspace, input, me),
  })),
  issueUpdate: carryingOut<ById & { input: IssueInput }>(({ id, input }, { workspace, me }) => {
    const issue = issueOrError(workspace, id);
    updateIssue(workspace, issue, input, me);
    return { issue };
  }),
  issueBatchUpdate: carryingOut<{ ids: readonly string[]; input: IssueInput }>(
    ({ ids, input }, { workspace, me }) => {
      if (ids.length > 50) throw invalidInput('ids must contain no more than 50 elements.');
      const issues = ids.map((id) => issueOrError(workspace, id));
      for (const issue of issues) updateIssue(workspace, issue, input, me);
      return { issues };
    },
  ),
  issueDelete: carryingOut<ById & { permanentlyDelete?: boolean }>(
    ({ id, permanentlyDelete }, { workspace, me }) => {
      const issue = issueOrError(workspace, id);
      deleteIssue(workspace, issue, me, permanentlyDelete ?? false);
      return { entity: issue };
    },
  ),
  issueArchive: carryingOut<ById>(({ id }, { workspace, me }) => {
    const issue = issueOrError(workspace, id);
    const updatedFrom = { archivedAt: issue.archivedAt, updatedAt: issue.updatedAt };
    issue.archivedAt = touch(workspace, issue);
    workspace.emit({ action: 'update', entity: issue, actor: me, updatedFrom });
    return { entity: issue };
  }),
  issueAddLabel: carryingOut<ById & { labelId: string }>(({ id, labelId }, { workspace, me }) => {
    const issue = issueOrError(workspace, id);
    updateIssue(workspace, issue, { addedLabelIds: [labelId] }, me);
    return { issue };
  }),
  issueRemoveLabel: carryingOut<ById & { labelId: string }>(({ id, labelId }, { workspace, me }) => {
    const issue = issueOrError(workspace, id);
    updateIssue(workspace, issue, { removedLabelIds: [labelId] }, me);
    return { issue };
  }),
  commentCreate: carryingOut<{ input: { id?: string; issueId?: string; body?: string; parentId?: string } }>(
    ({ input }, { workspace, me }) => {
      if (!input.issueId) throw invalidInput('The sandbox takes comments on issues only.');
      const issue = issueOrError(workspace, input.issueId);
      return { comment: addComment(workspace, issue, { ...input, body: input.body ?? '' }, me) };
    },
  ),
  commentUpdate: carryingOut<ById & { input: { body?: string } }>(({ id, input }, { workspace, me }) => {
    const comment = commentOrError(workspace, id);
    if (comment.userId !== me.id) throw forbidden();
    if (input.body != null) editComment(workspace, comment, input.body, me);
    return { comment };
  }),
  commentDelete: carryingOut<ById>(({ id }, { workspace, me }) => {
    removeComment(workspace, commentOrError(workspace, id), me);
    return { entityId: id };
  }),
  issueLabelCreate: carryingOut<{ input: LabelInput }>(({ input }, { workspace, settings, me }) => {
    if (settings.labelsByAdministrators && !settings.administrator) throw forbidden();
    const label = createLabel(workspace, input, settings);
    workspace.emit({ action: 'create', entity: label, actor: me });
    return { issueLabel: label };
  }),
  issueLabelUpdate: carryingOut<ById & { input: Partial<LabelInput> }>(({ id, input }, { workspace, me }) => {
    const label = entityOrError(workspace.labels, id, 'IssueLabel');
    const updatedFrom = { name: label.name, color: label.color, updatedAt: label.updatedAt };
    if (input.name != null) label.name = input.name;
    if (input.color != null) label.color = input.color;
    if (input.description !== undefined) label.description = input.description;
    if (input.isGroup != null) label.isGroup = input.isGroup;
    if (input.parentId !== undefined) label.parentId = input.parentId;
    touch(workspace, label);
    workspace.emit({ action: 'update', entity: label, actor: me, updatedFrom });
    return { issueLabel: label };
  }),
  issueLabelDelete: carryingOut<ById>(({ id }, { workspace, me }) => {
    const label = entityOrError(workspace.labels, id, 'IssueLabel');
    workspace.labels.delete(id);
    for (const issue of workspace.issues.values()) {
      if (issue.labelIds.includes(id)) issue.labelIds = issue.labelIds.filter((one) => one !== id);
    }
    workspace.emit({ action: 'remove', entity: label, actor: me });
    return { entityId: id };
  }),
  attachmentCreate: carryingOut<{ input: AttachmentInput & { issueId: string } }>(
    ({ input }, { workspace, me }) => ({
      attachment: upsertAttachment(workspace, issueOrError(workspace, input.issueId), input, me),
    }),
  ),
  attachmentUpdate: carryingOut<ById & { input: Omit<AttachmentInput, 'url' | 'id'> }>(
    ({ id, input }, { workspace, me }) => {
      const attachment = entityOrError(workspace.attachments, id, 'Attachment');
      changeAttachment(workspace, attachment, input, me);
      return { attachment };
    },
  ),
  attachmentDelete: carryingOut<ById>(({ id }, { workspace, me }) => {
    removeAttachment(workspace, entityOrError(workspace.attachments, id, 'Attachment'), me);
    return { entityId: id };
  }),
  projectUpdateCreate: carryingOut<{ input: UpdateInput & { projectId: string } }>(
    ({ input }, { workspace, me }) => {
      const project = entityOrError(workspace.projects, input.projectId, 'Project');
      return { projectUpdate: postUpdate(workspace, 'ProjectUpdate', project.id, input, me) };
    },
  ),
  projectUpdateUpdate: carryingOut<ById & { input: UpdateInput }>(({ id, input }, { workspace, me }) => {
    const update = entityOrError(workspace.updates, id, 'ProjectUpdate');
    editUpdate(workspace, update, input, me);
    return { projectUpdate: update };
  }),
  projectUpdateArchive: carryingOut<ById>(({ id }, { workspace, me }) => {
    const update = entityOrError(workspace.updates, id, 'ProjectUpdate');
    archiveUpdate(workspace, update, me);
    return { entity: update };
  }),
  initiativeUpdateCreate: carryingOut<{ input: UpdateInput & { initiativeId: string } }>(
    ({ input }, { workspace, me }) => {
      const initiative = entityOrError(workspace.initiatives, input.initiativeId, 'Initiative');
      return { initiativeUpdate: postUpdate(workspace, 'InitiativeUpdate', initiative.id, input, me) };
    },
  ),
  initiativeUpdateUpdate: carryingOut<ById & { input: UpdateInput }>(({ id, input }, { workspace, me }) => {
    const update = entityOrError(workspace.updates, id, 'InitiativeUpdate');
    editUpdate(workspace, update, input, me);
    return { initiativeUpdate: update };
  }),
  initiativeUpdateArchive: carryingOut<ById>(({ id }, { workspace, me }) => {
    const update = entityOrError(workspace.updates, id, 'InitiativeUpdate');
    archiveUpdate(workspace, update, me);
    return { entity: update };
  }),
  webhookCreate: carryingOut<{ input: WebhookInput }>(({ input }, context) => {
    if (!context.settings.administrator) throw forbidden();
    return { webhook: createWebhook(context.workspace, input, context.me.id) };
  }),
  webhookUpdate: carryingOut<ById & { input: Partial<WebhookInput> }>(({ id, input }, context) => {
    if (!context.settings.administrator) throw forbidden();
    const webhook = entityOrError(context.workspace.webhooks, id, 'Webhook');
    if (input.url != null) webhook.url = input.url;
    if (input.label !== undefined) webhook.label = input.label ?? null;
    if (input.secret != null) webhook.secret = input.secret;
    if (input.enabled != null) webhook.enabled = input.enabled;
    if (input.resourceTypes != null) webhook.resourceTypes = input.resourceTypes;
    touch(context.workspace, webhook);
    return { webhook };
  }),
  webhookDelete: carryingOut<ById>(({ id }, context) => {
    if (!context.settings.administrator) throw forbidden();
    context.workspace.webhooks.delete(entityOrError(context.workspace.webhooks, id, 'Webhook').id);
    return { entityId: id };
  }),
};

interface UpdateInput {
  readonly id?: string | null;
  readonly body?: string | null;
  readonly health?: Health | null;
}

export interface LabelInput {
  readonly id?: string | null;
  readonly name: string;
  readonly color?: string | null;
  readonly description?: string | null;
  readonly isGroup?: boolean | null;
  readonly parentId?: string | null;
  readonly teamId?: string | null;
}

/** Adds a label or a label group; a name may be used once per team and group, or once at all. */
export function createLabel(
  workspace: Workspace,
  input: LabelInput,
  { uniqueLabelNames = false }: { readonly uniqueLabelNames?: boolean } = {},
): LinearLabel {
  const parent = input.parentId ? entityOrError(workspace.labels, input.parentId, 'IssueLabel') : undefined;
  if (parent && !parent.isGroup) throw invalidInput('The parent of a label must be a group.');
  if (input.teamId) entityOrError(workspace.teams, input.teamId, 'Team');
  const isTaken = [...workspace.labels.values()].some(
    (label) =>
      label.name.toLowerCase() === input.name.toLowerCase() &&
      (uniqueLabelNames || label.parentId === (input.parentId ?? null)) &&
      // A label of the workspace is in every team's way, and the other way round.
      (label.teamId === null || input.teamId == null || label.teamId === input.teamId),
  );
  if (isTaken) throw invalidInput('A label with this name already exists.', 'Duplicate label name');
  const label: LinearLabel = {
    kind: 'IssueLabel',
    ...newEntity(workspace, 'IssueLabel', workspace.labels, input.id),
    name: input.name,
    color: input.color ?? '#bec2c8',
    description: input.description ?? null,
    isGroup: input.isGroup ?? false,
    parentId: input.parentId ?? null,
    teamId: input.teamId ?? parent?.teamId ?? null,
  };
  workspace.labels.set(label.id, label);
  return label;
}

export interface WebhookInput {
  readonly id?: string | null;
  readonly url: string;
  readonly label?: string | null;
  readonly secret?: string | null;
  readonly enabled?: boolean | null;
  readonly resourceTypes: readonly string[];
  readonly teamId?: string | null;
  readonly allPublicTeams?: boolean | null;
}

export function createWebhook(
  workspace: Workspace,
  input: WebhookInput,
  creatorId: string | null,
): LinearWebhook {
  if (!/^https?:\/\//.test(input.url)) throw invalidInput('url must be a URL address');
  if (input.teamId) entityOrError(workspace.teams, input.teamId, 'Team');
  else if (!input.allPublicTeams) throw invalidInput('Either teamId or allPublicTeams must be set.');
  const isTaken = [...workspace.webhooks.values()].some(
    (one) => one.url === input.url && one.teamId === (input.teamId ?? null),
  );
  if (isTaken) throw invalidInput('A webhook with this url exists already.', 'url not unique');
  const webhook: LinearWebhook = {
    kind: 'Webhook',
    ...newEntity(workspace, 'Webhook', workspace.webhooks, input.id),
    url: input.url,
    label: input.label ?? null,
    secret: input.secret ?? `lin_wh_${newUuid().replaceAll('-', '')}`,
    enabled: input.enabled ?? true,
    resourceTypes: input.resourceTypes,
    teamId: input.teamId ?? null,
    creatorId,
  };
  workspace.webhooks.set(webhook.id, webhook);
  return webhook;
}
