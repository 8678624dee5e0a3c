import { type Kysely, type Selectable, sql } from 'kysely';
import type { Delivery, NewDelivery } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { DeliveriesTable, Tables } from './tables.ts';

const maxTextLength = 500;

/** A delivery as it is stored. A row waits when the event wants a review, which only an event of an issue can. */
export function toRow({ tracker, event, receivedAt, ignoredBecause }: NewDelivery) {
  const reason = ignoredBecause ?? (event.issue ? null : 'not about an issue');
  return {
    tracker,
    delivery_key: cleanKey(event.deliveryKey),
    content_key: event.contentKey === null ? null : cleanKey(event.contentKey),
    type: short(event.type),
    issue_id: event.issue ? cleanKey(event.issue.id) : null,
    issue_key: event.issue?.key ? cleanKey(event.issue.key) : null,
    comment_id: event.comment ? cleanKey(event.comment.id) : null,
    status: reason === null ? 'waiting' : 'ignored',
    reason: reason === null ? null : short(reason),
    occurred_at: event.occurredAt === null ? null : short(event.occurredAt),
    received_at: receivedAt.toISOString(),
    // Made text here, so that a body which cannot be written fails its own call alone.
    body: event.bodyText ?? cleanJson(event.body),
  };
}

/** A delivery without its body. */
export const deliveryColumns = [
  ...(['seq', 'tracker', 'delivery_key', 'type', 'issue_id', 'issue_key', 'status', 'reason'] as const),
  ...(['received_at', 'finished_at'] as const),
] as const;

export function toDelivery(
  row: Pick<Selectable<DeliveriesTable>, (typeof deliveryColumns)[number]>,
): Delivery {
  return {
    seq: row.seq,
    tracker: row.tracker,
    deliveryKey: row.delivery_key,
    type: row.type,
    issue: row.issue_id === null ? null : { id: row.issue_id, key: row.issue_key },
    status: row.status,
    reason: row.reason,
    receivedAt: row.received_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

type DeliveryRow = ReturnType<typeof toRow>;
type Inserted = Pick<DeliveryRow, 'tracker' | 'delivery_key' | 'content_key'>;

/**
 * Stores the rows and their events in one statement, so in one commit. A row that is there already, or twice among
 * these, is a duplicate.
 */
export async function insertDeliveries(
  db: Kysely<Tables>,
  rows: readonly DeliveryRow[],
): Promise<readonly ('accepted' | 'duplicate')[]> {
  // One order for all processes: two that store the same retries at once must not wait for each other.
  const ordered = rows
    .map((row) => ({ row, key: identity(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => jsonOf(row));
  const { rows: inserted } = await sql<Inserted>`
    with stored as (
      insert into waymark.deliveries (tracker, delivery_key, content_key, type, issue_id, issue_key, comment_id,
        status, reason, occurred_at, received_at, body)
      select tracker, delivery_key, content_key, type, issue_id, issue_key, comment_id, status, reason,
        occurred_at, received_at, body
      from json_to_recordset(('[' || ${ordered.join(',')}::text || ']')::json) as row (tracker text, delivery_key text,
        content_key text, type text, issue_id text, issue_key text, comment_id text, status text, reason text,
        occurred_at text, received_at timestamptz, body jsonb)
      on conflict do nothing
      returning seq, tracker, delivery_key, content_key, type, issue_id, received_at
    ), logged as (
      insert into waymark.events (topic, subject, actor, at, data)
      select 'delivery.received', tracker || coalesce(':' || issue_id, ''), 'waymark', received_at,
        jsonb_build_object('seq', seq, 'type', type, 'deliveryKey', delivery_key)
      from stored
    )
    select tracker, delivery_key, content_key from stored`.execute(db);

  const accepted = new Set(inserted.map(identity));
  return rows.map((row) => (accepted.delete(identity(row)) ? 'accepted' : 'duplicate'));
}

/** True for errors that one row of several may have caused, or that a second try may not meet again. */
export function isRowTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  // Classes of SQLSTATE: data, integrity, rollback (deadlock), limits such as nesting.
  return typeof code === 'string' && /^(22|23|40|54)/.test(code) && code.length === 5;
}

/** The body is JSON already: written into the row as it is, it is neither quoted here nor read twice there. */
function jsonOf({ body, ...row }: DeliveryRow): string {
  return `${JSON.stringify(row).slice(0, -1)},"body":${body}}`;
}

/** The keys hold no NUL, so nothing else is written like it. */
function identity({ tracker, delivery_key, content_key }: Inserted): string {
  return `${tracker}\0${delivery_key}\0${content_key ?? ''}`;
}

function short(text: string): string {
  return cleanText(text.slice(0, maxTextLength));
}
