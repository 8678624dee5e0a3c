import type { ApiToken } from '../../../src/domain/access/api-token.ts';
import type { ApiTokens, EventLog } from '../../../src/domain/ports.ts';

/** Tokens for programs in memory. */
export function createFakeApiTokens(events: Pick<EventLog, 'append'>): ApiTokens {
  const rows = new Map<string, { token: ApiToken; secretHash: string }>();
  return {
    async add(token, secretHash, told) {
      rows.set(token.prefix, { token, secretHash });
      await events.append(told);
    },
    async list(limit) {
      return [...rows.values()]
        .map(({ token }) => token)
        .toReversed()
        .slice(0, limit);
    },
    async find(prefix) {
      return rows.get(prefix) ?? null;
    },
    async used(prefix, at) {
      const row = rows.get(prefix);
      if (row) rows.set(prefix, { ...row, token: { ...row.token, lastUsedAt: at.toISOString() } });
    },
    async revoke(prefix, at, told) {
      const row = rows.get(prefix);
      if (!row || row.token.revokedAt !== null) return false;
      rows.set(prefix, { ...row, token: { ...row.token, revokedAt: at.toISOString() } });
      await events.append(told);
      return true;
    },
  };
}
