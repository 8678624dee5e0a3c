import { type Kysely, type Migration, sql } from 'kysely';

/** What people told Waymark by commands in comments, and how its checks stand with them. */
export const commands: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table waymark.deliveries add column comment_id text',

  `create table waymark.handled_comments (
     tracker text not null,
     comment_id text not null,
     text_hash text not null,
     issue_id text not null,
     handled_at timestamptz not null default now(),
     primary key (tracker, comment_id, text_hash)
   )`,

  // One row an issue: the switch and the answer, each with the time of the comment that it is from.
  `create table waymark.issue_wishes (
     tracker text not null,
     issue_id text not null,
     is_off boolean not null default false,
     switched_at timestamptz,
     is_hinted boolean not null default false,
     answer jsonb,
     answer_opens boolean not null default true,
     answer_at timestamptz,
     answer_findings text,
     primary key (tracker, issue_id)
   )`,

  `create table waymark.choices (
     tracker text not null,
     issue_id text not null,
     field text not null,
     value jsonb not null,
     words text not null,
     in_tracker boolean not null,
     chosen_by text not null,
     chosen_at timestamptz not null,
     primary key (tracker, issue_id, field)
   )`,

  // The evidence is empty for a dismissal that holds whatever the text says.
  `create table waymark.dismissals (
     tracker text not null,
     issue_id text not null,
     check_id text not null,
     reason text not null check (reason in ('false', 'wontfix')),
     evidence_hash text not null,
     note text not null,
     dismissed_by text not null,
     dismissed_at timestamptz not null,
     primary key (tracker, issue_id, check_id, reason, evidence_hash)
   )`,

  `create table waymark.commented_findings (
     tracker text not null,
     issue_id text not null,
     check_id text not null,
     project text not null,
     commented_at timestamptz not null,
     primary key (tracker, issue_id, check_id)
   )`,
  'create index commented_findings_project on waymark.commented_findings (tracker, project, check_id)',

  `create table waymark.check_standings (
     tracker text not null,
     project text not null,
     check_id text not null,
     commented integer not null,
     dismissed integer not null,
     standing double precision not null,
     silenced boolean not null,
     changed_at timestamptz not null default now(),
     primary key (tracker, project, check_id)
   )`,
];
