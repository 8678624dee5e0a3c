import type { ApiToken } from '../../../domain/access/api-token.ts';
import type { AccessView } from '../../../workflows/view-access.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { AuditTable, SignInsTable } from './audit-table.tsx';
import { NewToken, TokensTable } from './tokens-table.tsx';

interface Told {
  /** A token that was made just now: its text is seen this once. */
  readonly made?: { readonly token: ApiToken; readonly text: string };
  readonly problem?: string;
  readonly before: number | null;
}

/** Everything about who may come in, and what they did. */
export function accessPage(view: AccessView, visitor: Visitor, { made, problem, before }: Told): string {
  return renderPage(
    <Layout title="Access" visitor={visitor} at="/access" isWide>
      <h1>Access</h1>
      {made && (
        <section class="notice good" role="status" aria-labelledby="made">
          <h2 id="made">The token {made.token.name}</h2>
          <p>Copy it now. It is shown this once and stored nowhere.</p>
          <p>
            <code class="wrap">{made.text}</code>
          </p>
        </section>
      )}
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      {before === null && (
        <>
          <TokensTable tokens={view.tokens} csrfToken={visitor.csrfToken} />
          <NewToken csrfToken={visitor.csrfToken} />
          <SignInsTable entries={view.signIns} />
        </>
      )}
      <AuditTable entries={view.audit} older={view.older} before={before} />
    </Layout>,
  );
}
