import { type Reader, variables } from '../environment.ts';
import { secret, shortestCredential } from './secret.ts';
import type { OidcConfig } from './shape.ts';

/** Where people sign in, as a whole or not at all. */
export function loadOidc(read: Reader): OidcConfig | null {
  const complete = read.together('signing in with OpenID Connect', [
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
  ]);
  const issuer = read.safeUrl('OIDC_ISSUER');
  const clientId = read.text('OIDC_CLIENT_ID');
  const clientSecret = secret(read.secret('OIDC_CLIENT_SECRET', shortestCredential));
  const isWanted = complete || issuer || clientId || clientSecret;
  if (isWanted && read.text('PUBLIC_URL') === undefined) {
    read.problem(
      'PUBLIC_URL',
      `is missing, and people return to it from OIDC_ISSUER: ${variables.PUBLIC_URL}`,
    );
  }
  return complete && issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}
