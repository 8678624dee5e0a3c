import { type Kysely, sql, type Transaction } from 'kysely';
import type { IssueRef } from '../domain/issue.ts';
import type { HandledComment, WishChange } from '../domain/ports.ts';
import { cleanJson, cleanKey, cleanText } from './clean.ts';
import type { Tables } from './tables.ts';

/** Puts on record what one comment or one edit changes, within its transaction. A later one is not replaced. */
export async function applyWish(
  db: Transaction<Tables> | Kysely<Tables>,
  change: WishChange,
  { ref, at, by }: Pick<HandledComment, 'ref' | 'at' | 'by'>,
): Promise<void> {
  switch (change.kind) {
    case 'switch': {
      const state = { is_off: change.off, switched_at: at };
      await db
        .insertInto('issue_wishes')
        .values({ ...keyOf(ref), ...state })
        .onConflict((conflict) =>
          conflict
            .columns(['tracker', 'issue_id'])
            .doUpdateSet(state)
            .where(isNotLater('issue_wishes.switched_at', at)),
        )
        .execute();
      return;
    }
    case 'hint':
      await db
        .insertInto('issue_wishes')
        .values({ ...keyOf(ref), is_hinted: true })
        .onConflict((conflict) => conflict.columns(['tracker', 'issue_id']).doUpdateSet({ is_hinted: true }))
        .execute();
      return;
    case 'choice': {
      const { field, value, words, inTracker } = change.choice;
      const state = {
        value: cleanJson(value),
        words: cleanText(words),
        in_tracker: inTracker,
        chosen_by: cleanKey(by),
        chosen_at: at,
      };
      await db
        .insertInto('choices')
        .values({ ...keyOf(ref), field, ...state })
        .onConflict((conflict) =>
          conflict
            .columns(['tracker', 'issue_id', 'field'])
            .doUpdateSet(state)
            .where(isNotLater('choices.chosen_at', at)),
        )
        .execute();
      return;
    }
    case 'restore':
      await db
        .deleteFrom('dismissals')
        .where(isOf(ref))
        .where('check_id', '=', change.check)
        .where('dismissed_at', '<=', new Date(at))
        .execute();
      return;
    case 'dismissal': {
      const { check, reason, evidenceHash } = change.dismissal;
      await db
        .insertInto('dismissals')
        .values({
          ...keyOf(ref),
          check_id: check,
          reason,
          evidence_hash: evidenceHash ?? '',
          note: cleanText(change.note),
          dismissed_by: cleanKey(by),
          dismissed_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

export function keyOf({ tracker, id }: IssueRef) {
  return { tracker, issue_id: cleanKey(id) };
}

export function isOf({ tracker, id }: IssueRef) {
  return sql<boolean>`tracker = ${tracker} and issue_id = ${cleanKey(id)}`;
}

export function isNotLater(column: string, at: string) {
  return sql<boolean>`coalesce(${sql.ref(column)} <= ${at}::timestamptz, true)`;
}
