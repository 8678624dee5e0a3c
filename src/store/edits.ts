import { type Selectable, sql } from 'kysely';
import { type Edit, editSubject } from '../domain/edits/edit.ts';
import type { Edits, NewEdit } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import type { EditsTable } from './edit-tables.ts';
import { insertEvents } from './event-rows.ts';
import { applyWish, isOf, keyOf } from './wish-changes.ts';

/** Longer than an edit commonly takes: by then the request for its issue's turn was lost. */
const patienceMs = 60_000;
/** More than readers are shown of one issue. */
const mostRecent = 20;

/** What people asked for on pages. */
export function createEdits({ sql: db }: Pick<Database, 'sql'>): Edits {
  return {
    async ask(edits, events) {
      if (edits.length === 0) return [];
      return db.transaction().execute(async (transaction) => {
        for (const { ref, wish, askedAt } of edits) {
          await transaction
            .updateTable('edits')
            .set({ state: 'superseded', settled_at: askedAt, reason: null, remedy: null })
            .where(isOf(ref))
            .where('subject', '=', editSubject(wish))
            .where('state', '=', 'waiting')
            .execute();
        }
        const rows = await transaction
          .insertInto('edits')
          .values(edits.map(toRow))
          .returning('seq')
          .execute();
        await insertEvents(transaction, events);
        return rows.map(({ seq }) => seq).toSorted((a, b) => a - b);
      });
    },

    async waiting(ref) {
      const rows = await db
        .selectFrom('edits')
        .selectAll()
        .where(isOf(ref))
        .where('state', '=', 'waiting')
        .orderBy('seq')
        .execute();
      return rows.map(toEdit);
    },

    async settle({ edit, state, why, at, changes }, events) {
      return db.transaction().execute(async (transaction) => {
        const first = await transaction
          .updateTable('edits')
          .set({ state, ...toWhy(why), settled_at: at })
          .where('seq', '=', edit.seq)
          .where('state', '=', 'waiting')
          .returning('seq')
          .executeTakeFirst();
        if (!first) return 'settled-before';
        const wisher = { ref: edit.ref, at: edit.askedAt, by: edit.by };
        for (const change of changes) await applyWish(transaction, change, wisher);
        await insertEvents(transaction, events);
        return 'settled';
      });
    },

    async postpone(seq, why, until) {
      await db
        .updateTable('edits')
        .set({ ...toWhy(why), due_at: until })
        .where('seq', '=', seq)
        .where('state', '=', 'waiting')
        .execute();
    },

    async due(now, limit) {
      const { rows } = await sql<Pick<EditsTable, 'tracker' | 'issue_id'>>`
        select tracker, issue_id from waymark.edits where state = 'waiting' and due_at <= ${now}
        group by tracker, issue_id order by min(due_at) limit ${limit}`.execute(db);
      return rows.map((row) => ({ tracker: row.tracker, id: row.issue_id }));
    },

    async recent(refs, since) {
      if (refs.length === 0) return new Map();
      const wanted = cleanJson(refs.map(keyOf));
      const { rows } = await sql<Selectable<EditsTable>>`
        select e.* from jsonb_to_recordset(${wanted}::jsonb) as one(tracker text, issue_id text)
        cross join lateral (
          select * from waymark.edits e
          where e.tracker = one.tracker and e.issue_id = one.issue_id and e.state <> 'superseded'
            and (e.state = 'waiting' or e.settled_at >= ${since})
          order by e.seq desc limit ${mostRecent}) e
        order by e.seq desc`.execute(db);
      const found = new Map<string, Edit[]>();
      for (const edit of rows.map(toEdit)) {
        const key = `${edit.ref.tracker}:${edit.ref.id}`;
        found.set(key, [...(found.get(key) ?? []), edit]);
      }
      return found;
    },
  };
}

function toRow({ ref, key, project, wish, by, askedAt }: NewEdit) {
  return {
    ...keyOf(ref),
    issue_key: cleanKey(key),
    project: cleanText(project),
    subject: editSubject(wish),
    wish: cleanJson(wish),
    asked_by: cleanKey(by.who),
    asked_from: by.from === null ? null : cleanKey(by.from),
    asked_at: askedAt,
    state: 'waiting' as const,
    due_at: new Date(askedAt.getTime() + patienceMs),
  };
}

const toWhy = (why: Edit['why']) => ({
  reason: why && cleanText(why.reason),
  remedy: why?.remedy == null ? null : cleanText(why.remedy),
});

function toEdit(row: Selectable<EditsTable>): Edit {
  return {
    seq: row.seq,
    ref: { tracker: row.tracker, id: row.issue_id },
    key: row.issue_key,
    project: row.project,
    wish: row.wish,
    by: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    state: row.state,
    why: row.reason === null ? null : { reason: row.reason, remedy: row.remedy },
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}
