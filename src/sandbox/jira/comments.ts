import { type AdfDoc, adfProblem } from '../markup/adf.ts';
import { touch } from './edits.ts';
import { commentNotFound, invalidFields } from './errors.ts';
import type { JiraComment, JiraIssue, JiraUser } from './model.ts';
import type { JiraSite } from './site.ts';

const MAX_COMMENT = 200_000;

/** Adds a comment and tells the listeners. Throws a `JiraProblem` when the body is no document. */
export function addComment(
  site: JiraSite,
  issue: JiraIssue,
  body: unknown,
  actor: JiraUser,
  properties: ReadonlyMap<string, unknown> = new Map(),
): JiraComment {
  const doc = checkedBody(body);
  const created = touch(site, issue);
  const comment: JiraComment = {
    id: site.nextId(),
    issueId: issue.id,
    author: actor,
    updateAuthor: actor,
    body: doc,
    created,
    updated: created,
    properties: new Map(properties),
  };
  issue.comments.push(comment);
  site.comments.set(comment.id, comment);
  site.emit({ kind: 'comment_created', issue, comment, actor });
  return comment;
}

/** Replaces a comment's body; saving the same body again makes no event. */
export function editComment(
  site: JiraSite,
  issue: JiraIssue,
  id: string,
  body: unknown,
  actor: JiraUser,
): JiraComment {
  const comment = commentOf(site, issue, id);
  const doc = checkedBody(body);
  if (JSON.stringify(doc) === JSON.stringify(comment.body)) return comment;
  comment.body = doc;
  comment.updateAuthor = actor;
  comment.updated = touch(site, issue);
  site.emit({ kind: 'comment_updated', issue, comment, actor });
  return comment;
}

export function removeComment(site: JiraSite, issue: JiraIssue, id: string, actor: JiraUser): void {
  const comment = commentOf(site, issue, id);
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  site.comments.delete(id);
  touch(site, issue);
  site.emit({ kind: 'comment_deleted', issue, comment, actor });
}

export function commentOf(site: JiraSite, issue: JiraIssue, id: string): JiraComment {
  const comment = site.comments.get(id);
  if (comment?.issueId !== issue.id) throw commentNotFound(id);
  return comment;
}

function checkedBody(body: unknown): AdfDoc {
  if (adfProblem(body)) throw invalidFields({ comment: 'Comment body is not valid!' });
  const doc = body as AdfDoc;
  if (doc.content.length === 0) throw invalidFields({ comment: 'Comment body can not be empty!' });
  if (JSON.stringify(doc).length > MAX_COMMENT) {
    throw invalidFields({
      comment: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    });
  }
  return doc;
}
