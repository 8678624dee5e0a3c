import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import type { ErrorContext } from '../calls.ts';
import { waitFromRetryAfter, waitUntil } from '../retry-hints.ts';
import { type LinearErrorEntry, linearErrors } from './schema.ts';

const sdkError = z.object({
  raw: z.object({
    response: z.object({ status: z.number(), headers: z.unknown().optional(), errors: linearErrors }),
  }),
});

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
  // Linear tells by words alone that the key is good and this one thing is not allowed to it.
  const told = kind === 'auth' && /forbidden|access denied/.test(saidBy(first)) ? 403 : status;
  return new TrackerError(kind, message, { status: told, ...(wait === null ? {} : { retryAfterMs: wait }) });
}

/** Linear names what went wrong in `extensions`; the HTTP status alone may be 200 or 400 for anything. */
function kindFromLinear(status: number, error: LinearErrorEntry | undefined): TrackerError['kind'] {
  const said = saidBy(error);
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

function saidBy(error: LinearErrorEntry | undefined): string {
  return `${error?.extensions.code ?? ''} ${error?.extensions.type ?? ''}`.toLowerCase().replaceAll('_', ' ');
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
