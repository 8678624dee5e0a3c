import { Layout, renderPage } from '../parts/layout.tsx';

/** Asks for the administrator's token. */
export function loginPage(props: { csrfToken: string; to: string; wasWrong: boolean }): string {
  const { csrfToken, to, wasWrong } = props;
  return renderPage(
    <Layout title="Sign in" visitor={null}>
      <section class="narrow panel">
        <h1>Sign in to Waymark</h1>
        <p>See what the team is up to, which stories to rewrite first, and whether the key results move.</p>
        {wasWrong && (
          <p class="notice bad" role="alert">
            That is not the token. Look at what Waymark printed when it started, or at ADMIN_TOKEN.
          </p>
        )}
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
            {...(wasWrong && { 'aria-invalid': 'true' as const })}
          />
          <p id="token-hint" class="quiet">
            It is ADMIN_TOKEN of the environment. Where that is not set, Waymark prints one when it starts.
          </p>
          <button type="submit">Sign in</button>
        </form>
      </section>
    </Layout>,
  );
}
