import { type Kysely, type Selectable, sql } from 'kysely';
import type { WaymarkEvent } from '../domain/event.ts';
import type { DigestRecord, Digests, MailRow } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import type { DigestMailsTable, DigestsTable } from './digest-tables.ts';
import { insertEvents } from './event-rows.ts';
import { keptKey } from './kept-key.ts';
import type { Tables } from './tables.ts';

const hourMs = 3_600_000;
const mailColumns = ['id', 'audience', 'period', 'recipient', 'state', 'attempts', 'detail', 'at'] as const;

/** Digests by audience and period, their mails by recipient, and who wants none. */
export function createDigests({ sql: db }: Pick<Database, 'sql'>): Digests {
  return {
    async knownSince(audience, now) {
      await db
        .insertInto('digest_audiences')
        .values({ audience: cleanKey(audience), known_since: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { known_since } = await db
        .selectFrom('digest_audiences')
        .select('known_since')
        .where('audience', '=', cleanKey(audience))
        .executeTakeFirstOrThrow();
      return known_since;
    },

    async find(audience, period) {
      const row = await db
        .selectFrom('digests')
        .selectAll()
        .where('audience', '=', cleanKey(audience))
        .where('period', '=', period)
        .executeTakeFirst();
      return row ? toRecord(row) : null;
    },

    async lastFigures(audience, before) {
      const row = await db
        .selectFrom('digests')
        .select('figures')
        .where('audience', '=', cleanKey(audience))
        .where('period', '<', before)
        .where('state', '<>', 'missed')
        .orderBy('period', 'desc')
        .executeTakeFirst();
      return row?.figures ?? {};
    },

    async lastMailed(audience) {
      const row = await db
        .selectFrom('digests')
        .select('period')
        .where('audience', '=', cleanKey(audience))
        .where('state', 'in', ['open', 'finished'])
        .orderBy('period', 'desc')
        .executeTakeFirst();
      return row?.period ?? null;
    },

    open(record, recipients, events) {
      const { audience, period } = record;
      return db.transaction().execute(async (transaction) => {
        const opened = await transaction
          .insertInto('digests')
          .values(toRow(record))
          .onConflict((conflict) => conflict.doNothing())
          .returning('period')
          .executeTakeFirst();
        if (!opened) return 'known';
        const rows = [...new Set(recipients)].map((recipient) => ({
          ...{ audience: cleanKey(audience), period, recipient: cleanKey(recipient) },
          ...{ state: 'waiting' as const, detail: null, next_at: record.dueAt, at: record.dueAt },
        }));
        if (rows.length > 0) await transaction.insertInto('digest_mails').values(rows).execute();
        await insertEvents(transaction, events);
        return 'opened';
      });
    },

    takeNext(now, perHour) {
      return db.transaction().execute(async (transaction) => {
        // One after the other, so that the count of the hour holds over all processes.
        await sql`select pg_advisory_xact_lock(hashtext('waymark.digest_mails'))`.execute(transaction);
        const { taken } = await transaction
          .selectFrom('digest_mails')
          .select((e) => e.fn.countAll<number>().as('taken'))
          .where('taken_at', '>', new Date(now.getTime() - hourMs))
          .executeTakeFirstOrThrow();
        if (taken >= perHour) return null;
        const next = await transaction
          .selectFrom('digest_mails as mail')
          .innerJoin('digests', (join) =>
            join.onRef('digests.audience', '=', 'mail.audience').onRef('digests.period', '=', 'mail.period'),
          )
          .select(['mail.id', 'digests.digest'])
          .where('mail.state', '=', 'waiting')
          .where('mail.next_at', '<=', now)
          .where('digests.until', '>', now)
          .where('digests.digest', 'is not', null)
          .orderBy('mail.next_at')
          .orderBy('mail.id')
          .limit(1)
          .executeTakeFirst();
        if (!next?.digest) return null;
        const row = await transaction
          .updateTable('digest_mails')
          .set((e) => ({ state: 'sending', attempts: e('attempts', '+', 1), taken_at: now, at: now }))
          .where('id', '=', next.id)
          .returning(mailColumns)
          .executeTakeFirstOrThrow();
        return { mail: toMail(row), digest: next.digest };
      });
    },

    async settle(id, state, detail, at, retryAt, events) {
      await db.transaction().execute(async (transaction) => {
        const settled = await transaction
          .updateTable('digest_mails')
          .set({ state, detail: cleanText(detail), at, next_at: retryAt })
          .where('id', '=', id)
          .where('state', '=', 'sending')
          .returning('id')
          .executeTakeFirst();
        if (settled) await insertEvents(transaction, events);
      });
    },

    bounce(id, detail, at, events) {
      return db.transaction().execute(async (transaction) => {
        const bounced = await transaction
          .updateTable('digest_mails')
          .set({ state: 'bounced', detail: cleanText(detail), at })
          .where('id', '=', id)
          .where('state', 'in', ['sending', 'sent', 'unknown'])
          .returning('id')
          .executeTakeFirst();
        if (bounced) await insertEvents(transaction, events);
        return bounced !== undefined;
      });
    },

    async giveUpOn(sendingSince, now) {
      const rows = await db
        .updateTable('digest_mails')
        .set({ state: 'unknown', at: now, detail: 'the process ended while it was being handed over' })
        .where('state', '=', 'sending')
        .where('taken_at', '<', sendingSince)
        .returning(mailColumns)
        .execute();
      return rows.map(toMail);
    },

    async tidy(now) {
      await sql`
        update waymark.digest_mails mail set state = 'expired', at = ${now}
        from waymark.digests d
        where d.audience = mail.audience and d.period = mail.period and mail.state = 'waiting' and d.until <= ${now}`.execute(
        db,
      );
      // What nobody needs any more is not kept: the digest quotes issues. A person may still want it sent again today.
      await sql`
        update waymark.digests d set state = 'finished', digest = null
        where state = 'open' and until <= ${now} and not exists (
          select from waymark.digest_mails mail
          where mail.audience = d.audience and mail.period = d.period and mail.state in ('waiting', 'sending'))`.execute(
        db,
      );
    },

    async sendAgain(id, now, until) {
      return db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('digest_mails')
          .set({ state: 'waiting', next_at: now, at: now, detail: 'asked for again' })
          .where('id', '=', id)
          .where('state', 'in', ['unknown', 'refused', 'bounced'])
          .where((e) =>
            e.exists(
              e
                .selectFrom('digests')
                .select('digests.period')
                .whereRef('digests.audience', '=', 'digest_mails.audience')
                .whereRef('digests.period', '=', 'digest_mails.period')
                .where('digests.digest', 'is not', null),
            ),
          )
          .returning(mailColumns)
          .executeTakeFirst();
        if (!row) return null;
        await transaction
          .updateTable('digests')
          .set((e) => ({ until: e.fn<Date>('greatest', ['until', e.val(until)]) }))
          .where('audience', '=', row.audience)
          .where('period', '=', row.period)
          .execute();
        return toMail(row);
      });
    },

    async mail(id) {
      const row = await db
        .selectFrom('digest_mails')
        .select(mailColumns)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toMail(row) : null;
    },

    async list({ audience, limit }) {
      let query = db.selectFrom('digest_mails').select(mailColumns).orderBy('id', 'desc').limit(limit);
      if (audience !== undefined) query = query.where('audience', '=', cleanKey(audience));
      return (await query.execute()).map(toMail);
    },

    async digests({ audience, limit }) {
      let query = db
        .selectFrom('digests')
        .selectAll()
        .orderBy('period', 'desc')
        .orderBy('audience')
        .limit(limit);
      if (audience !== undefined) query = query.where('audience', '=', cleanKey(audience));
      return (await query.execute()).map(toRecord);
    },

    async pauses() {
      const rows = await db.selectFrom('digest_pauses').select(['audience', 'recipient', 'until']).execute();
      return rows.map((row) => ({ ...row, until: row.until?.toISOString() ?? null }));
    },

    async setPause({ audience, recipient }, until, at, events) {
      const key = { audience: cleanKey(audience), recipient: cleanKey(recipient) };
      await db.transaction().execute((transaction) => putPause(transaction, key, until, at, events));
    },

    signingKey: () => keptKey(db, 'digest_keys', 'unsubscribe'),
  };
}

