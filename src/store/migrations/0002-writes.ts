import { type Kysely, type Migration, sql } from 'kysely';

/** The log of all that Waymark writes into trackers, what stops it on an issue, and what trackers refused. */
export const writes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.writes (
     seq bigint generated always as identity primary key,
     tracker text not null,
     issue_id text not null,
     issue_key text not null,
     project text not null,
     kind text not null check (kind in ('comment', 'field')),
     field text,
     before jsonb not null,
     after jsonb not null,
     comment_id text,
     state text not null check (state in ('intended', 'written', 'held', 'undone')),
     reason text,
     issue_updated_at timestamptz,
     at timestamptz not null,
     check ((field is not null) = (kind = 'field'))
   )`,
  'create index writes_issue on waymark.writes (tracker, issue_id, seq)',
  `create index writes_open on waymark.writes (tracker, issue_id, seq) where state in ('intended', 'held')`,
  `create index writes_held on waymark.writes (seq) where state = 'held'`,
  `create index writes_project on waymark.writes (tracker, project, at) where state in ('intended', 'written')`,
  'create index writes_at on waymark.writes (at)',

  `create table waymark.write_stops (
     tracker text not null,
     issue_id text not null,
     issue_key text not null,
     project text not null,
     reason text not null check (reason in ('breaker', 'undone')),
     detail text not null,
     fingerprint text,
     at timestamptz not null,
     until timestamptz,
     lifted_at timestamptz,
     primary key (tracker, issue_id)
   )`,

  `create table waymark.field_refusals (
     tracker text not null,
     project text not null,
     type_name text not null,
     field text not null,
     option text not null,
     message text not null,
     remedy text not null,
     fingerprint text not null,
     at timestamptz not null,
     retry_at timestamptz not null,
     primary key (tracker, project, type_name, field, option)
   )`,
];
