import { type Kysely, type Migration, sql } from 'kysely';

/** People who sign in elsewhere, tokens for programs, and the audit log as it is asked for. */
export const access: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table waymark.sessions
     add column name text not null default 'Administrator',
     add column groups text[] not null default '{}'`,

  // A sign-in that has begun at a provider and not ended yet. Each is taken once.
  `create table waymark.sign_ins (
     id_hash text primary key,
     state text not null,
     nonce text not null,
     verifier text not null,
     return_to text not null,
     ends_at timestamptz not null
   )`,
  'create index sign_ins_ends_at on waymark.sign_ins (ends_at)',

  `create table waymark.api_tokens (
     prefix text primary key,
     secret_hash text not null,
     name text not null,
     scope text not null check (scope in ('read', 'write', 'admin', 'metrics')),
     groups text[] not null,
     created_by text not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     last_used_at timestamptz,
     revoked_at timestamptz
   )`,

  // What people did through pages, API and command line says from where.
  `create index events_audit on waymark.events (position desc) where data ? 'from' and actor <> 'waymark'`,
];
