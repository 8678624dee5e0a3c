import { type Kysely, type Migration, sql } from 'kysely';

/** Goal trees by import, check-ins, the issues as the goals see them, and what was last published of each goal. */
export const okrs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.goal_trees (
     version integer primary key check (version > 0),
     goals jsonb not null,
     since jsonb not null,
     imported_by text not null,
     imported_at timestamptz not null
   )`,

  // The id is what people and other rows name; `seq` is the order in which rows were added.
  `create table waymark.check_ins (
     seq bigint generated always as identity primary key,
     id text not null unique,
     key_result text collate "C" not null,
     day text collate "C" not null check (day ~ '^\\d{4}-\\d{2}-\\d{2}$'),
     value jsonb not null,
     author text not null,
     source text not null check (source in ('manual', 'issues', 'http-json', 'prometheus', 'import')),
     evidence jsonb not null,
     confidence text check (confidence in ('high', 'medium', 'low')),
     note text,
     corrects text unique references waymark.check_ins (id),
     key text unique,
     at timestamptz not null
   )`,
  'create index check_ins_key_result on waymark.check_ins (key_result, seq)',

  `create function waymark.refuse_rewriting() returns trigger language plpgsql as $$
   begin
     raise exception 'waymark.% is append-only', tg_table_name;
   end $$`,
  ...['goal_trees', 'check_ins'].map(
    (table) => `create trigger append_only before update or delete or truncate on waymark.${table}
     for each statement execute function waymark.refuse_rewriting()`,
  ),

  // An issue's keys are of its own making, those of remote queries come from outside; a goal's rule meets both.
  `create table waymark.issue_facts (
     tracker text not null,
     issue_id text not null,
     issue_key text collate "C" not null,
     project text not null,
     url text not null,
     title text not null,
     status_name text not null,
     category text not null,
     started_on text collate "C",
     done_on text collate "C",
     facts jsonb not null,
     started_mission jsonb,
     weight_estimate bigint not null,
     weight_size bigint not null,
     own_keys text[] collate "C" not null,
     found_by text[] collate "C" not null default '{}',
     link_keys text[] collate "C" not null generated always as (own_keys || found_by) stored,
     updated_at timestamptz not null,
     primary key (tracker, issue_id)
   )`,
  'create index issue_facts_link_keys on waymark.issue_facts using gin (link_keys)',
  'create index issue_facts_key on waymark.issue_facts (tracker, issue_key)',

  `create table waymark.published_standings (
     goal text not null,
     place text not null,
     progress integer,
     score double precision,
     status text not null,
     day text not null,
     reference text,
     primary key (goal, place)
   )`,
];
