import type { RateLimit } from '../domain/catch-up/pace.ts';

/** What an answer's headers hold; a name may be asked for in any case. */
export type HeaderReader = (name: string) => unknown;

/** Jira's own limit, where it tells one: `X-RateLimit-Limit`, `-Remaining` and `-Reset` (ISO 8601). */
export function limitsFromJira(header: HeaderReader): readonly RateLimit[] {
  const reset = header('x-ratelimit-reset');
  const resetAt = typeof reset === 'string' ? Date.parse(reset) : Number.NaN;
  return limitOf('requests', header('x-ratelimit-limit'), header('x-ratelimit-remaining'), resetAt);
}

/** Linear's two limits, requests and complexity; resets are ms since 1970. */
export function limitsFromLinear(header: HeaderReader): readonly RateLimit[] {
  return ['requests', 'complexity'].flatMap((name) => {
    const of = (part: string) => header(`x-ratelimit-${name}-${part}`);
    return limitOf(name, of('limit'), of('remaining'), wholeNumber(of('reset')));
  });
}

function limitOf(
  name: string,
  limitHeader: unknown,
  remainingHeader: unknown,
  resetAt: number,
): readonly RateLimit[] {
  const [limit, remaining] = [wholeNumber(limitHeader), wholeNumber(remainingHeader)];
  if (Number.isNaN(limit) || Number.isNaN(remaining) || limit === 0) return [];
  return [{ name, limit, remaining, resetAt: Number.isNaN(resetAt) ? null : resetAt }];
}

function wholeNumber(value: unknown): number {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}
