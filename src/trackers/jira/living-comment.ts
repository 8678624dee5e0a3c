import { TrackerError } from '../../domain/errors.ts';
import type { Account, Tracker } from '../../domain/ports.ts';
import { adfFromRichText } from '../formats/rich-text-to-adf.ts';
import type { JiraClient } from './client.ts';
import { orNull } from './or-null.ts';
import type { JiraCommentPage, JiraCommentProperty } from './schema.ts';

const PROPERTY_KEY = 'waymark';
/** 5,000 comments; Jira does not hold more on one issue. */
const MOST_PAGES = 50;

/**
 * The living comment carries a comment property by which it is found again: unlike its text it survives edits, and
 * people do not see it.
 */
export function createLivingComment(deps: {
  readonly jira: JiraClient;
  readonly whoAmI: () => Promise<Account>;
}): Pick<Tracker, 'findComment' | 'createComment' | 'updateComment' | 'deleteComment'> {
  const { jira, whoAmI } = deps;

  return {
    async findComment(issueId) {
      const { id: me } = await whoAmI();
      for (let page = 0, startAt = 0; page < MOST_PAGES; page += 1) {
        const answer = await orNull(jira.comments(issueId, startAt));
        if (!answer) return null;
        const own = answer.comments.filter(authoredBy(me));
        const found = (await withProperties(own)).find(({ properties }) => isOurs(properties, issueId));
        if (found) return { id: found.id };
        startAt += answer.comments.length;
        if (answer.comments.length === 0 || startAt >= answer.total) return null;
      }
      return null;
    },

    async createComment(issueId, body) {
      const id = await jira.createComment(issueId, adfFromRichText(body), [ownProperty(issueId)]);
      return { id };
    },

    async updateComment(issueId, commentId, body) {
      try {
        await jira.updateComment(issueId, commentId, adfFromRichText(body));
        return 'updated';
      } catch (error) {
        if (isMissingComment(error)) return 'missing';
        throw error;
      }
    },

    async deleteComment(issueId, commentId) {
      await jira.deleteComment(issueId, commentId).catch((error: unknown) => {
        if (!isMissingComment(error)) throw error;
      });
    },
  };

  /** The list of comments tells properties in practice; where it does not, a documented call does. */
  async function withProperties(comments: JiraCommentPage['comments']): Promise<JiraCommentPage['comments']> {
    const untold = comments.filter(({ properties }) => properties === null).map(({ id }) => id);
    if (untold.length === 0) return comments;
    const told = await jira.commentsWithProperties(untold);
    return comments.map((comment) => told.find(({ id }) => id === comment.id) ?? comment);
  }
}

function ownProperty(issueId: string): JiraCommentProperty {
  return { key: PROPERTY_KEY, value: { kind: 'review', issueId } };
}

function isOurs(properties: readonly JiraCommentProperty[] | null, issueId: string): boolean {
  const value = properties?.find(({ key }) => key === PROPERTY_KEY)?.value;
  if (typeof value !== 'object' || value === null) return false;
  return 'kind' in value && value.kind === 'review' && 'issueId' in value && value.issueId === issueId;
}

export function authoredBy(accountId: string) {
  return (comment: { readonly author: { readonly accountId: string } | null }) =>
    comment.author?.accountId === accountId;
}

/** Some Jira versions answer 400 to a comment that is gone. */
function isMissingComment(error: unknown): boolean {
  if (!(error instanceof TrackerError)) return false;
  return (
    error.kind === 'not-found' || (error.kind === 'invalid' && /can ?not find a comment/i.test(error.message))
  );
}
