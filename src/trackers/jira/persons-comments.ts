import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import type { Account, FetchedComment, TrackerSearch } from '../../domain/ports.ts';
import { isoTime } from '../lenient.ts';
import type { JiraCall } from './call.ts';
import { descriptionFromJira, personFromJira } from './mapper.ts';
import { jiraPersonsComment, jiraUsers } from './schema.ts';

const issueKey = z.object({ key: z.string().min(1).max(100) });

const REMEDY =
  'give Waymark’s account the permission "Administer projects" in this project: Jira tells nobody else who may edit issues';

/** What people wrote in comments, and whether they may edit the issue. */
export function createJiraPersonsComments(deps: {
  readonly call: JiraCall;
  readonly whoAmI: () => Promise<Account>;
}): Pick<TrackerSearch, 'fetchComment'> {
  const { call, whoAmI } = deps;
  const operation = 'fetchComment';
  const read = { operation, kind: 'read', method: 'GET' } as const;
  const issueUrl = (id: string) => `/rest/api/3/issue/${encodeURIComponent(id)}`;

  return {
    async fetchComment(issueId, commentId) {
      const url = `${issueUrl(issueId)}/comment/${encodeURIComponent(commentId)}`;
      const comment = await orNull(call({ ...read, url, needs: 'Browse projects' }, jiraPersonsComment));
      const author = personFromJira(comment?.author ?? null);
      // Somebody whose account is gone asks for nothing any more.
      if (!comment || !author) return null;
      const createdAt = isoTime(comment.created) ?? new Date(0).toISOString();
      const fetched = {
        id: comment.id,
        issueId,
        text: descriptionFromJira(comment.body),
        author,
        createdAt,
        updatedAt: isoTime(comment.updated) ?? createdAt,
      };
      const isOwn = author.bot === true || author.id === (await whoAmI()).id;
      return { ...fetched, ...(isOwn ? { authorMayEdit: false } : await mayEdit(issueId, author.id)) };
    },
  };

  /**
   * Of other people's permissions Jira tells those who administer the project, or all of Jira, and no other account;
   * the two calls that do are `permissions/check`, for administrators of Jira only, and this one.
   */
  async function mayEdit(
    issueId: string,
    accountId: string,
  ): Promise<Pick<FetchedComment, 'authorMayEdit' | 'cannotTell'>> {
    try {
      const params = { fields: 'project' };
      const { key } = await call(
        { ...read, url: issueUrl(issueId), params, needs: 'Browse projects' },
        issueKey,
      );
      const users = await call(
        {
          ...read,
          url: '/rest/api/3/user/permission/search',
          params: { accountId, issueKey: key, permissions: 'EDIT_ISSUES' },
          needs: 'Administer projects',
        },
        jiraUsers,
      );
      return { authorMayEdit: users.some((user) => user.accountId === accountId) };
    } catch (error) {
      if (!(error instanceof TrackerError) || error.kind === 'auth') throw error;
      if (error.status === 403) return { authorMayEdit: false, cannotTell: REMEDY };
      // An account or an issue that Jira does not know.
      if (error.kind === 'invalid' || error.kind === 'not-found') return { authorMayEdit: false };
      throw error;
    }
  }
}

async function orNull<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((error: unknown) => {
    if (error instanceof TrackerError && error.kind === 'not-found') return null;
    throw error;
  });
}
