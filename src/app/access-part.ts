import { callbackPath } from '../domain/access/callback-path.ts';
import { roleNow } from '../domain/access/identity.ts';
import { createSightOf } from '../domain/access/sight-of.ts';
import { createOpenIdProvider } from '../identity/openid.ts';
import { createApiTokenDesk } from '../workflows/api-tokens.ts';
import { createGate } from '../workflows/gate.ts';
import { createDoor } from '../workflows/sign-in.ts';
import { createSignInElsewhere, type SignInElsewhere } from '../workflows/sign-in-elsewhere.ts';
import { createViewAccess } from '../workflows/view-access.ts';
import type { Base } from './base.ts';

export type AccessPart = ReturnType<typeof createAccessPart>;

/** Who may come in, and what they may see. */
export function createAccessPart({ config, stores, clock, log }: Base) {
  const { sessions, signIns, apiTokens, audit, events } = stores;
  const { access } = config.settings.everywhere;
  const adminToken = config.adminToken?.reveal() ?? null;
  const door = createDoor({
    ...{ sessions, events, adminToken, clock },
    vouchedKey: config.oidc?.clientSecret.reveal() ?? null,
    roleNow: (session) => roleNow(session, access),
  });
  const tokens = createApiTokenDesk({ tokens: apiTokens, clock });
  const sightOf = createSightOf(access);

  function elsewhere(): SignInElsewhere | null {
    const { oidc, http } = config;
    if (oidc === null || http.publicUrl === null) return null;
    const [groupsIn = access.groupsClaim] = access.groupsClaim.split('.');
    const provider = createOpenIdProvider(
      {
        ...{ issuer: oidc.issuer, clientId: oidc.clientId, clientSecret: oidc.clientSecret.reveal() },
        ...{ redirectUri: `${http.publicUrl}${callbackPath}`, scopes: access.scopes },
        wanted: ['email', 'email_verified', 'name', groupsIn],
      },
      { clock, log },
    );
    return createSignInElsewhere({ provider, signIns, door, events, settings: access, clock, log });
  }

  return {
    ...{ door, tokens, sightOf, elsewhere: elsewhere() },
    gate: createGate({ door, tokens, adminToken, sightOf, events, clock }),
    viewAccess: createViewAccess({ tokens, audit, clock }),
    signIn: access,
  };
}
