import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Doer } from '../../../domain/access.ts';
import { checkIds } from '../../../domain/assessment/finding.ts';
import { dismissalReasons } from '../../../domain/commands/command.ts';
import type { IssueRef } from '../../../domain/issue.ts';
import { missionFields } from '../../../domain/mission/mission.ts';
import { longestOutcomeNote, outcomeVerdicts } from '../../../domain/mission/outcome.ts';
import type { AskedEdits, EditDesk } from '../../../workflows/ask-for-edits.ts';
import type { NoteOutcome } from '../../../workflows/note-outcome.ts';
import type { ViewCard } from '../../../workflows/view-board.ts';
import type { ViewMission } from '../../../workflows/view-mission.ts';
import { cardFragment } from '../board/card.tsx';
import { issueAddress } from '../issue-address.ts';
import { missionPart, missionParts } from '../mission/mission-parts.tsx';
import { doerOf, type PageAnswer, type PageRoute, type Visitor } from '../page-route.ts';
import { renderPage } from '../parts/layout.tsx';
import { cardId, missionPath } from '../parts/names.ts';
import { problemPage } from '../problem-page.tsx';
import { fieldOf, queryOf } from '../request-fields.ts';
import { backPath } from './back-path.ts';
import { editFields, editPage } from './edit-page.tsx';
import { notUnderstood } from './not-understood.ts';

interface EditPagesDeps {
  readonly edits: EditDesk;
  readonly noteOutcome: NoteOutcome;
  readonly viewCard: ViewCard;
  readonly viewMission: ViewMission;
}

const dismissal = z.object({ check: z.enum(checkIds), reason: z.enum(dismissalReasons) });
const outcome = z.object({
  verdict: z.enum(outcomeVerdicts),
  note: z.string().max(longestOutcomeNote),
});

/** A script says with this header which part of the page it wants in the place of the way back. */
const partOf = (request: FastifyRequest) => request.headers['waymark-part'];

/**
 * What people change about a mission. Every form works alone: it leads back to where it was filled in. A script gets
 * the part of the page as it is now.
 */
export function editRoutes(deps: EditPagesDeps): readonly PageRoute[] {
  const { edits } = deps;

  async function answered(
    result: AskedEdits | { readonly outcome: 'unreadable' },
    ref: IssueRef,
    request: FastifyRequest,
    visitor: Visitor,
  ): Promise<PageAnswer> {
    switch (result.outcome) {
      case 'unknown-mission':
        return { status: 404, html: problemPage(404, request.id) };
      case 'unreadable':
        return { status: 400, html: problemPage(400, request.id) };
      case 'not-understood':
        return { status: 422, html: problemPage(422, request.id, notUnderstood(result)) };
      case 'asked':
        return (await fragment(ref, request, visitor)) ?? { redirect: wayBack(ref, request) };
    }
  }

  async function fragment(
    ref: IssueRef,
    request: FastifyRequest,
    visitor: Visitor,
  ): Promise<PageAnswer | null> {
    const wanted = partOf(request);
    if (wanted === 'card') {
      const card = await deps.viewCard(ref, visitor.sight);
      const back = backPath(fieldOf(request, 'back'), '/board');
      return card && { status: 200, html: renderPage(cardFragment({ card, visitor, back })) };
    }
    const part = missionParts.find((one) => one === wanted);
    const view = part && (await deps.viewMission(ref, visitor.sight));
    return part && view ? { status: 200, html: renderPage(missionPart(part, view, visitor)) } : null;
  }

  function posts(
    url: string,
    ask: (
      ref: IssueRef,
      request: FastifyRequest,
      visitor: Visitor,
      by: Doer,
    ) => Promise<AskedEdits | { readonly outcome: 'unreadable' }>,
  ): PageRoute {
    return {
      method: 'POST',
      url: `/missions/:tracker/:id/${url}`,
      rule: 'editor',
      async answer(request, visitor) {
        const ref = issueAddress.safeParse(request.params);
        if (!ref.success) return { status: 404, html: problemPage(404, request.id) };
        return answered(await ask(ref.data, request, visitor, doerOf(visitor)), ref.data, request, visitor);
      },
    };
  }

  return [
    {
      method: 'GET',
      url: '/missions/:tracker/:id/edit',
      rule: 'editor',
      async answer(request, visitor) {
        const ref = issueAddress.safeParse(request.params);
        const view = ref.success ? await deps.viewMission(ref.data, visitor.sight) : null;
        if (!ref.success || !view) return { status: 404, html: problemPage(404, request.id) };
        const back = backPath(queryOf(request, 'back'), missionPath(ref.data));
        const isPart = partOf(request) === 'form';
        return {
          status: 200,
          html: isPart ? renderPage(editFields(view, back, visitor)) : editPage(view, back, visitor),
        };
      },
    },
    posts('fields', (ref, request, { sight }, by) => {
      const entries = missionFields.flatMap((field) => {
        const said = fieldOf(request, `set-${field}`).trim();
        const seen = fieldOf(request, `seen-${field}`).trim();
        return said === '' || said === seen ? [] : [{ field, said, seen: seen === '' ? null : seen }];
      });
      return edits.setFields(ref, entries, by, sight);
    }),
    posts('dismissals', async (ref, request, { sight }, by) => {
      const asked = dismissal.safeParse(request.body);
      if (!asked.success) return { outcome: 'unreadable' };
      return edits.dismiss(ref, { ...asked.data, note: fieldOf(request, 'note') }, by, sight);
    }),
    posts('dismissals/undo', async (ref, request, { sight }, by) => {
      const asked = dismissal.pick({ check: true }).safeParse(request.body);
      return asked.success ? edits.restore(ref, asked.data.check, by, sight) : { outcome: 'unreadable' };
    }),
    posts('outcomes', async (ref, request, { sight }, by) => {
      const [verdict, note] = [fieldOf(request, 'verdict'), fieldOf(request, 'note')];
      const asked = outcome.safeParse({ verdict, note });
      if (!asked.success) return { outcome: 'unreadable' };
      const noted = await deps.noteOutcome(ref, asked.data, by, sight);
      return noted === 'noted' ? { outcome: 'asked', count: 1 } : { outcome: 'unknown-mission' };
    }),
  ];
}

/** To the card on the board, or to the mission. */
function wayBack(ref: IssueRef, request: FastifyRequest): string {
  const back = backPath(fieldOf(request, 'back'), missionPath(ref));
  return back.startsWith('/board') ? `${back}#${cardId(ref)}` : back;
}
