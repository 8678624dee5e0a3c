import { z } from 'zod';
import { type RateLimitScope, TrackerError } from '../../domain/errors.ts';
import type { ErrorContext } from '../calls.ts';
import { waitFromRetryAfter, waitUntil } from '../retry-hints.ts';
import { jiraErrorBody } from './schema.ts';

const axiosError = z.object({
  code: z.string().optional().catch(undefined),
  response: z
    .object({ status: z.number(), headers: z.unknown().optional(), data: z.unknown().optional() })
    .optional()
    .catch(undefined),
});

/** The request with its credentials hangs on the SDK's error, so that error is never passed on as a cause. */
export function errorFromJira(error: unknown, { name, timeoutMs, redact, now }: ErrorContext): TrackerError {
  const read = axiosError.safeParse(error);
  const response = read.data?.response;
  if (!response) {
    const code = read.data?.code;
    const late = code === 'ECONNABORTED' || code === 'ERR_CANCELED' || code === 'ETIMEDOUT';
    const what = late ? `no answer within ${timeoutMs} ms` : `no answer (${redact(code ?? 'unknown error')})`;
    return new TrackerError('unavailable', `${name}: ${what}`);
  }
  const { status } = response;
  const header = headerReader(response.headers);
  const message = redact(`${name}: ${status} ${vendorWords(response.data)}`.trim());
  const retryAfterMs = waitFromRetryAfter(header('retry-after'), now) ?? undefined;
  const wait = retryAfterMs ?? waitUntil(header('x-ratelimit-reset'), now) ?? undefined;
  if (status === 429) {
    const scope = scopeFromReason(header('ratelimit-reason'));
    return new TrackerError('rate-limited', message, {
      status,
      scope,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  }
  if (status === 401 || status === 403) return new TrackerError('auth', message, { status });
  if (status === 404) return new TrackerError('not-found', message, { status });
  // Jira answers 408, 409 and 425 to what may go through a moment later.
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return new TrackerError('unavailable', message, {
      status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  return new TrackerError('invalid', message, { status });
}

/** `jira-quota-*` covers everything, `jira-burst-based` one endpoint, `jira-per-issue-on-write` one issue. */
function scopeFromReason(reason: string | null): RateLimitScope {
  if (reason?.startsWith('jira-per-issue')) return 'issue';
  return reason?.startsWith('jira-burst') ? 'endpoint' : 'account';
}

function vendorWords(data: unknown): string {
  const read = jiraErrorBody.safeParse(data);
  if (!read.success) return '';
  const { errorMessages, errors, message } = read.data;
  const fields = Object.entries(errors).map(([field, words]) => `${field}: ${String(words)}`);
  return [...errorMessages, ...fields, ...(message ? [message] : [])].join('; ').slice(0, 500);
}

function headerReader(headers: unknown): (name: string) => string | null {
  const entries = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  const values = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    const value = values.get(name);
    return typeof value === 'string' ? value : null;
  };
}
