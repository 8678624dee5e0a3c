import { type Kysely, type Selectable, sql } from 'kysely';
import type { WaymarkEvent } from '../domain/event.ts';
import { cleanJson, cleanKey } from './clean.ts';
import type { EventsTable, Tables } from './tables.ts';

/** Appends events within a transaction; always its last statement, see the migration that makes the table. */
export async function insertEvents(db: Kysely<Tables>, events: readonly WaymarkEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    topic: event.topic,
    subject: cleanKey(event.subject),
    actor: cleanKey(event.actor),
    at: event.at,
    data: event.data,
  }));
  await sql`
    insert into waymark.events (topic, subject, actor, at, data)
    select topic, subject, actor, at, data
    from jsonb_to_recordset(${cleanJson(rows)}::jsonb)
      as row (topic text, subject text, actor text, at timestamptz, data jsonb)`.execute(db);
}

export function toEvent({ topic, subject, data, actor, at }: Selectable<EventsTable>): WaymarkEvent {
  return { topic: topic as WaymarkEvent['topic'], subject, data, actor, at: at.toISOString() };
}
