import type { SignIns } from '../domain/ports.ts';
import { cleanText } from './clean.ts';
import type { Database } from './database.ts';

/** Sign-ins that have begun at a provider and not ended yet. */
export function createSignIns({ sql: db }: Pick<Database, 'sql'>): SignIns {
  return {
    async begin(idHash, { state, nonce, verifier, returnTo }, { now, endsAt }) {
      await db.deleteFrom('sign_ins').where('ends_at', '<=', now).execute();
      await db
        .insertInto('sign_ins')
        .values({ id_hash: idHash, state, nonce, verifier, return_to: cleanText(returnTo), ends_at: endsAt })
        .execute();
    },
    async take(idHash, now) {
      const row = await db
        .deleteFrom('sign_ins')
        .where('id_hash', '=', idHash)
        .where('ends_at', '>', now)
        .returningAll()
        .executeTakeFirst();
      if (!row) return null;
      const { state, nonce, verifier, return_to: returnTo } = row;
      return { state, nonce, verifier, returnTo };
    },
  };
}
