import type { CheckId } from '../domain/assessment/finding.ts';
import type { MissionField } from '../domain/mission/mission.ts';
import type { Wishes } from '../domain/ports.ts';
import type { RichText } from '../domain/rich-text.ts';
import { cleanJson, cleanKey } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';
import { applyWish, isNotLater, isOf, keyOf } from './wish-changes.ts';

/** What people told Waymark by commands, one transaction a comment. */
export function createWishes(database: Pick<Database, 'sql'>): Wishes {
  const db = database.sql;
  return {
    async of(ref) {
      const [wishes, dismissals, choices] = await Promise.all([
        db.selectFrom('issue_wishes').selectAll().where(isOf(ref)).executeTakeFirst(),
        db.selectFrom('dismissals').selectAll().where(isOf(ref)).orderBy('dismissed_at').execute(),
        db.selectFrom('choices').selectAll().where(isOf(ref)).orderBy('field').execute(),
      ]);
      return {
        isOff: wishes?.is_off ?? false,
        isHinted: wishes?.is_hinted ?? false,
        answer:
          wishes?.answer && wishes.answer_at
            ? {
                // Written by `record` below and by nothing else.
                body: wishes.answer as RichText,
                at: wishes.answer_at.toISOString(),
                opensComment: wishes.answer_opens,
                findingsHash: wishes.answer_findings,
              }
            : null,
        dismissals: dismissals.map((row) => ({
          check: row.check_id as CheckId,
          reason: row.reason,
          evidenceHash: row.reason === 'wontfix' ? null : row.evidence_hash,
        })),
        choices: choices.map((row) => ({
          field: row.field as MissionField,
          value: row.value as string | boolean,
          words: row.words,
          inTracker: row.in_tracker,
          at: row.chosen_at.toISOString(),
        })),
      };
    },

    async offAmong(tracker, ids) {
      if (ids.length === 0) return new Set();
      const rows = await db
        .selectFrom('issue_wishes')
        .select('issue_id')
        .where('tracker', '=', tracker)
        .where('is_off', '=', true)
        .where('issue_id', '=', (e) => e.fn.any(e.val(ids.map(cleanKey))))
        .execute();
      return new Set(rows.map(({ issue_id }) => issue_id));
    },

    async isHandled(tracker, commentId, textHash) {
      const row = await db
        .selectFrom('handled_comments')
        .select('comment_id')
        .where('tracker', '=', tracker)
        .where('comment_id', '=', cleanKey(commentId))
        .where('text_hash', '=', textHash)
        .executeTakeFirst();
      return row !== undefined;
    },

    async record(handled, events) {
      const { ref, commentId, textHash, at } = handled;
      return db.transaction().execute(async (transaction) => {
        const first = await transaction
          .insertInto('handled_comments')
          .values({ ...keyOf(ref), comment_id: cleanKey(commentId), text_hash: textHash })
          .onConflict((conflict) => conflict.doNothing())
          .returning('comment_id')
          .executeTakeFirst();
        if (!first) return 'repeated';
        for (const change of handled.changes) await applyWish(transaction, change, handled);
        if (handled.answer) {
          const answer = {
            answer: cleanJson(handled.answer.body),
            answer_opens: handled.answer.opensComment,
            answer_at: at,
            answer_findings: null,
          };
          await transaction
            .insertInto('issue_wishes')
            .values({ ...keyOf(ref), ...answer })
            .onConflict((conflict) =>
              conflict
                .columns(['tracker', 'issue_id'])
                .doUpdateSet(answer)
                .where(isNotLater('issue_wishes.answer_at', at)),
            )
            .execute();
        }
        await insertEvents(transaction, events);
        return 'recorded';
      });
    },

    async placeAnswer(ref, at, findingsHash) {
      await db
        .updateTable('issue_wishes')
        .set({ answer_findings: findingsHash })
        .where(isOf(ref))
        .where('answer_at', '=', new Date(at))
        .where('answer_findings', 'is', null)
        .execute();
    },

    async dropAnswer(ref, at) {
      await db
        .updateTable('issue_wishes')
        .set({ answer: null, answer_findings: null })
        .where(isOf(ref))
        .where('answer_at', '=', new Date(at))
        .execute();
    },
  };
}
