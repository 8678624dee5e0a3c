import type { Role } from '../access.ts';

/** What a token is for. `metrics`: the numbers and nothing else. */
export const tokenScopes = ['read', 'write', 'admin', 'metrics'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** What a token may do, in the words of roles; null: it opens nothing that asks for a role. */
export const roleOfScope: Readonly<Record<TokenScope, Role | null>> = {
  read: 'viewer',
  write: 'editor',
  admin: 'admin',
  metrics: null,
};

/** A token for a program, as it is listed: its secret is known only to whoever was given it. */
export interface ApiToken {
  /** The part that is shown, `wm_ab12cd34`: enough to tell tokens apart, and no way in. */
  readonly prefix: string;
  readonly name: string;
  readonly scope: TokenScope;
  /** The groups whose confidential projects it sees. */
  readonly groups: readonly string[];
  readonly createdBy: string;
  /** ISO 8601, as the times below. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** To the minute; null: never. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export type TokenState = 'valid' | 'expired' | 'revoked';

export function stateOf({ revokedAt, expiresAt }: ApiToken, now: Date): TokenState {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) > now.getTime() ? 'valid' : 'expired';
}

export const longestTokenDays = 366;
