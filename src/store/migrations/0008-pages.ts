import { type Kysely, type Migration, sql } from 'kysely';

/** Who is signed in, and the missions as the board asks for them. */
export const pages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table waymark.sessions (
     id_hash text primary key,
     who text not null,
     role text not null check (role in ('viewer', 'editor', 'admin')),
     opened_at timestamptz not null,
     ends_at timestamptz not null
   )`,
  'create index sessions_ends_at on waymark.sessions (ends_at)',

  // A narrow copy of what the reviews hold: counting ten thousand of those would read every text.
  `create table waymark.mission_cards (
     tracker text not null,
     issue_id text not null,
     issue_key text not null,
     url text not null,
     project text not null,
     title text not null,
     stage text,
     framing text not null,
     size text,
     persona text,
     value text,
     due text,
     priority text,
     owners text[] not null,
     gaps text[] not null,
     updated_at timestamptz not null,
     primary key (tracker, issue_id)
   )`,
  `create index mission_cards_column on waymark.mission_cards (stage, updated_at desc, tracker, issue_id)
     where stage is not null`,

  // Issues that were reviewed before; from here on every review writes its own card.
  `insert into waymark.mission_cards
   select tracker, issue_id, issue_key, issue->>'url', project, left(issue->>'title', 300),
     case issue->'status'->>'category'
       when 'cancelled' then null
       when 'done' then 'celebrated'
       when 'in-review' then 'reviewing'
       when 'in-progress' then 'delivering'
       else case
         when jsonb_array_length(issue->'assignees') > 0 then 'assigned'
         when assessment->'mission' ? 'problem'
           or (assessment->'mission' ? 'persona' and assessment->'mission' ? 'value') then 'defined'
         else 'spotted' end end,
     framing,
     assessment->'mission'->'size'->>'value',
     left(assessment->'mission'->'persona'->>'value', 120),
     assessment->'mission'->'value'->>'value',
     assessment->'mission'->'due'->>'value',
     assessment->'mission'->'priority'->>'value',
     array(select left(one->>'name', 120) from jsonb_array_elements(issue->'assignees') one limit 10),
     array(select one->>'check' from jsonb_array_elements(assessment->'findings') one),
     updated_at
   from waymark.reviews where gone_at is null`,
];
