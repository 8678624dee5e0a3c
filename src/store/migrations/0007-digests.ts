import { type Kysely, type Migration, sql } from 'kysely';

/** Digests by audience and period, one row for each mail, and who wants none. */
export const digests: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.digest_audiences (
     audience text primary key,
     known_since timestamptz not null
   )`,

  `create table waymark.digests (
     audience text not null,
     period text collate "C" not null check (period ~ '^\\d{4}-\\d{2}-\\d{2}$'),
     state text not null check (state in ('open', 'finished', 'quiet', 'missed')),
     digest jsonb,
     subject text not null,
     figures jsonb not null,
     due_at timestamptz not null,
     until timestamptz not null,
     primary key (audience, period)
   )`,

  // The row is there before the mail is handed over: two can never be made for one recipient and period.
  `create table waymark.digest_mails (
     id bigint generated always as identity primary key,
     audience text not null,
     period text collate "C" not null,
     recipient text not null,
     state text not null
       check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'expired', 'held')),
     attempts integer not null default 0,
     detail text,
     next_at timestamptz,
     taken_at timestamptz,
     at timestamptz not null,
     unique (audience, period, recipient),
     foreign key (audience, period) references waymark.digests (audience, period)
   )`,
  `create index digest_mails_open on waymark.digest_mails (next_at) where state in ('waiting', 'sending')`,
  'create index digest_mails_taken on waymark.digest_mails (taken_at)',

  `create table waymark.digest_pauses (
     audience text not null,
     recipient text not null,
     until timestamptz,
     at timestamptz not null,
     primary key (audience, recipient)
   )`,

  `create table waymark.digest_keys (
     name text primary key,
     key text not null
   )`,
];
