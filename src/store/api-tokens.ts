import type { Selectable } from 'kysely';
import type { ApiToken } from '../domain/access/api-token.ts';
import type { ApiTokens } from '../domain/ports.ts';
import { cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import type { ApiTokensTable } from './page-tables.ts';

/** Tokens for programs, their secrets as hashes. */
export function createApiTokens({ sql: db }: Pick<Database, 'sql'>): ApiTokens {
  return {
    async add({ prefix, name, scope, groups, createdBy, createdAt, expiresAt }, secretHash, events) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('api_tokens')
          .values({
            ...{ prefix, secret_hash: secretHash, name: cleanText(name), scope },
            ...{ groups: groups.map(cleanText), created_by: cleanKey(createdBy) },
            ...{ created_at: createdAt, expires_at: expiresAt, last_used_at: null, revoked_at: null },
          })
          .execute();
        await insertEvents(transaction, events);
      });
    },
    async list(limit) {
      const rows = await db
        .selectFrom('api_tokens')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('prefix')
        .limit(limit)
        .execute();
      return rows.map(toToken);
    },
    async find(prefix) {
      const row = await db
        .selectFrom('api_tokens')
        .selectAll()
        .where('prefix', '=', cleanKey(prefix))
        .executeTakeFirst();
      return row ? { token: toToken(row), secretHash: row.secret_hash } : null;
    },
    async used(prefix, at) {
      await db.updateTable('api_tokens').set({ last_used_at: at }).where('prefix', '=', prefix).execute();
    },
    async revoke(prefix, at, events) {
      return db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('api_tokens')
          .set({ revoked_at: at })
          .where('prefix', '=', cleanKey(prefix))
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await insertEvents(transaction, events);
        return true;
      });
    },
  };
}

function toToken(row: Selectable<ApiTokensTable>): ApiToken {
  const { prefix, name, scope, groups } = row;
  return {
    ...{ prefix, name, scope, groups, createdBy: row.created_by },
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
