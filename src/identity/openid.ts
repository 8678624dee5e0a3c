import * as openid from 'openid-client';
import type { BegunSignIn, Clock, IdentityProvider, Log, Vouched } from '../domain/ports.ts';
import { reasonOf } from './reason.ts';

export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people return to, as it is registered at the provider. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Claims that are asked for at the provider's userinfo where its token does not hold them. */
  readonly wanted: readonly string[];
}

/** What a provider says of itself holds so long; after that the old word counts until it gives a new one. */
const discoveryHoldsMs = 3_600_000;
const timeoutSeconds = 8;

/** An OpenID Connect provider: the code flow with PKCE, state and nonce. Its keys and addresses are discovered. */
export function createOpenIdProvider(
  settings: OpenIdSettings,
  { clock, log }: { clock: Clock; log: Log },
): IdentityProvider {
  let known: { readonly configuration: openid.Configuration; readonly at: number } | null = null;
  let asking: Promise<openid.Configuration> | null = null;

  function ask(): Promise<openid.Configuration> {
    asking ??= discover(settings)
      .then((configuration) => {
        known = { configuration, at: clock.now().getTime() };
        return configuration;
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  async function configured(): Promise<openid.Configuration> {
    if (known && clock.now().getTime() - known.at < discoveryHoldsMs) return known.configuration;
    const old = known;
    try {
      return await ask();
    } catch (error) {
      if (!old) throw error;
      log.warn(
        { reason: reasonOf(error).reason },
        'the provider of sign-ins does not answer, its last word holds',
      );
      return old.configuration;
    }
  }

  return {
    async begin() {
      try {
        const configuration = await configured();
        const verifier = openid.randomPKCECodeVerifier();
        const [state, nonce] = [openid.randomState(), openid.randomNonce()];
        const url = openid.buildAuthorizationUrl(configuration, {
          redirect_uri: settings.redirectUri,
          scope: [...new Set(['openid', ...settings.scopes])].join(' '),
          ...{ state, nonce },
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, state, nonce, verifier };
      } catch (error) {
        log.warn({ reason: reasonOf(error).reason }, 'nobody can sign in: the provider does not answer');
        return null;
      }
    },

    async finish(query, begun): Promise<Vouched> {
      try {
        return { outcome: 'vouched', claims: await redeem(await configured(), query, begun, settings) };
      } catch (error) {
        return reasonOf(error);
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<openid.Configuration> {
  const url = new URL(issuer);
  const configuration = await openid.discovery(
    url,
    clientId,
    undefined,
    openid.ClientSecretBasic(clientSecret),
    {
      timeout: timeoutSeconds,
      // Only for a provider on this machine, see how the address is read.
      ...(url.protocol === 'http:' && { execute: [openid.allowInsecureRequests] }),
    },
  );
  configuration.timeout = timeoutSeconds;
  return configuration;
}

async function redeem(
  configuration: openid.Configuration,
  query: string,
  { state, nonce, verifier }: BegunSignIn,
  { redirectUri, wanted }: OpenIdSettings,
) {
  const tokens = await openid.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
    ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('no id token');
  const lacks = wanted.some((name) => !Object.hasOwn(claims, name));
  if (!lacks || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
  // The signed token has the last word.
  return { ...(await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
}
