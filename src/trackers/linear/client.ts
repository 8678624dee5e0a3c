import { LinearClient as LinearSdkClient } from '@linear/sdk';
import type { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import { createRedactor, type OnCall, observed, type TrackerCall } from '../calls.ts';
import { errorFromLinear } from './errors.ts';
import {
  commentCreateAnswer,
  commentCreateMutation,
  commentDeleteAnswer,
  commentDeleteMutation,
  commentUpdateAnswer,
  commentUpdateMutation,
  issueAnswer,
  issueQuery,
  type LinearComment,
  type LinearIssue,
  ownCommentsAnswer,
  ownCommentsQuery,
  viewerAnswer,
  viewerQuery,
} from './schema.ts';

export interface LinearConnection {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

/** The calls Waymark makes to Linear's GraphQL API. Each makes one request and throws `TrackerError` only. */
export interface LinearClient {
  viewer(): Promise<z.infer<typeof viewerAnswer>['viewer']>;
  /** The issue, and among its comments those with these ids. */
  issue(id: string, ownIds: readonly string[]): Promise<LinearIssue | null>;
  /** Those of the comments with these ids that are on the issue, deleted ones among them where Linear keeps them. */
  ownComments(issueId: string, ids: readonly string[]): Promise<readonly LinearComment[]>;
  createComment(input: { id: string; issueId: string; body: string }): Promise<LinearComment>;
  updateComment(id: string, body: string): Promise<LinearComment>;
  deleteComment(id: string): Promise<void>;
}

interface Request {
  readonly operation: string;
  readonly kind: TrackerCall['kind'];
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

export function createLinearClient(connection: LinearConnection, onCall?: OnCall): LinearClient {
  const { apiUrl, apiKey, timeoutMs } = connection;
  const redact = createRedactor([apiKey]);

  async function call<T>(request: Request, answer: z.ZodType<T>): Promise<T> {
    const { operation, kind, query, variables } = request;
    const name = `Linear ${operation}`;
    return observed({ tracker: 'linear', operation, kind }, onCall, async () => {
      // The SDK has no time-out of its own and takes a signal only for a whole client, so each call gets a client.
      const sdk = new LinearSdkClient({ apiKey, apiUrl, signal: AbortSignal.timeout(timeoutMs) });
      const response = await sdk.client.rawRequest(query, variables ?? {}).catch((error: unknown) => {
        throw errorFromLinear(error, { name, timeoutMs, redact, now: new Date() });
      });
      const status = response.status ?? 200;
      const read = answer.safeParse(response.data);
      if (!read.success) {
        throw new TrackerError('unavailable', `${name}: the answer is not what Linear gives`, { status });
      }
      return { status, value: read.data };
    });
  }

  return {
    async viewer() {
      const request = { operation: 'whoAmI', kind: 'read', query: viewerQuery } as const;
      return (await call(request, viewerAnswer)).viewer;
    },
    async issue(id, ownIds) {
      const variables = { id, ownIds };
      const request = { operation: 'fetchIssue', kind: 'read', query: issueQuery, variables } as const;
      return (await call(request, issueAnswer)).issue;
    },
    async ownComments(issueId, ids) {
      const variables = { issueId, ids };
      const request = { operation: 'findComment', kind: 'read', query: ownCommentsQuery, variables } as const;
      return (await call(request, ownCommentsAnswer)).issue?.comments.nodes ?? [];
    },
    async createComment(input) {
      const variables = { input: { ...input, doNotSubscribeToIssue: true } };
      const query = commentCreateMutation;
      const request = { operation: 'createComment', kind: 'write', query, variables } as const;
      return (await call(request, commentCreateAnswer)).commentCreate.comment;
    },
    async updateComment(id, body) {
      const variables = { id, input: { body } };
      const query = commentUpdateMutation;
      const request = { operation: 'updateComment', kind: 'write', query, variables } as const;
      return (await call(request, commentUpdateAnswer)).commentUpdate.comment;
    },
    async deleteComment(id) {
      const query = commentDeleteMutation;
      const request = { operation: 'deleteComment', kind: 'write', query, variables: { id } } as const;
      await call(request, commentDeleteAnswer);
    },
  };
}
