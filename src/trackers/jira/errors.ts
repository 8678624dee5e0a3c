import { z } from 'zod';
import { type RateLimitScope, TrackerError } from '../../domain/errors.ts';
import type { ErrorContext } from '../calls.ts';
import { tidy } from '../lenient.ts';
import { waitFromRetryAfter, waitUntil } from '../retry-hints.ts';
import { jiraErrorBody } from './schema.ts';

const FIELD_LIMIT = 100;

const axiosError = z.object({
  code: z.string().optional().catch(undefined),
  response: z
    .object({ status: z.number(), headers: z.unknown().optional(), data: z.unknown().optional() })
    .optional()
    .catch(undefined),
});

/** What Jira said of each field that it refused, by field id; the cause of an `invalid` error. */
export class RefusedFields extends Error {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super(Object.keys(fields).join(', '));
    this.name = 'RefusedFields';
    this.fields = fields;
  }
}

/** The fields to which Jira had objections, or null when the error is about something else. */
export function refusedFieldsOf(error: unknown): Readonly<Record<string, string>> | null {
  return error instanceof TrackerError && error.cause instanceof RefusedFields ? error.cause.fields : null;
}

/**
 * The request with its credentials hangs on the SDK's error, so that error is never passed on as a cause. `needs`
 * names the permission that the call takes; null for calls that every account may make.
 */
export function errorFromJira(
  error: unknown,
  { name, timeoutMs, redact, now }: ErrorContext,
  needs: string | null,
): TrackerError {
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
  if (status === 401) return new TrackerError('auth', message, { status });
  if (status === 403) {
    if (needs === null || isAboutTheAccount(header, message)) {
      return new TrackerError('auth', message, { status });
    }
    const hint = `the account probably lacks the permission "${needs}" here`;
    return new TrackerError('invalid', `${message}: ${hint}`, { status });
  }
  if (status === 404) return new TrackerError('not-found', message, { status });
  // Jira answers 408, 409 and 425 to what may go through a moment later.
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return new TrackerError('unavailable', message, {
      status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  const fields = refusedFields(response.data, redact);
  return new TrackerError('invalid', message, {
    status,
    ...(fields && { cause: new RefusedFields(fields) }),
  });
}

/** A refusal that every further call would meet: a login that is denied or wants a captcha, an address not allowed. */
function isAboutTheAccount(header: (name: string) => string | null, message: string): boolean {
  const login = header('x-seraph-loginreason') ?? '';
  if (/AUTHENTICATION_DENIED|AUTHENTICATED_FAILED/.test(login)) return true;
  return header('x-authentication-denied-reason') !== null || /\bIP address\b|allow ?list/i.test(message);
}

function refusedFields(
  data: unknown,
  redact: (text: string) => string,
): Readonly<Record<string, string>> | null {
  const read = jiraErrorBody.safeParse(data);
  const entries = Object.entries(read.data?.errors ?? {}).slice(0, FIELD_LIMIT);
  if (entries.length === 0) return null;
  return Object.fromEntries(entries.map(([id, words]) => [id, redact(tidy(String(words), 300))]));
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
