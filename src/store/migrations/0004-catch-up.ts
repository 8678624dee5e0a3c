import { type Kysely, type Migration, sql } from 'kysely';

/** Where backfills and the looks for missed changes stand, who is at them, and what a backfill left without a comment. */
export const catchUp: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.leases (
     name text primary key,
     holder text not null,
     until timestamptz not null
   )`,

  `create table waymark.backfills (
     tracker text not null,
     options_hash text not null,
     options jsonb not null,
     cursor text,
     is_read boolean not null,
     total integer,
     tally jsonb not null,
     started_at timestamptz not null,
     saved_at timestamptz not null default now(),
     primary key (tracker, options_hash)
   )`,

  // Fields that wait for others which need the same value, so that one call can write them all.
  `create table waymark.deferred_writes (
     seq bigint generated always as identity primary key,
     tracker text not null,
     options_hash text not null,
     issue_id text not null,
     field text not null,
     write jsonb not null,
     unique (tracker, options_hash, issue_id, field)
   )`,

  `create table waymark.watermarks (
     tracker text primary key,
     dealt_with_until timestamptz,
     looked_at timestamptz,
     look jsonb,
     exists_after text
   )`,

  `create table waymark.quiet_issues (
     tracker text not null,
     issue_id text not null,
     fingerprint text not null,
     primary key (tracker, issue_id)
   )`,

  'create index reviews_present on waymark.reviews (tracker, issue_id) where gone_at is null',
  'create index reviews_project on waymark.reviews (tracker, project)',
];
