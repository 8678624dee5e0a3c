import { type Kysely, type Migration, sql } from 'kysely';

/** How the last look at each key result's own source went; updates of projects and initiatives among the writes. */
export const sourceLooks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `create table waymark.source_looks (
           key_result text primary key,
           looked_at timestamptz not null,
           next_at timestamptz not null,
           failures integer not null,
           problem text,
           fingerprint text not null
         )`,
      )
      .execute(db);
    await sql
      .raw(
        `alter table waymark.writes drop constraint writes_kind_check,
           add constraint writes_kind_check check (kind in ('comment', 'field', 'update'))`,
      )
      .execute(db);
  },
};
