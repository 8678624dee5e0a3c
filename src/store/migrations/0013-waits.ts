import { type Kysely, type Migration, sql } from 'kysely';

/** How long subscribers have failed while they were tried. */
export const waits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw('alter table waymark.subscribers add column waited_ms bigint not null default 0')
      .execute(db);
  },
};
