/** Where people return to from the provider, below the public address: it is registered there. */
export const callbackPath = '/login/oidc/callback';
