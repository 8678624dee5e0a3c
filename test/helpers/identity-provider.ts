import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

export const client = { id: 'waymark', secret: 'a-client-secret-of-this-test' };
/** Where people return to; nothing listens there, the tests carry the answer over. */
export const redirectUri = 'https://waymark.example.com/login/oidc/callback';

/** An OpenID Connect provider on this machine, at which everybody is who the test says. */
export async function startIdentityProvider(options: { claimsInToken?: boolean } = {}) {
  let claims: Record<string, unknown> = { sub: 'mara' };
  const server = createServer();
  const port = await listen(server);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    ...configuration(() => claims),
    conformIdTokenClaims: !(options.claimsInToken ?? false),
  });
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: String(claims.sub) } });
  });

  return {
    issuer,
    /** What the provider says from now on of whoever signs in. */
    says(next: Record<string, unknown>) {
      claims = next;
    },
    /** Goes through the provider's pages as a browser would; resolves with the address that it leads back to. */
    async visit(url: string): Promise<URL> {
      const jar = new Map<string, string>();
      let at = url;
      for (let step = 0; step < 10; step += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const one of response.headers.getSetCookie()) {
          const [name = '', value = ''] = one.split(';')[0]?.split('=') ?? [];
          jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`the provider answered ${response.status} at ${at}`);
        at = new URL(location, at).href;
        if (at.startsWith(redirectUri)) return new URL(at);
      }
      throw new Error('the provider leads in circles');
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    /** Listens again, at the same address. */
    startAgain: () => listen(server, port),
  };
}

function configuration(claims: () => Record<string, unknown>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        ...{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] },
        ...{ response_types: ['code'], grant_types: ['authorization_code'] },
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] as never },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups', 'realm_access'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: {
      Interaction: 600,
      Session: 600,
      Grant: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    async findAccount() {
      const { sub } = claims();
      return { accountId: String(sub), claims: async () => ({ ...claims(), sub: String(sub) }) };
    },
    // Nobody is asked whether Waymark may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: client.id,
        ...(oidc.session?.accountId !== undefined && { accountId: oidc.session.accountId }),
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
