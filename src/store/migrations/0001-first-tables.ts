import { type Kysely, type Migration, sql } from 'kysely';

/** Deliveries, reviews, the state of the living comments, and the events log. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.deliveries (
     seq bigint generated always as identity primary key,
     tracker text not null,
     delivery_key text not null,
     content_key text,
     type text not null,
     issue_id text,
     issue_key text,
     status text not null check (status in ('waiting', 'done', 'ignored')),
     reason text,
     occurred_at text,
     received_at timestamptz not null,
     finished_at timestamptz,
     body jsonb not null,
     unique (tracker, delivery_key)
   )`,
  `create unique index deliveries_content on waymark.deliveries (tracker, content_key)
     where content_key is not null`,
  `create index deliveries_waiting on waymark.deliveries (tracker, issue_id, seq) where status = 'waiting'`,
  `create index deliveries_oldest_waiting on waymark.deliveries (received_at) where status = 'waiting'`,
  'create index deliveries_status on waymark.deliveries (tracker, status)',
  'create index deliveries_issue_key on waymark.deliveries (issue_key, seq)',

  `create table waymark.reviews (
     tracker text not null,
     issue_id text not null,
     issue_key text not null,
     project text not null,
     framing text not null,
     updated_at timestamptz not null,
     reviewed_at timestamptz not null,
     gone_at timestamptz,
     issue jsonb not null,
     assessment jsonb not null,
     primary key (tracker, issue_id)
   )`,
  'create index reviews_framing on waymark.reviews (tracker, framing) where gone_at is null',

  `create table waymark.comments (
     tracker text not null,
     issue_id text not null,
     state text not null check (state in ('intended', 'published', 'withdrawn', 'deleted-by-person')),
     comment_id text,
     body_hash text,
     generation integer not null,
     changed_at timestamptz not null,
     primary key (tracker, issue_id),
     check ((comment_id is not null) = (state in ('published', 'deleted-by-person')))
   )`,
  'create index comments_state on waymark.comments (tracker, state)',

  `create table waymark.events (
     position bigint generated always as identity primary key,
     topic text collate "C" not null,
     subject text not null,
     actor text not null,
     at timestamptz not null,
     data jsonb not null
   )`,
  'create index events_topic on waymark.events (topic, position)',
  'create index events_subject on waymark.events (subject, position)',

  // Positions are given out before commit. Whoever appends holds this lock until its commit is visible, so positions
  // become visible in their order and a reader that remembers the last one it saw never skips a row. A transaction
  // appends its events last, which keeps the lock short and rules out a deadlock over it.
  `create function waymark.append_in_order() returns trigger language plpgsql as $$
   begin
     perform pg_advisory_xact_lock(hashtext('waymark.events'));
     return null;
   end $$`,
  `create trigger append_in_order before insert on waymark.events
     for each statement execute function waymark.append_in_order()`,

  `create function waymark.refuse_change() returns trigger language plpgsql as $$
   begin
     raise exception 'waymark.events is append-only';
   end $$`,
  `create trigger append_only before update or delete or truncate on waymark.events
     for each statement execute function waymark.refuse_change()`,
];
