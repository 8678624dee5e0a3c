import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { leadsToHidden, seesEverything } from '../domain/access.ts';
import { withoutHidden } from '../domain/okr/hidden-names.ts';
import type { CheckIns, NewCheckIn, StoredCheckIn } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import type { CheckInsTable } from './okr-tables.ts';

/** The append-only log of what people and measurements said of key results. */
export function createCheckIns(database: Pick<Database, 'sql'>): CheckIns {
  const db = database.sql;
  const rows = () => db.selectFrom('check_ins').selectAll();
  return {
    add(row, events) {
      return db.transaction().execute(async (transaction) => {
        const added = await transaction
          .insertInto('check_ins')
          .values(toRow(row))
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        if (added) {
          await insertEvents(transaction, events);
          return { outcome: 'added', checkIn: toCheckIn(added) };
        }
        const known =
          row.key === null
            ? undefined
            : await transaction
                .selectFrom('check_ins')
                .selectAll()
                .where('key', '=', cleanKey(row.key))
                .executeTakeFirst();
        return known ? { outcome: 'known', checkIn: toCheckIn(known) } : { outcome: 'corrected-already' };
      });
    },

    async find(id) {
      const row = await rows().where('id', '=', cleanKey(id)).executeTakeFirst();
      return row ? toCheckIn(row) : null;
    },

    async of(keyResults, sight = seesEverything) {
      let query = rows().orderBy('seq');
      if (keyResults) {
        if (keyResults.length === 0) return new Map();
        query = query.where('key_result', 'in', [...keyResults]);
      }
      const found = new Map<string, StoredCheckIn[]>();
      for (const row of await query.execute()) {
        const checkIn = toCheckIn(row, sight);
        const list = found.get(row.key_result);
        if (list) list.push(checkIn);
        else found.set(row.key_result, [checkIn]);
      }
      return found;
    },

    async lastDays() {
      const days = await db
        .selectFrom('check_ins')
        .select(['key_result', (e) => e.fn.max('day').as('day')])
        .groupBy('key_result')
        .execute();
      return new Map(days.map((row) => [row.key_result, row.day]));
    },
  };
}

function toRow(row: NewCheckIn) {
  return {
    id: randomUUID(),
    key_result: cleanKey(row.keyResult),
    day: row.day,
    value: cleanJson(row.value),
    author: cleanText(row.author),
    source: row.source,
    evidence: cleanJson(row.evidence),
    confidence: row.confidence,
    note: row.note === null ? null : cleanText(row.note),
    corrects: row.corrects,
    key: row.key === null ? null : cleanKey(row.key),
    at: row.at,
  };
}

function toCheckIn(row: Selectable<CheckInsTable>, sight = seesEverything): StoredCheckIn {
  return {
    id: row.id,
    keyResult: row.key_result,
    day: row.day,
    value: row.value,
    author: row.author,
    source: row.source,
    evidence: row.evidence.filter((link) => !leadsToHidden(sight, link)),
    confidence: row.confidence,
    note: row.note === null ? null : withoutHidden(row.note, sight),
    corrects: row.corrects,
    at: row.at.toISOString(),
  };
}
