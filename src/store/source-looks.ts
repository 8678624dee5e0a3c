import type { SourceLooks } from '../domain/ports.ts';
import { cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';

/** How the last look at each key result's own source went. */
export function createSourceLooks({ sql: db }: Pick<Database, 'sql'>): SourceLooks {
  return {
    async of(keyResults) {
      if (keyResults.length === 0) return new Map();
      const rows = await db
        .selectFrom('source_looks')
        .selectAll()
        .where('key_result', 'in', keyResults.map(cleanKey))
        .execute();
      return new Map(
        rows.map(({ key_result, looked_at, next_at, ...row }) => [
          key_result,
          {
            keyResult: key_result,
            lookedAt: looked_at.toISOString(),
            nextAt: next_at.toISOString(),
            ...row,
          },
        ]),
      );
    },

    async put({ keyResult, lookedAt, nextAt, failures, problem, fingerprint }) {
      const values = {
        looked_at: lookedAt,
        next_at: nextAt,
        failures,
        problem: problem === null ? null : cleanText(problem),
        fingerprint: cleanText(fingerprint),
      };
      await db
        .insertInto('source_looks')
        .values({ key_result: cleanKey(keyResult), ...values })
        .onConflict((conflict) => conflict.column('key_result').doUpdateSet(values))
        .execute();
    },
  };
}
