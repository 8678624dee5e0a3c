import { Layout, renderPage } from '../parts/layout.tsx';

/** What the page to sign in offers. */
export interface LoginOffer {
  readonly csrfToken: string;
  /** Where they wanted to go. */
  readonly to: string;
  /** What stands on the button after "Sign in with"; null: there is no provider. */
  readonly elsewhere: string | null;
  readonly takesToken: boolean;
  /** What went wrong the last time, in words. */
  readonly problem?: string | undefined;
  readonly wasTokenWrong?: boolean;
}

/** Asks people to sign in: at a provider, with the administrator's token, or either. */
export function loginPage(offer: LoginOffer): string {
  const { elsewhere, takesToken, problem, to } = offer;
  return renderPage(
    <Layout title="Sign in" visitor={null}>
      <section class="narrow panel">
        <h1>Sign in to Waymark</h1>
        <p>See what the team is up to, which stories to rewrite first, and whether the key results move.</p>
        {problem && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        {elsewhere !== null && (
          <p class="actions">
            <a class="button" href={`/login/oidc?to=${encodeURIComponent(to)}`}>
              Sign in with {elsewhere}
            </a>
          </p>
        )}
        {takesToken &&
          (elsewhere === null ? (
            <TokenForm {...offer} />
          ) : (
            <details open={offer.wasTokenWrong === true}>
              <summary>Administrator’s token</summary>
              <TokenForm {...offer} />
            </details>
          ))}
      </section>
    </Layout>,
  );
}

function TokenForm({ csrfToken, to, wasTokenWrong = false }: LoginOffer) {
  return (
    <form method="post" action="/login">
      <input type="hidden" name="_csrf" value={csrfToken} />
      <input type="hidden" name="to" value={to} />
      <label for="token">Administrator’s token</label>
      <input
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="token-hint"
        {...(wasTokenWrong && { 'aria-invalid': 'true' as const })}
      />
      <p id="token-hint" class="quiet">
        It is ADMIN_TOKEN of the environment. Where that is not set, Waymark prints one when it starts.
      </p>
      <button type="submit">Sign in</button>
    </form>
  );
}
