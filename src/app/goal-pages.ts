import type { Clock } from '../domain/ports.ts';
import { createRewriteFirst } from '../workflows/rewrite-first.ts';
import { createViewGoal } from '../workflows/view-goal.ts';
import { createViewGoals } from '../workflows/view-goals.ts';
import { createViewHome } from '../workflows/view-home.ts';
import type { OkrPart } from './okr-part.ts';
import type { Stores } from './stores.ts';

/** What the overview and the pages of goals answer from. */
export function createGoalPages(
  { stores, clock }: { readonly stores: Pick<Stores, 'cards' | 'auditSources'>; readonly clock: Clock },
  { okrs }: Pick<OkrPart, 'okrs'>,
) {
  const { cards, auditSources: sources } = stores;
  const { findGoals } = okrs;
  return {
    viewGoals: createViewGoals({ okrs, clock }),
    viewGoal: createViewGoal({ okrs, clock }),
    viewHome: createViewHome({
      cards,
      rewriteFirst: createRewriteFirst({ sources, cards, findGoals }),
      okrs,
      clock,
    }),
    okrs,
  };
}
