import { z } from 'zod';
import type { KeyResultView } from '../../../workflows/view-goal.ts';
import type { Supposed } from '../../../workflows/what-if.ts';
import { doerOf, type PageAnswer, type PageRoute, type Visitor } from '../page-route.ts';
import { goalPath } from '../parts/names.ts';
import { problemPage } from '../problem-page.tsx';
import { paramOf } from '../request-fields.ts';
import { newDraft, problemOf, readDraft, requestOf } from './check-in-draft.ts';
import type { GoalsDeps } from './goals-deps.ts';
import { keyResultPage } from './key-result-page.tsx';
import type { WhatIfAsked } from './what-if.tsx';

/** What the address of a key result's page asks for. */
export interface KeyResultAsked {
  readonly whatIf: WhatIfAsked;
  readonly supposed: Supposed;
  /** The check-in that was recorded just now, and the one that is to be corrected. */
  readonly said: string | null;
  readonly corrects: string | null;
}

const words = z.string().trim().max(100).catch('').default('');
const query = z.object({ gain: words, drop: words, said: words, corrects: words });
const nothing = { gain: '', drop: '', said: '', corrects: '' };
const mostGain = 10;

/** The page of a key result, and checking in there. */
export function keyResultRoutes({ viewGoal, okrs }: Pick<GoalsDeps, 'viewGoal' | 'okrs'>) {
  function readAsked(from: unknown): KeyResultAsked {
    const read = query.safeParse(from);
    const { gain, drop, said, corrects } = read.success ? read.data : nothing;
    const factor = gain === '' ? null : Number(gain.replace(',', '.'));
    const isWrong = factor !== null && !(factor >= 0 && factor <= mostGain);
    return {
      whatIf: { gain, drop, problem: isWrong ? `Write a number from 0 to ${mostGain}, such as 1.5.` : null },
      supposed: {
        ...(factor !== null && !isWrong && { gainFactor: factor }),
        ...(drop !== '' && { dropEpic: drop }),
      },
      said: said || null,
      corrects: corrects || null,
    };
  }

  function show(view: KeyResultView, asked: KeyResultAsked, visitor: Visitor): PageAnswer {
    const corrected = view.rows.find(({ id }) => id === asked.corrects);
    const draft = newDraft(view.today, corrected);
    const forms = { draft, problem: null, asked: asked.whatIf, recorded: asked.said };
    return { status: 200, html: keyResultPage(view, forms, visitor) };
  }

  const checkIn: PageRoute = {
    method: 'POST',
    url: '/goals/:id/check-ins',
    rule: 'editor',
    async answer(request, visitor) {
      const id = paramOf(request, 'id');
      const draft = readDraft(request);
      const outcome = await okrs.recordCheckIn(requestOf(id, draft, doerOf(visitor)));
      if ('checkIn' in outcome) {
        return { redirect: `${goalPath(id)}?said=${encodeURIComponent(outcome.checkIn.id)}` };
      }
      const view = await viewGoal(id, { supposed: {}, sight: visitor.sight });
      if (view?.kind !== 'key-result') return { status: 404, html: problemPage(404, request.id) };
      const forms = {
        draft,
        problem: problemOf(draft, outcome),
        asked: readAsked({}).whatIf,
        recorded: null,
      };
      return { status: 422, html: keyResultPage(view, forms, visitor) };
    },
  };

  return { readAsked, show, checkIn };
}
