import { type Kysely, type Migration, sql } from 'kysely';

/** What people ask for on pages, what came of missions, and what the audit counts. */
export const auditAndEdits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

/** Ends the order of every column of the board. */
const newest = 'updated_at desc, tracker, issue_id';

/** Fills the new columns of cards from the reviews that are there, as `putCard` does from here on. */
export const readCardsAnew = `update waymark.mission_cards c set
   type = coalesce(r.issue->>'type', 'story'),
   is_open = coalesce(r.issue->'status'->>'category', '') not in ('done', 'cancelled'),
   created_at = case when r.issue->>'createdAt' ~ '^\\d{4}-\\d\\d-\\d\\dT' then (r.issue->>'createdAt')::timestamptz end,
   author_id = case when r.issue->'reporter'->>'bot' = 'true' then null
     else left(r.issue->'reporter'->>'id', 300) end,
   author_name = case when r.issue->'reporter'->>'bot' = 'true' then null
     else left(r.issue->'reporter'->>'name', 120) end,
   missing = array(
     select field from unnest(array['size', 'name', 'problem', 'persona', 'buildTestIterate', 'value', 'due',
       'priority', 'difficulty']) field
     cross join lateral (select r.assessment->'mission'->field as reading) m
     where (reading is null or reading->>'source' = 'default' or reading->>'value' = 'unclear')
       and not (field = 'buildTestIterate' and r.assessment->'mission'->'size'->>'value' = 'micro')),
   has_benefit = coalesce(jsonb_typeof(r.assessment->'reading'->'benefit') = 'object', false),
   has_target = coalesce(jsonb_typeof(r.assessment->'reading'->'target') = 'object', false),
   confidence = coalesce((r.assessment->'reading'->>'confidence')::float8, 0)
 from waymark.reviews r where r.tracker = c.tracker and r.issue_id = c.issue_id`;

const statements = [
  `create table waymark.edits (
     seq bigint generated always as identity primary key,
     tracker text not null,
     issue_id text not null,
     issue_key text not null,
     project text not null,
     subject text not null,
     wish jsonb not null,
     asked_by text not null,
     asked_from text,
     asked_at timestamptz not null,
     state text not null check (state in ('waiting', 'sent', 'kept', 'refused', 'superseded')),
     reason text,
     remedy text,
     settled_at timestamptz,
     due_at timestamptz not null
   )`,
  'create index edits_of_issue on waymark.edits (tracker, issue_id, seq)',
  `create index edits_due on waymark.edits (due_at) where state = 'waiting'`,

  // Added to and never changed: the last one of an issue counts.
  `create table waymark.outcome_notes (
     seq bigint generated always as identity primary key,
     tracker text not null,
     issue_id text not null,
     verdict text not null check (verdict in ('reached', 'partly', 'missed', 'open')),
     note text not null,
     noted_by text not null,
     noted_from text,
     noted_at timestamptz not null
   )`,
  'create index outcome_notes_of_issue on waymark.outcome_notes (tracker, issue_id, seq desc)',

  // What the last look at an issue found in its fields, beside what Waymark wants there.
  `create table waymark.field_looks (
     tracker text not null,
     issue_id text not null,
     desired jsonb not null,
     actual jsonb not null,
     problems jsonb not null,
     looked_at timestamptz not null,
     primary key (tracker, issue_id)
   )`,

  `alter table waymark.mission_cards
     add column type text not null default 'story',
     add column is_open boolean not null default true,
     add column created_at timestamptz,
     add column author_id text,
     add column author_name text,
     add column missing text[] not null default '{}',
     add column has_benefit boolean not null default false,
     add column has_target boolean not null default false,
     add column confidence double precision not null default 0`,
  readCardsAnew,

  // A lane of the board is met in the order of its cards, also the one of those without.
  ...['value', 'size', 'persona'].map(
    (column) => `create index mission_cards_by_${column}
       on waymark.mission_cards (stage, coalesce(${column}, ''), ${newest}) where stage is not null`,
  ),
  `create index mission_cards_by_project on waymark.mission_cards (stage, project, ${newest}) where stage is not null`,
  'create index mission_cards_written on waymark.mission_cards (created_at, tracker, project)',
];
