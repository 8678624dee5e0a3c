import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** 32 random bytes that are made when they are first asked for, and the same for every process from then on. */
export async function keptKey(
  db: Kysely<Tables>,
  table: 'digest_keys' | 'subscriber_keys',
  name: string,
): Promise<Buffer> {
  await db
    .insertInto(table)
    .values({ name, key: randomBytes(32).toString('base64') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { key } = await db.selectFrom(table).select('key').where('name', '=', name).executeTakeFirstOrThrow();
  return Buffer.from(key, 'base64');
}
