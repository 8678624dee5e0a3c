import { type Edit, editSubject, type WhyNot } from '../domain/edits/edit.ts';
import { whyGone, whyNoAnswer, whyNoFinding } from '../domain/edits/why-not.ts';
import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Clock, Edits, Log, Reviews, SettledEdit } from '../domain/ports.ts';
import type { CarryOut } from './carry-out-command.ts';
import type { WeighChecks } from './weigh-checks.ts';
import type { WriteWishedField } from './write-wished-field.ts';

/** Does what people asked for of this issue on pages; answers how many edits it dealt with. */
export type CarryOutEdits = (ref: IssueRef) => Promise<number>;

type Outcome = Pick<SettledEdit, 'state' | 'why' | 'changes'> & {
  readonly events: readonly Pick<WaymarkEvent, 'topic' | 'data'>[];
};

/** How long one that has to wait is left alone. */
const waitMs = 5 * 60_000;
/** The queue tries the issue's turn again much sooner; this is for when it has given up. */
const retryMs = 60_000;

/**
 * Carries the edits of one issue out, in the order in which they were asked for. Each waits until what became of it is
 * on record, together with its effects: a crash at any point leads to another try, and the write log tells what of an
 * earlier one was done.
 */
export function createCarryOutEdits(deps: {
  edits: Edits;
  reviews: Pick<Reviews, 'find'>;
  writeWishedField: WriteWishedField;
  carryOut: CarryOut;
  weighChecks: WeighChecks;
  clock: Clock;
  log: Log;
}): CarryOutEdits {
  const { edits, clock, log } = deps;

  return async (ref) => {
    const waiting = await edits.waiting(ref);
    for (const edit of waiting) {
      const outcome = await carryOut(edit);
      if (outcome) await settle(edit, outcome);
    }
    return waiting.length;
  };

  /** Null when it goes on waiting. */
  async function carryOut(edit: Edit): Promise<Outcome | null> {
    const { wish } = edit;
    if (wish.kind === 'restore') {
      const { check } = wish;
      const event = { topic: 'finding.restored', data: { check } } as const;
      return { state: 'kept', why: null, changes: [{ kind: 'restore', check }], events: [event] };
    }
    if (wish.kind === 'dismiss') return dismiss(edit, wish);
    const { field, value, words } = wish;
    try {
      const written = await deps.writeWishedField(edit, wish);
      if (written.state === 'waiting') {
        await edits.postpone(edit.seq, written.why, new Date(clock.now().getTime() + waitMs));
        return null;
      }
      const { state, why, isReadBack } = written;
      const choice = { field, value, words, inTracker: isReadBack };
      return { state, why, changes: state === 'refused' ? [] : [{ kind: 'choice', choice }], events: [] };
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      if (error.kind === 'not-found') return refused(whyGone);
      await edits.postpone(edit.seq, whyNoAnswer(error.kind), new Date(clock.now().getTime() + retryMs));
      throw error;
    }
  }

  /** The same as the command in a comment, and by the same code. */
  async function dismiss(
    { seq, ref, by, askedAt }: Edit,
    { check, reason, note }: Extract<Edit['wish'], { kind: 'dismiss' }>,
  ): Promise<Outcome> {
    const review = await deps.reviews.find(ref);
    if (!review) return refused(whyGone);
    const comment = { id: `edit:${seq}`, author: { id: by, name: by } };
    const session = deps.carryOut({ review, comment, at: askedAt });
    const { outcome, changes, events } = await session(
      { name: 'dismiss', check, reason, note },
      { verb: 'dismiss', words: '' },
    );
    if (outcome.did === 'no-such-finding') return refused(whyNoFinding);
    return { state: 'kept', why: null, changes, events };
  }

  async function settle(edit: Edit, { events, ...outcome }: Outcome): Promise<void> {
    const { ref, key, project, wish, by } = edit;
    const now = clock.now();
    const settled = {
      topic: 'edit.settled',
      data: { of: editSubject(wish), state: outcome.state, reason: outcome.why?.reason ?? null },
    } as const;
    const recorded = await edits.settle(
      { edit, ...outcome, at: now },
      [...events, settled].map(({ topic, data }) => ({
        topic,
        subject: `${ref.tracker}:${ref.id}`,
        data: { key, ...data },
        actor: by,
        at: now.toISOString(),
      })),
    );
    log.info(
      { tracker: ref.tracker, issue: key, edit: edit.seq, state: outcome.state, recorded },
      'edit done',
    );
    const isJudged = wish.kind === 'restore' || (wish.kind === 'dismiss' && wish.reason === 'false');
    if (isJudged) await deps.weighChecks({ tracker: ref.tracker, project });
  }
}

const refused = (why: WhyNot): Outcome => ({ state: 'refused', why, changes: [], events: [] });
