import { entityNotFound, invalidInput } from './errors.ts';
import type {
  Health,
  LinearAttachment,
  LinearComment,
  LinearIssue,
  LinearUpdate,
  LinearUser,
} from './model.ts';
import { entityOrError, newEntity, touch, type Workspace } from './workspace.ts';

/** Adds a comment; `id` is one the client chose, and a second use of it is refused. */
export function addComment(
  workspace: Workspace,
  issue: LinearIssue,
  input: { readonly body: string; readonly id?: string | null; readonly parentId?: string | null },
  actor: LinearUser,
): LinearComment {
  if (input.body.trim() === '') throw invalidInput('body should not be empty');
  const comment: LinearComment = {
    kind: 'Comment',
    ...newEntity(workspace, 'Comment', workspace.comments, input.id),
    body: input.body,
    issueId: issue.id,
    userId: actor.id,
    parentId: input.parentId ?? null,
    editedAt: null,
  };
  workspace.comments.set(comment.id, comment);
  issue.comments.push(comment);
  workspace.emit({ action: 'create', entity: comment, actor });
  return comment;
}

/** Replaces a comment's body; the same body again makes no event. */
export function editComment(
  workspace: Workspace,
  comment: LinearComment,
  body: string,
  actor: LinearUser,
): void {
  if (body.trim() === '') throw invalidInput('body should not be empty');
  if (body === comment.body) return;
  const updatedFrom = { body: comment.body, updatedAt: comment.updatedAt, editedAt: comment.editedAt };
  comment.body = body;
  comment.editedAt = touch(workspace, comment);
  workspace.emit({ action: 'update', entity: comment, actor, updatedFrom });
}

/** Removes a comment: it only shows where archived ones are asked for, and its id stays taken. */
export function removeComment(workspace: Workspace, comment: LinearComment, actor: LinearUser): void {
  comment.archivedAt = touch(workspace, comment);
  workspace.emit({ action: 'remove', entity: comment, actor });
}

/** A comment that is still there; a removed one is refused as unknown. */
export function commentOrError(workspace: Workspace, id: string): LinearComment {
  const comment = entityOrError(workspace.comments, id, 'Comment');
  if (comment.archivedAt) throw entityNotFound('Comment');
  return comment;
}

export interface AttachmentInput {
  readonly id?: string | null;
  readonly url: string;
  readonly title: string;
  readonly subtitle?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

/** Creates an attachment, or updates the one with the same url on the same issue. */
export function upsertAttachment(
  workspace: Workspace,
  issue: LinearIssue,
  input: AttachmentInput,
  actor: LinearUser,
): LinearAttachment {
  checkMetadata(input.metadata ?? {});
  const existing = issue.attachments.get(input.url);
  if (existing) {
    changeAttachment(workspace, existing, input, actor);
    return existing;
  }
  const attachment: LinearAttachment = {
    kind: 'Attachment',
    ...newEntity(workspace, 'Attachment', workspace.attachments, input.id),
    issueId: issue.id,
    url: input.url,
    title: input.title,
    subtitle: input.subtitle ?? null,
    metadata: input.metadata ?? {},
    creatorId: actor.id,
  };
  issue.attachments.set(attachment.url, attachment);
  workspace.attachments.set(attachment.id, attachment);
  workspace.emit({ action: 'create', entity: attachment, actor });
  return attachment;
}

export function changeAttachment(
  workspace: Workspace,
  attachment: LinearAttachment,
  input: Omit<AttachmentInput, 'url' | 'id'>,
  actor: LinearUser,
): void {
  checkMetadata(input.metadata ?? {});
  const { title, subtitle, metadata, updatedAt } = attachment;
  attachment.title = input.title;
  if (input.subtitle !== undefined) attachment.subtitle = input.subtitle;
  if (input.metadata != null) attachment.metadata = input.metadata;
  const same =
    title === attachment.title &&
    subtitle === attachment.subtitle &&
    JSON.stringify(metadata) === JSON.stringify(attachment.metadata);
  if (same) return;
  touch(workspace, attachment);
  workspace.emit({
    action: 'update',
    entity: attachment,
    actor,
    updatedFrom: { title, subtitle, metadata, updatedAt },
  });
}

export function removeAttachment(
  workspace: Workspace,
  attachment: LinearAttachment,
  actor: LinearUser,
): void {
  workspace.issues.get(attachment.issueId)?.attachments.delete(attachment.url);
  workspace.attachments.delete(attachment.id);
  workspace.emit({ action: 'remove', entity: attachment, actor });
}

function checkMetadata(metadata: Readonly<Record<string, unknown>>): void {
  const odd = Object.entries(metadata).find(
    ([, value]) => typeof value !== 'string' && typeof value !== 'number',
  );
  if (odd) throw invalidInput(`metadata.${odd[0]} must be a string or a number.`);
}

/** Posts a health update on a project or an initiative, which takes over the health. */
export function postUpdate(
  workspace: Workspace,
  kind: LinearUpdate['kind'],
  ownerId: string,
  input: { readonly id?: string | null; readonly body?: string | null; readonly health?: Health | null },
  actor: LinearUser,
): LinearUpdate {
  const owner = (kind === 'ProjectUpdate' ? workspace.projects : workspace.initiatives).get(ownerId);
  const update: LinearUpdate = {
    kind,
    ...newEntity(workspace, kind, workspace.updates, input.id),
    ownerId,
    body: input.body ?? '',
    health: input.health ?? owner?.health ?? 'onTrack',
    userId: actor.id,
    editedAt: null,
  };
  workspace.updates.set(update.id, update);
  if (owner) {
    owner.updates.push(update);
    owner.health = update.health;
  }
  workspace.emit({ action: 'create', entity: update, actor });
  return update;
}

export function editUpdate(
  workspace: Workspace,
  update: LinearUpdate,
  input: { readonly body?: string | null; readonly health?: Health | null },
  actor: LinearUser,
): void {
  const { body, health, updatedAt } = update;
  if (input.body != null) update.body = input.body;
  if (input.health != null) update.health = input.health;
  if (body === update.body && health === update.health) return;
  update.editedAt = touch(workspace, update);
  const owner = (update.kind === 'ProjectUpdate' ? workspace.projects : workspace.initiatives).get(
    update.ownerId,
  );
  if (owner?.updates.at(-1) === update) owner.health = update.health;
  workspace.emit({ action: 'update', entity: update, actor, updatedFrom: { body, health, updatedAt } });
}

/** Puts an update away: it is seen no more, and the health goes back to what the one before it said. */
export function archiveUpdate(workspace: Workspace, update: LinearUpdate, actor: LinearUser): void {
  const { archivedAt, updatedAt } = update;
  if (archivedAt !== null) return;
  update.archivedAt = touch(workspace, update);
  const owner = (update.kind === 'ProjectUpdate' ? workspace.projects : workspace.initiatives).get(
    update.ownerId,
  );
  if (owner) owner.health = owner.updates.findLast((one) => one.archivedAt === null)?.health ?? null;
  workspace.emit({ action: 'update', entity: update, actor, updatedFrom: { archivedAt, updatedAt } });
}
