import type { Kysely, Selectable } from 'kysely';
import type { IssueRef } from '../domain/issue.ts';
import type { WriteEntry, WriteLog } from '../domain/ports.ts';
import type { FieldValue, SyncedField } from '../domain/write-back/fields.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import type { Tables, WritesTable } from './tables.ts';
import { createWriteStops } from './write-stops.ts';

/** Everything that Waymark wrote into trackers, with what was there before; what it is about to write; what is held. */
export function createWriteLog(database: Pick<Database, 'sql'>): WriteLog {
  const db = database.sql;
  const of = (ref: IssueRef) =>
    db
      .selectFrom('writes')
      .selectAll()
      .where('tracker', '=', ref.tracker)
      .where('issue_id', '=', cleanKey(ref.id));

  return {
    ...createWriteStops(database),

    async append(entries, events) {
      if (entries.length === 0) return [];
      return db.transaction().execute(async (transaction) => {
        // Positions are given out in the order of the values.
        const rows = await transaction
          .insertInto('writes')
          .values(entries.map(toRow))
          .returning('seq')
          .execute();
        await insertEvents(transaction, events);
        return rows.map(({ seq }) => seq).toSorted((a, b) => a - b);
      });
    },

    async open(ref) {
      const rows = await of(ref).where('state', 'in', ['intended', 'held']).orderBy('seq').execute();
      return rows.map(toEntry);
    },

    async settle(outcomes, events) {
      if (outcomes.length === 0 && events.length === 0) return;
      const seqsOf = (state: (typeof outcomes)[number]['state']) =>
        outcomes.filter((outcome) => outcome.state === state).map(({ seq }) => seq);
      const [dropped, written] = [seqsOf('dropped'), seqsOf('written')];
      await db.transaction().execute(async (transaction) => {
        if (dropped.length > 0) {
          await transaction
            .deleteFrom('writes')
            .where('seq', 'in', dropped)
            .where('state', '=', 'intended')
            .execute();
        }
        if (written.length > 0) {
          await transaction
            .updateTable('writes')
            .set({ state: 'written', reason: null })
            .where('seq', 'in', written)
            .where('state', '=', 'intended')
            .execute();
        }
        for (const outcome of outcomes) {
          if (outcome.state !== 'intended') continue;
          await transaction
            .updateTable('writes')
            .set({ reason: cleanText(outcome.reason) })
            .where('seq', '=', outcome.seq)
            .where('state', '=', 'intended')
            .execute();
        }
        await insertEvents(transaction, events);
      });
    },

    async hold(ref, kind, entries, events) {
      if (entries.length === 0 && events.length === 0) {
        await deleteHeld(db, ref).where('kind', '=', kind).execute();
        return;
      }
      await db.transaction().execute(async (transaction) => {
        const before = await deleteHeld(transaction, ref).where('kind', '=', kind).returningAll().execute();
        const rows = entries.map((entry) => {
          const same = before.find((row) => row.field === entry.field && row.reason === entry.reason);
          return { ...toRow(entry), at: same?.at ?? entry.at };
        });
        if (rows.length > 0) await transaction.insertInto('writes').values(rows).execute();
        await insertEvents(transaction, events);
      });
    },

    async release(ref) {
      await deleteHeld(db, ref).execute();
    },

    async lastWritten(ref) {
      const rows = await of(ref)
        .where('kind', '=', 'field')
        .where('state', 'in', ['intended', 'written'])
        .distinctOn('field')
        .orderBy('field')
        .orderBy('seq', 'desc')
        .execute();
      return Object.fromEntries(
        rows.flatMap(({ field, after }): [SyncedField, FieldValue][] =>
          field === null ? [] : [[field, after]],
        ),
      );
    },

    async list({ since, tracker, project, ref, state, before, oldestFirst = false, limit }) {
      let query = db
        .selectFrom('writes')
        .selectAll()
        .orderBy('seq', oldestFirst ? 'asc' : 'desc')
        .limit(limit);
      if (since) query = query.where('at', '>=', since);
      if (tracker) query = query.where('tracker', '=', tracker);
      if (project !== undefined) query = query.where('project', '=', cleanText(project));
      if (ref) query = query.where('tracker', '=', ref.tracker).where('issue_id', '=', cleanKey(ref.id));
      if (state) query = query.where('state', '=', state);
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.execute()).map(toEntry);
    },

    async countSince(since, { tracker, ref, project, kind }) {
      let calls = db
        .selectFrom('writes')
        .select(['tracker', 'issue_id', 'kind', 'at'])
        .distinct()
        .where('at', '>=', since)
        .where('state', 'in', ['intended', 'written']);
      if (tracker) calls = calls.where('tracker', '=', tracker);
      if (ref) calls = calls.where('tracker', '=', ref.tracker).where('issue_id', '=', cleanKey(ref.id));
      if (project !== undefined) calls = calls.where('project', '=', cleanText(project));
      if (kind) calls = calls.where('kind', '=', kind);
      const { count } = await db
        .selectFrom(calls.as('calls'))
        .select((e) => e.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },

    async markUndone(seqs, at, events) {
      if (seqs.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('writes')
          .set({ state: 'undone', reason: `undone at ${at.toISOString()}` })
          .where('seq', 'in', [...seqs])
          .where('state', '=', 'written')
          .execute();
        await insertEvents(transaction, events);
      });
    },
  };
}

function deleteHeld(db: Kysely<Tables>, ref: IssueRef) {
  return db
    .deleteFrom('writes')
    .where('tracker', '=', ref.tracker)
    .where('issue_id', '=', cleanKey(ref.id))
    .where('state', '=', 'held');
}

function toRow(entry: Omit<WriteEntry, 'seq'>) {
  return {
    tracker: entry.ref.tracker,
    issue_id: cleanKey(entry.ref.id),
    issue_key: cleanKey(entry.key),
    project: cleanText(entry.project),
    kind: entry.kind,
    field: entry.field,
    before: cleanJson(entry.before),
    after: cleanJson(entry.after),
    comment_id: entry.commentId,
    state: entry.state,
    reason: entry.reason === null ? null : cleanText(entry.reason),
    issue_updated_at: entry.issueUpdatedAt,
    at: entry.at as string | Date,
  };
}

export function toEntry(row: Selectable<WritesTable>): WriteEntry {
  return {
    seq: row.seq,
    ref: { tracker: row.tracker, id: row.issue_id },
    key: row.issue_key,
    project: row.project,
    kind: row.kind,
    field: row.field,
    before: row.before,
    after: row.after,
    commentId: row.comment_id,
    state: row.state,
    reason: row.reason,
    issueUpdatedAt: row.issue_updated_at?.toISOString() ?? null,
    at: row.at.toISOString(),
  };
}
