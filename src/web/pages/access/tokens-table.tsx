import {
  longestTokenDays,
  type TokenScope,
  type TokenState,
  tokenScopes,
} from '../../../domain/access/api-token.ts';
import type { AccessView } from '../../../workflows/view-access.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';

const stateKinds: Readonly<Record<TokenState, string>> = {
  valid: 'on-track',
  expired: 'line',
  revoked: 'line',
};

const scopeWords: Readonly<Record<TokenScope, string>> = {
  read: 'read: looks at everything that viewers see',
  write: 'write: also changes what editors change',
  admin: 'admin: everything',
  metrics: 'metrics: the numbers for Prometheus, nothing else',
};

const head = [
  ...['Token', 'Name', 'Scope', 'State', 'Until', 'Last used', 'Made by'],
  { hear: 'Take back' },
] as const;

/** The tokens of programs. */
export function TokensTable({ tokens, csrfToken }: { tokens: AccessView['tokens']; csrfToken: string }) {
  return (
    <section class="panel" aria-labelledby="tokens">
      <h2 id="tokens">Tokens for programs</h2>
      {tokens.length === 0 ? (
        <p class="quiet">
          There are none. ADMIN_TOKEN opens the API too; a token of its own can be taken back alone.
        </p>
      ) : (
        <ScrollTable label="Tokens" head={head}>
          {tokens.map((token) => (
            <tr key={token.prefix}>
              <td>
                <code>{token.prefix}…</code>
              </td>
              <td>
                <Words of={token.name} longest={100} />
                {token.groups.length > 0 && (
                  <span class="quiet">
                    {' '}
                    for <Words of={token.groups.join(', ')} longest={200} />
                  </span>
                )}
              </td>
              <td>{token.scope}</td>
              <td>
                <Chip kind={stateKinds[token.state]}>{token.state}</Chip>
              </td>
              <td>
                <Moment at={token.expiresAt} />
              </td>
              <td>{token.lastUsedAt === null ? 'never' : <Moment at={token.lastUsedAt} />}</td>
              <td>
                <Words of={token.createdBy} longest={100} />
              </td>
              <td>
                {token.state === 'valid' && (
                  <ActionButton
                    action={`/access/tokens/${token.prefix}/revoke`}
                    csrfToken={csrfToken}
                    name="Revoke"
                    about={token.prefix}
                  />
                )}
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  );
}

/** Asks what a new token is to be. */
export function NewToken({ csrfToken }: { csrfToken: string }) {
  return (
    <details class="panel">
      <summary>Make a token</summary>
      <form method="post" action="/access/tokens">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <p>
          <label for="token-name">Name, such as the program that uses it</label>
          <input id="token-name" name="name" required maxLength={100} autocomplete="off" />
        </p>
        <p>
          <label for="token-scope">Scope</label>
          <select id="token-scope" name="scope">
            {tokenScopes.map((scope) => (
              <option key={scope} value={scope}>
                {scopeWords[scope]}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label for="token-days">Days until it ends</label>
          <input
            id="token-days"
            name="days"
            type="number"
            min={1}
            max={longestTokenDays}
            value="90"
            required
          />
        </p>
        <p>
          <label for="token-groups">
            Groups whose confidential projects it sees, with commas (none: leave empty)
          </label>
          <input id="token-groups" name="groups" maxLength={2000} autocomplete="off" />
        </p>
        <button type="submit">Make the token</button>
      </form>
    </details>
  );
}