async function putPause(
  db: Kysely<Tables>,
  key: { readonly audience: string; readonly recipient: string },
  until: Date | 'for good' | null,
  at: Date,
  events: readonly WaymarkEvent[],
): Promise<void> {
  if (until === null) {
    await db
      .deleteFrom('digest_pauses')
      .where('audience', '=', key.audience)
      .where('recipient', '=', key.recipient)
      .execute();
  } else {
    const state = { until: until === 'for good' ? null : until, at };
    await db
      .insertInto('digest_pauses')
      .values({ ...key, ...state })
      .onConflict((conflict) => conflict.columns(['audience', 'recipient']).doUpdateSet(state))
      .execute();
  }
  await insertEvents(db, events);
}

function toRow({ audience, period, state, digest, subject, figures, dueAt, until }: DigestRecord) {
  return {
    ...{ audience: cleanKey(audience), period, state, subject: cleanText(subject) },
    digest: digest === null ? null : cleanJson(digest),
    figures: cleanJson(figures),
    due_at: dueAt,
    until,
  };
}

function toRecord(row: Selectable<DigestsTable>): DigestRecord {
  const { audience, period, state, digest, subject, figures } = row;
  return {
    ...{ audience, period, state, digest, subject, figures },
    dueAt: row.due_at.toISOString(),
    until: row.until.toISOString(),
  };
}

function toMail(row: Pick<Selectable<DigestMailsTable>, (typeof mailColumns)[number]>): MailRow {
  return { ...row, at: row.at.toISOString() };
}
