import { LinearClient as LinearSdkClient } from '@linear/sdk';
import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import { createRedactor, type OnCall, observed, type TrackerCall } from '../calls.ts';
import { waitFromRetryAfter, waitUntil } from '../retry-hints.ts';
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
  type LinearErrorEntry,
  type LinearIssue,
  linearErrors,
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

const sdkError = z.object({
  raw: z.object({
    response: z.object({ status: z.number(), headers: z.unknown().optional(), errors: linearErrors }),
  }),
});

interface ErrorContext {
  readonly name: string;
  readonly timeoutMs: number;
  readonly redact: (text: string) => string;
  readonly now: Date;
}

/** The SDK's error holds the request and may hold its headers, so it is never passed on as a cause. */
export function errorFromLinear(
  error: unknown,
  { name, timeoutMs, redact, now }: ErrorContext,
): TrackerError {
  const read = sdkError.safeParse(error);
  if (!read.success) {
    const late = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
    const what = late ? `no answer within ${timeoutMs} ms` : `no answer (${redact(causeCode(error))})`;
    return new TrackerError('unavailable', `${name}: ${what}`);
  }
  const { status, headers, errors } = read.data.raw.response;
  const first = errors[0];
  const header = (key: string) => (headers instanceof Headers ? headers.get(key) : null);
  const message = redact(`${name}: ${status} ${wordsOf(first)}`.trim());
  const kind = kindFromLinear(status, first);
  const wait =
    kind === 'rate-limited' || kind === 'unavailable'
      ? (waitFromRetryAfter(header('retry-after'), now) ??
        (kind === 'rate-limited' ? waitForReset(header, now) : null))
      : null;
  return new TrackerError(kind, message, { status, ...(wait === null ? {} : { retryAfterMs: wait }) });
}

/** Linear names what went wrong in `extensions`; the HTTP status alone may be 200 or 400 for anything. */
function kindFromLinear(status: number, error: LinearErrorEntry | undefined): TrackerError['kind'] {
  const said = `${error?.extensions.code ?? ''} ${error?.extensions.type ?? ''}`
    .toLowerCase()
    .replaceAll('_', ' ');
  if (status === 429 || said.includes('ratelimited') || said.includes('rate limited')) return 'rate-limited';
  if (/authentication|forbidden|access denied|unauthorized/.test(said)) return 'auth';
  if (/\bnot found\b/.test(said) || /^entity not found\b/i.test(error?.message ?? '')) return 'not-found';
  if (/internal|network|lock timeout|bootstrap/.test(said)) return 'unavailable';
  if (error && /input|validation|graphql|user error|usage limit|feature not/.test(said)) return 'invalid';
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'not-found';
  if (status >= 500 || status === 408 || status === 425) return 'unavailable';
  // What is neither refused nor explained, such as a proxy's page, may be another answer a moment later.
  return status >= 400 ? 'invalid' : 'unavailable';
}

/** Linear counts requests and complexity apart, each with its own reset; the exhausted one is waited for. */
function waitForReset(header: (key: string) => string | null, now: Date): number | null {
  const buckets = ['requests', 'complexity', 'endpoint-requests'].map((bucket) => ({
    exhausted: header(`x-ratelimit-${bucket}-remaining`) === '0',
    wait: waitUntil(header(`x-ratelimit-${bucket}-reset`), now),
  }));
  const known = buckets.filter(({ wait }) => wait !== null);
  const exhausted = known.filter(({ exhausted }) => exhausted);
  const waits = (exhausted.length > 0 ? exhausted : known).map(({ wait }) => wait ?? 0);
  return waits.length > 0 ? Math.max(...waits) : null;
}

function wordsOf(error: LinearErrorEntry | undefined): string {
  if (!error) return '';
  const { userPresentableMessage } = error.extensions;
  const words = userPresentableMessage ? `${error.message} (${userPresentableMessage})` : error.message;
  return words.slice(0, 500);
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.name : 'unknown error';
}
