import { Version3Client } from 'jira.js/version3';
import type { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import { createRedactor, type OnCall, observed, type TrackerCall } from '../calls.ts';
import { limitsFromJira } from '../rate-limits.ts';
import { errorFromJira } from './errors.ts';

export interface JiraConnection {
  /** The site, or `https://api.atlassian.com/ex/jira/{cloudId}` for a scoped token; without a slash at the end. */
  readonly baseUrl: string;
  readonly email: string;
  readonly apiToken: string;
  readonly timeoutMs: number;
}

export interface JiraRequest {
  /** The method of the port it is made for, e.g. `fetchIssue`. */
  readonly operation: string;
  readonly kind: TrackerCall['kind'];
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly data?: unknown;
  /** The permission it takes, as Jira's screens name it; null where every account may. */
  readonly needs: string | null;
  /** Told the `Date` header of the answer. */
  readonly onDate?: (date: string) => void;
}

/** Makes one request and reads its answer. Throws `TrackerError` only. */
export type JiraCall = <T>(request: JiraRequest, answer: z.ZodType<T>) => Promise<T>;

/** No answer of Jira's that Waymark asks for comes near this. */
const ANSWER_LIMIT_BYTES = 20 * 1024 * 1024;

/** The SDK's typed methods hide an error's headers and take no deadline for the whole call; its raw request does both. */
export function createJiraCall(connection: JiraConnection, onCall?: OnCall): JiraCall {
  const { baseUrl, email, apiToken, timeoutMs } = connection;
  const redact = createRedactor([apiToken, Buffer.from(`${email}:${apiToken}`).toString('base64')]);
  const jira = new Version3Client({
    host: baseUrl,
    authentication: { basic: { email, apiToken } },
    baseRequestConfig: { timeout: timeoutMs, maxRedirects: 0, maxContentLength: ANSWER_LIMIT_BYTES },
  });

  return async (request, answer) => {
    const { operation, kind, needs, onDate, ...raw } = request;
    const name = `Jira ${operation}`;
    return observed({ tracker: 'jira', operation, kind }, onCall, async () => {
      const response = await jira
        .sendRequestFullResponse<unknown>({ ...raw, signal: AbortSignal.timeout(timeoutMs) })
        .catch((error: unknown) => {
          throw errorFromJira(error, { name, timeoutMs, redact, now: new Date() }, needs);
        });
      const read = answer.safeParse(response.data);
      if (!read.success) {
        throw new TrackerError('unavailable', `${name}: the answer is not what Jira gives`, {
          status: response.status,
        });
      }
      const date: unknown = response.headers.date;
      if (onDate && typeof date === 'string') onDate(date);
      const limits = limitsFromJira((header) => response.headers[header]);
      return { status: response.status, value: read.data, limits };
    });
  };
}
