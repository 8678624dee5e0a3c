import { Version3Client } from 'jira.js/version3';
import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import { createRedactor, type OnCall, observed, type TrackerCall } from '../calls.ts';
import type { AdfDocument } from '../formats/rich-text-to-adf.ts';
import { errorFromJira } from './errors.ts';
import {
  type JiraCommentPage,
  type JiraCommentProperty,
  type JiraIssue,
  type JiraUser,
  jiraComment,
  jiraCommentList,
  jiraCommentPage,
  jiraIssue,
  jiraUser,
} from './schema.ts';

export interface JiraConnection {
  /** The site, without a slash at the end. */
  readonly baseUrl: string;
  readonly email: string;
  readonly apiToken: string;
  readonly timeoutMs: number;
}

/** The calls Waymark makes to Jira Cloud's REST API v3. Each makes one request and throws `TrackerError` only. */
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

interface Request {
  readonly operation: string;
  readonly kind: TrackerCall['kind'];
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly data?: unknown;
}

const PAGE = 100;
/** No answer of Jira's that Waymark asks for comes near this. */
const ANSWER_LIMIT_BYTES = 20 * 1024 * 1024;
/** Custom fields are only known by name, so all that a list of issues may show is asked for, and the rest by name. */
const FIELDS = [
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
].join(',');

export function createJiraClient(connection: JiraConnection, onCall?: OnCall): JiraClient {
  const { baseUrl, email, apiToken, timeoutMs } = connection;
  const redact = createRedactor([apiToken, Buffer.from(`${email}:${apiToken}`).toString('base64')]);
  const jira = new Version3Client({
    host: baseUrl,
    authentication: { basic: { email, apiToken } },
    baseRequestConfig: { timeout: timeoutMs, maxRedirects: 0, maxContentLength: ANSWER_LIMIT_BYTES },
  });

  /** The typed methods hide an error's headers and take no deadline for the whole call; the raw request does both. */
  async function call<T>(request: Request, answer: z.ZodType<T>): Promise<T> {
    const { operation, kind, ...raw } = request;
    const name = `Jira ${operation}`;
    return observed({ tracker: 'jira', operation, kind }, onCall, async () => {
      const response = await jira
        .sendRequestFullResponse<unknown>({ ...raw, signal: AbortSignal.timeout(timeoutMs) })
        .catch((error: unknown) => {
          throw errorFromJira(error, { name, timeoutMs, redact, now: new Date() });
        });
      const read = answer.safeParse(response.data);
      if (!read.success) {
        throw new TrackerError('unavailable', `${name}: the answer is not what Jira gives`, {
          status: response.status,
        });
      }
      return { status: response.status, value: read.data };
    });
  }

  const issueUrl = (id: string) => `/rest/api/3/issue/${encodeURIComponent(id)}`;
  const commentUrl = (issueId: string, id: string) =>
    `${issueUrl(issueId)}/comment/${encodeURIComponent(id)}`;
  const nothing = z.unknown();

  return {
    myself: () =>
      call({ operation: 'whoAmI', kind: 'read', method: 'GET', url: '/rest/api/3/myself' }, jiraUser),
    issue: (id) =>
      call(
        {
          operation: 'fetchIssue',
          kind: 'read',
          method: 'GET',
          url: issueUrl(id),
          params: { fields: FIELDS, expand: 'names,schema' },
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
        },
        nothing,
      );
    },
    async deleteComment(issueId, commentId) {
      await call(
        { operation: 'deleteComment', kind: 'write', method: 'DELETE', url: commentUrl(issueId, commentId) },
        nothing,
      );
    },
  };
}
