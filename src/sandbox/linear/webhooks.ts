import { createHmac } from 'node:crypto';
import { newUuid } from '../ids.ts';
import type { Outbox } from '../outbox.ts';
import {
  type LinearAttachment,
  type LinearComment,
  type LinearEvent,
  type LinearIssue,
  type LinearLabel,
  type LinearUpdate,
  type LinearUser,
  type LinearWebhook,
  PRIORITY_LABELS,
} from './model.ts';
import { labelsOf } from './relations.ts';
import { issueUrl, type Workspace } from './workspace.ts';

type Json = Record<string, unknown>;

/** Queues an event for every webhook that asked for its type. */
export function sendEvent(workspace: Workspace, outbox: Outbox, event: LinearEvent): void {
  const type = event.entity.kind;
  const targets = [...workspace.webhooks.values()].filter(
    (webhook) => webhook.enabled && webhook.resourceTypes.includes(type),
  );
  if (targets.length === 0) return;
  const data = dataOf(workspace, event.entity);
  const createdAt = workspace.now();
  for (const webhook of targets) {
    if (!covers(workspace, webhook, teamOf(workspace, event))) continue;
    const body: Json = {
      action: event.action,
      type,
      actor: actorOf(workspace, event.actor),
      createdAt,
      data,
      url: urlOf(workspace, event.entity),
      ...(event.updatedFrom && { updatedFrom: event.updatedFrom }),
      organizationId: workspace.id,
      webhookId: webhook.id,
    };
    send(outbox, webhook, `${type} ${event.action}`, JSON.stringify(body));
  }
}

/** A webhook of the whole workspace is told of its public teams only. */
function covers(workspace: Workspace, webhook: LinearWebhook, teamId: string | null): boolean {
  if (webhook.teamId !== null) return webhook.teamId === teamId;
  return teamId === null || workspace.teams.get(teamId)?.visibility !== 'private';
}

/** What happened is told as it was; when that is told is signed anew with every attempt, or receivers take it for a replay. */
function send(outbox: Outbox, webhook: LinearWebhook, event: string, what: string): void {
  const id = newUuid();
  const call = (at: Date) => {
    const body = `${what.slice(0, -1)},"webhookTimestamp":${at.getTime()}}`;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Linear-Webhook',
      'linear-delivery': id,
      'linear-event': event.split(' ')[0] ?? '',
      'linear-signature': linearSignature(webhook.secret, body),
      'linear-timestamp': String(at.getTime()),
    };
    return { headers, body };
  };
  outbox.send({ id, url: webhook.url, event, call });
}

/** The value of `Linear-Signature` for a raw body. */
export function linearSignature(secret: string, body: string | Buffer): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

function actorOf(workspace: Workspace, actor: LinearUser): Json {
  const url = `${workspace.url()}/profiles/${actor.displayName}`;
  return { id: actor.id, type: 'user', name: actor.name, email: actor.email, url };
}

function teamOf(workspace: Workspace, event: LinearEvent): string | null {
  const { entity } = event;
  if ('teamId' in entity) return entity.teamId;
  return 'issueId' in entity ? (workspace.issues.get(entity.issueId)?.teamId ?? null) : null;
}

function urlOf(workspace: Workspace, entity: LinearEvent['entity']): string | undefined {
  if (entity.kind === 'Issue') return issueUrl(workspace, entity);
  if (!('issueId' in entity)) return undefined;
  const issue = workspace.issues.get(entity.issueId);
  const anchor = entity.kind === 'Comment' ? `#comment-${entity.id.slice(0, 8)}` : '';
  return issue && `${issueUrl(workspace, issue)}${anchor}`;
}

function dataOf(workspace: Workspace, entity: LinearEvent['entity']): Json {
  switch (entity.kind) {
    case 'Issue':
      return issueData(workspace, entity);
    case 'Comment':
      return commentData(workspace, entity);
    case 'IssueLabel':
      return labelData(entity);
    case 'Attachment':
      return attachmentData(entity);
    default:
      return updateData(workspace, entity);
  }
}

/** Empty values are left out, as in the bodies the vendor sends. */
function present(values: Json): Json {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}

function issueData(workspace: Workspace, issue: LinearIssue): Json {
  const state = workspace.states.get(issue.stateId);
  const team = workspace.teams.get(issue.teamId);
  const project = issue.projectId ? workspace.projects.get(issue.projectId) : undefined;
  return present({
    id: issue.id,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    archivedAt: issue.archivedAt,
    number: issue.number,
    title: issue.title,
    priority: issue.priority,
    estimate: issue.estimate,
    boardOrder: 0,
    sortOrder: -issue.number,
    startedAt: issue.startedAt,
    completedAt: issue.completedAt,
    canceledAt: issue.canceledAt,
    dueDate: issue.dueDate,
    trashed: issue.trashed || null,
    labelIds: issue.labelIds,
    teamId: issue.teamId,
    projectId: issue.projectId,
    parentId: issue.parentId,
    previousIdentifiers: issue.previousIdentifiers,
    creatorId: issue.creatorId,
    assigneeId: issue.assigneeId,
    stateId: issue.stateId,
    priorityLabel: PRIORITY_LABELS[issue.priority],
    identifier: issue.identifier,
    url: issueUrl(workspace, issue),
    subscriberIds: [issue.creatorId],
    assignee: personOf(workspace, issue.assigneeId),
    creator: personOf(workspace, issue.creatorId),
    project: project && {
      id: project.id,
      name: project.name,
      url: `${workspace.url()}/project/${project.slugId}`,
    },
    state: state && { id: state.id, color: state.color, name: state.name, type: state.type },
    team: team && { id: team.id, key: team.key, name: team.name },
    labels: labelsOf(workspace, issue).map(({ id, color, name, parentId }) =>
      present({ id, color, name, parentId }),
    ),
    description: issue.description,
  });
}

function personOf(workspace: Workspace, id: string | null): Json | undefined {
  const user = id ? workspace.users.get(id) : undefined;
  return user && { id: user.id, name: user.name, email: user.email };
}

function commentData(workspace: Workspace, comment: LinearComment): Json {
  const issue = workspace.issues.get(comment.issueId);
  return present({
    id: comment.id,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    archivedAt: comment.archivedAt,
    editedAt: comment.editedAt,
    body: comment.body,
    issueId: comment.issueId,
    parentId: comment.parentId,
    userId: comment.userId,
    reactionData: [],
    issue: issue && {
      id: issue.id,
      title: issue.title,
      teamId: issue.teamId,
      identifier: issue.identifier,
      url: issueUrl(workspace, issue),
    },
    user: personOf(workspace, comment.userId),
  });
}

function labelData(label: LinearLabel): Json {
  const { id, createdAt, updatedAt, name, color, isGroup, parentId, teamId } = label;
  return present({ id, createdAt, updatedAt, name, color, isGroup, parentId, teamId });
}

function attachmentData(attachment: LinearAttachment): Json {
  const { id, createdAt, updatedAt, title, subtitle, url, metadata, issueId, creatorId } = attachment;
  return present({ id, createdAt, updatedAt, title, subtitle, url, metadata, issueId, creatorId });
}

function updateData(workspace: Workspace, update: LinearUpdate): Json {
  const { id, createdAt, updatedAt, body, health, userId, ownerId, editedAt } = update;
  const owner = update.kind === 'ProjectUpdate' ? { projectId: ownerId } : { initiativeId: ownerId };
  return present({
    id,
    createdAt,
    updatedAt,
    editedAt,
    body,
    health,
    userId,
    ...owner,
    user: personOf(workspace, userId),
  });
}
