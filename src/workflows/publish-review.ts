import { createHash } from 'node:crypto';
import { canonical } from '../domain/comment/canonical.ts';
import { desiredComment } from '../domain/comment/desired-comment.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Clock, CommentLedger, CommentRecord, Review, Tracker, Trackers } from '../domain/ports.ts';
import type { RichText } from '../domain/rich-text.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';

/** What publishing did to the tracker; `unchanged`, `nothing-to-say` and `respected` made no call. */
export type PublishOutcome =
  | 'created'
  | 'updated'
  | 'resolved'
  | 'removed'
  | 'unchanged'
  | 'nothing-to-say'
  /** A person deleted the comment, and a person's edit wins: it is not written again. */
  | 'respected';

export type PublishReview = (published: {
  review: Review;
  mayHoldOwnComment: boolean;
}) => Promise<PublishOutcome>;

type BodyState = 'findings' | 'resolved';
type Published = CommentRecord & { readonly state: 'published' };

/**
 * Brings the living comment from what is there to what is desired: no difference, no call. Safe to repeat at any
 * point, also when the process died after a call and before the record of it: the intent is recorded before the
 * call, and an intent found at the start means that the comment is looked for before another is created.
 */
export function createPublishReview(deps: {
  trackers: Trackers;
  comments: CommentLedger;
  settings: AllSettings;
  clock: Clock;
}): PublishReview {
  const { trackers, comments, clock } = deps;

  return async ({ review, mayHoldOwnComment }) => {
    const { issue, assessment } = review;
    const { ref } = issue;
    const tracker = trackers.get(ref.tracker);
    if (!tracker) return 'unchanged';

    const record = await whatIsThere(tracker, ref, await comments.find(ref), mayHoldOwnComment);
    if (record?.state === 'deleted-by-person') return 'respected';
    const existing = record?.state === 'published' ? record : null;

    const desired = desiredComment({
      issue,
      assessment,
      settings: settingsFor(deps.settings, ref.tracker, issue.project),
      hasComment: existing !== null,
    });
    if (desired.kind === 'none') return 'nothing-to-say';
    if (desired.kind === 'leave') return 'unchanged';
    if (desired.kind === 'remove') return existing ? remove(tracker, existing) : 'nothing-to-say';
    return existing
      ? update(tracker, existing, desired.state, desired.body)
      : create(tracker, ref, record?.generation ?? 1, desired.body);
  };

  /** The record, put right where it may be behind the tracker. */
  async function whatIsThere(
    tracker: Tracker,
    ref: IssueRef,
    record: CommentRecord | null,
    mayHoldOwnComment: boolean,
  ): Promise<CommentRecord | null> {
    const doubtful = record === null ? mayHoldOwnComment : record.state === 'intended';
    if (!doubtful) return record;
    const found = await tracker.findComment(ref.id);
    if (!found) return record;
    // What its body says is unknown, so the hash is left open and the next step writes it anew.
    return {
      ref,
      state: 'published',
      commentId: found.id,
      bodyHash: null,
      generation: record?.generation ?? 1,
    };
  }

  async function create(tracker: Tracker, ref: IssueRef, generation: number, body: RichText) {
    const intent: CommentRecord = { ref, state: 'intended', commentId: null, bodyHash: null, generation };
    await comments.put(intent, []);
    const { id } = await tracker.createComment(ref.id, body, generation);
    await comments.put({ ...intent, state: 'published', commentId: id, bodyHash: hash(body) }, [
      event(ref, 'comment.published', { comment: id, change: 'created' }),
    ]);
    return 'created' as const;
  }

  async function update(tracker: Tracker, record: Published, state: BodyState, body: RichText) {
    const bodyHash = hash(body);
    if (record.bodyHash === bodyHash) return 'unchanged' as const;
    const { ref, commentId } = record;
    if ((await tracker.updateComment(ref.id, commentId, body)) === 'missing') {
      await comments.put({ ...record, state: 'deleted-by-person' }, [
        event(ref, 'comment.deleted-by-person', { comment: commentId }),
      ]);
      return 'respected' as const;
    }
    const topic = state === 'resolved' ? 'comment.resolved' : 'comment.published';
    await comments.put({ ...record, state: 'published', bodyHash }, [
      event(ref, topic, { comment: commentId, change: 'edited' }),
    ]);
    return state === 'resolved' ? ('resolved' as const) : ('updated' as const);
  }

  async function remove(tracker: Tracker, record: Published) {
    const { ref, commentId } = record;
    await tracker.deleteComment(ref.id, commentId);
    // The next comment on this issue is another one: an id that the tracker has seen deleted is not used again.
    await comments.put(
      { ...record, state: 'withdrawn', commentId: null, bodyHash: null, generation: record.generation + 1 },
      [event(ref, 'comment.withdrawn', { comment: commentId })],
    );
    return 'removed' as const;
  }

  function event(ref: IssueRef, topic: WaymarkEvent['topic'], data: WaymarkEvent['data']): WaymarkEvent {
    const subject = `${ref.tracker}:${ref.id}`;
    return { topic, subject, data, actor: 'waymark', at: clock.now().toISOString() };
  }
}

function hash(body: RichText): string {
  return createHash('sha256').update(canonical(body)).digest('hex');
}
