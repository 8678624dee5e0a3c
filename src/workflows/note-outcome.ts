import type { Doer, Sight } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import { longestOutcomeNote, type OutcomeVerdict } from '../domain/mission/outcome.ts';
import type { Clock, MissionRecords, Reviews } from '../domain/ports.ts';
import { reviewInSight } from './review-in-sight.ts';

/** Puts on record what became of a mission; `unknown-mission` also where it is not for this person to see. */
export type NoteOutcome = (
  ref: IssueRef,
  outcome: { readonly verdict: OutcomeVerdict; readonly note: string },
  by: Doer,
  sight: Sight,
) => Promise<'noted' | 'unknown-mission'>;

/** It stays with Waymark: no tracker has a place for it. An earlier word stays on record. */
export function createNoteOutcome(deps: {
  reviews: Pick<Reviews, 'find'>;
  records: Pick<MissionRecords, 'noteOutcome' | 'outcomes'>;
  clock: Clock;
}): NoteOutcome {
  const { reviews, records, clock } = deps;
  return async (ref, { verdict, note }, by, sight) => {
    const review = await reviewInSight(reviews, ref, sight);
    if (!review) return 'unknown-mission';
    const at = clock.now().toISOString();
    const words = note.trim().slice(0, longestOutcomeNote);
    const [before] = await records.outcomes(ref, 1);
    await records.noteOutcome(ref, { verdict, note: words, by, at }, [
      {
        topic: 'outcome.noted',
        subject: `${ref.tracker}:${ref.id}`,
        data: {
          key: review.issue.key,
          ...{ before: before?.verdict ?? null, after: verdict, note: words, from: by.from },
        },
        actor: by.who,
        at,
      },
    ]);
    return 'noted';
  };
}
