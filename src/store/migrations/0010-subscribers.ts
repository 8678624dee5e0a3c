import { type Kysely, type Migration, sql } from 'kysely';

/** Who is called with what happens, how far each has come, and what the control room looks for. */
export const subscribers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.subscribers (
     id text primary key,
     name text not null,
     url text not null,
     topics text not null,
     groups text[] not null,
     sealed_secret text not null,
     position bigint not null,
     state text not null check (state in ('enabled', 'disabled')),
     because text,
     created_by text not null,
     created_at timestamptz not null,
     failures integer not null default 0,
     failing_since timestamptz,
     next_try_at timestamptz,
     problem text,
     taken_at timestamptz
   )`,
  // Seals the secrets where the environment holds no key for it.
  `create table waymark.subscriber_keys (
     name text primary key,
     key text not null
   )`,

  // What only the process itself knows, such as the rate limits that it was told of.
  `create table waymark.process_reports (
     process text primary key,
     at timestamptz not null,
     report jsonb not null
   )`,
  'create index deliveries_key on waymark.deliveries (delivery_key)',
  'create index deliveries_issue on waymark.deliveries (issue_id, seq)',
  'create index writes_issue_key on waymark.writes (issue_key, seq)',
];
