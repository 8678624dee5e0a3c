import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Codes are short words; whatever else a provider sends stays out of the log. */
const code = (text: unknown) => (typeof text === 'string' && /^[\w.-]{1,60}$/.test(text) ? text : 'unknown');

/** What an error of a sign-in means, in words that hold nothing of what was exchanged. */
export function reasonOf(error: unknown): {
  readonly outcome: 'refused' | 'unavailable';
  readonly reason: string;
} {
  if (error instanceof AuthorizationResponseError) return { outcome: 'refused', reason: code(error.error) };
  if (error instanceof ResponseBodyError) {
    // A code that is used up or not ours; anything else is between Waymark and the provider.
    const isTheirs = error.error === 'invalid_grant';
    return { outcome: isTheirs ? 'refused' : 'unavailable', reason: code(error.error) };
  }
  if (error instanceof ClientError) {
    const isSilent = error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM';
    return { outcome: isSilent ? 'unavailable' : 'refused', reason: code(error.code) };
  }
  return { outcome: 'unavailable', reason: code(codeOf(error)) };
}

/** The system's code of a connection that failed, e.g. `ECONNREFUSED`, which `fetch` hides in a cause. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return null;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? cause.code : error.name;
}
