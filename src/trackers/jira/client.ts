import type { AdfDocument } from '../formats/rich-text-to-adf.ts';
import type { JiraCall } from './call.ts';
import {
  type JiraCommentPage,
  type JiraCommentProperty,
  type JiraIssue,
  type JiraUser,
  jiraComment,
  jiraCommentList,
  jiraCommentPage,
  jiraIssue,
  jiraNothing,
  jiraUser,
} from './schema.ts';

/** The calls for one issue and its comments, of Jira Cloud's REST API v3. Each makes one request and throws `TrackerError` only. */
export interface JiraClient {
  myself(): Promise<JiraUser>;
  issue(id: string): Promise<JiraIssue>;
  comments(issueId: string, startAt: number): Promise<JiraCommentPage>;
  commentsWithProperties(ids: readonly string[]): Promise<JiraCommentPage['comments']>;
  createComment(
    issueId: string,
    body: AdfDocument,
    properties: readonly JiraCommentProperty[],
  ): Promise<string>;
  updateComment(issueId: string, commentId: string, body: AdfDocument): Promise<void>;
  deleteComment(issueId: string, commentId: string): Promise<void>;
}

const PAGE = 100;
export const BROWSE = 'Browse projects';
/** Custom fields are only known by name, so all that a list of issues may show is asked for, and the rest by name. */
export const ISSUE_FIELDS: readonly string[] = [
  '*navigable',
  'summary',
  'description',
  'issuetype',
  'project',
  'status',
  'resolution',
  'priority',
  'labels',
  'reporter',
  'assignee',
  'parent',
  'issuelinks',
  'duedate',
  'created',
  'updated',
  'comment',
];

export const issueUrl = (id: string): string => `/rest/api/3/issue/${encodeURIComponent(id)}`;
const commentUrl = (issueId: string, id: string): string =>
  `${issueUrl(issueId)}/comment/${encodeURIComponent(id)}`;

export function createJiraClient(call: JiraCall): JiraClient {
  return {
    myself: () =>
      call(
        { operation: 'whoAmI', kind: 'read', method: 'GET', url: '/rest/api/3/myself', needs: null },
        jiraUser,
      ),
    issue: (id) =>
      call(
        {
          operation: 'fetchIssue',
          kind: 'read',
          method: 'GET',
          url: issueUrl(id),
          params: { fields: ISSUE_FIELDS.join(','), expand: 'names,schema' },
          needs: BROWSE,
        },
        jiraIssue,
      ),
    comments: (issueId, startAt) =>
      call(
        {
          operation: 'findComment',
          kind: 'read',
          method: 'GET',
          url: `${issueUrl(issueId)}/comment`,
          params: { startAt, maxResults: PAGE, orderBy: 'created', expand: 'properties' },
          needs: BROWSE,
        },
        jiraCommentPage,
      ),
    async commentsWithProperties(ids) {
      const { values } = await call(
        {
          operation: 'findComment',
          kind: 'read',
          method: 'POST',
          url: '/rest/api/3/comment/list',
          params: { expand: 'properties' },
          data: { ids: ids.map(Number) },
          needs: BROWSE,
        },
        jiraCommentList,
      );
      return values;
    },
    async createComment(issueId, body, properties) {
      const { id } = await call(
        {
          operation: 'createComment',
          kind: 'write',
          method: 'POST',
          url: `${issueUrl(issueId)}/comment`,
          data: { body, properties },
          needs: 'Add comments',
        },
        jiraComment,
      );
      return id;
    },
    async updateComment(issueId, commentId, body) {
      await call(
        {
          operation: 'updateComment',
          kind: 'write',
          method: 'PUT',
          url: commentUrl(issueId, commentId),
          // The comment lives on one place and is read when one comes by: edits ring nobody's bell.
          params: { notifyUsers: false },
          data: { body },
          needs: 'Edit own comments',
        },
        jiraComment,
      );
    },
    async deleteComment(issueId, commentId) {
      await call(
        {
          operation: 'deleteComment',
          kind: 'write',
          method: 'DELETE',
          url: commentUrl(issueId, commentId),
          needs: 'Delete own comments',
        },
        jiraNothing,
      );
    },
  };
}
