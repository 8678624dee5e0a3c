import { type ApiToken, stateOf, type TokenState } from '../domain/access/api-token.ts';
import type { AuditEntry, AuditLog, Clock } from '../domain/ports.ts';
import type { ApiTokenDesk } from './api-tokens.ts';

/** Who has access, who signed in, and who changed what. */
export interface AccessView {
  readonly tokens: readonly (ApiToken & { readonly state: TokenState })[];
  /** The newest first, as below. */
  readonly signIns: readonly AuditEntry[];
  readonly audit: readonly AuditEntry[];
  /** The position before which the next page of the audit log begins; null on the last one. */
  readonly older: number | null;
}

/** `before` is the position where the last page of the audit log ended; null: the newest. */
export type ViewAccess = (before: number | null) => Promise<AccessView>;

const mostSignIns = 15;
const auditPage = 50;

export function createViewAccess(deps: {
  tokens: Pick<ApiTokenDesk, 'list'>;
  audit: AuditLog;
  clock: Clock;
}): ViewAccess {
  const { tokens, audit, clock } = deps;
  return async (before) => {
    const [listed, signIns, entries] = await Promise.all([
      tokens.list(),
      audit.read({ topics: ['session.opened', 'session.refused', 'session.closed'], limit: mostSignIns }),
      // One more than is shown tells whether there is a next page.
      audit.read({ ...(before !== null && { before }), limit: auditPage + 1 }),
    ]);
    const shown = entries.slice(0, auditPage);
    return {
      tokens: listed.map((token) => ({ ...token, state: stateOf(token, clock.now()) })),
      ...{ signIns, audit: shown },
      older: entries.length > auditPage ? (shown.at(-1)?.position ?? null) : null,
    };
  };
}
