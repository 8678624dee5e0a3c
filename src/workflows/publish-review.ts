import { canonical } from '../domain/comment/canonical.ts';
import { type CommentInput, desiredComment } from '../domain/comment/desired-comment.ts';
import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue, IssueRef } from '../domain/issue.ts';
import type {
  Clock,
  CommentLedger,
  CommentRecord,
  Leases,
  QuietIssues,
  Review,
  Tracker,
  Trackers,
  WriteEntry,
  WriteLog,
} from '../domain/ports.ts';
import type { RichText } from '../domain/rich-text.ts';
import { type AllSettings, type Settings, settingsFor } from '../domain/settings.ts';
import { mayComment } from '../domain/write-back/gate.ts';
import { isLeftQuiet } from './quiet-issues.ts';
import { sha256 } from './sha256.ts';
import type { WriteGate } from './write-gate.ts';

/** What publishing did to the tracker; only the first four made a call. */
export type PublishOutcome =
  | 'created'
  | 'updated'
  | 'resolved'
  | 'removed'
  | 'unchanged'
  | 'nothing-to-say'
  /** A person deleted the comment, and a person's edit wins: it is not written again. */
  | 'respected'
  /** Later, when there is room: it is on record as held. */
  | 'held'
  /** Not on this issue, until something changes. */
  | 'stopped'
  /** A backfill read it first: it waits until somebody touches the issue. */
  | 'quiet'
  /** Nothing is written in this project. */
  | 'off';

export type PublishReview = (published: {
  review: Review;
  mayHoldOwnComment: boolean;
  /** What is to be told at the end of the comment. */
  answer?: CommentInput['answer'];
}) => Promise<PublishOutcome>;

/** Longer than a call to a tracker may take. */
const turnMs = 60_000;

type BodyState = 'findings' | 'resolved' | 'answer';
type Published = CommentRecord & { readonly state: 'published' };

/**
 * Brings the living comment from what is there to what is desired: no difference, no call. Safe to repeat at any
 * point, also when the process died after a call and before the record of it: the intent is recorded before the
 * call, and an intent found at the start means that the comment is looked for before another is created.
 */
export function createPublishReview(deps: {
  trackers: Trackers;
  comments: CommentLedger;
  writes: WriteLog;
  gate: WriteGate;
  settings: AllSettings;
  clock: Clock;
  /** Left out: it comments on issues that a backfill has left without a comment. */
  quiet?: Pick<QuietIssues, 'find'>;
  /** Keeps those apart that the queue does not; those that take leases `as` the same it does. */
  turns?: { readonly leases: Leases; readonly as: string };
}): PublishReview {
  const { trackers, comments, writes, gate, clock, quiet, turns } = deps;

  return async (published) => {
    const outcome = await publish(published);
    // What was held is written now, or wanted no more.
    if (outcome !== 'held' && outcome !== 'stopped') {
      await writes.hold(published.review.issue.ref, 'comment', [], []);
    }
    return outcome;
  };

  async function publish(published: Parameters<PublishReview>[0]): Promise<PublishOutcome> {
    const { review, mayHoldOwnComment, answer = null } = published;
    const { issue, assessment } = review;
    const { ref } = issue;
    const tracker = trackers.get(ref.tracker);
    if (!tracker) return 'unchanged';
    const settings = settingsFor(deps.settings, ref.tracker, issue.project);
    if (settings.writeBack.mode === 'off') return 'off';

    const record = await whatIsThere(tracker, ref, await comments.find(ref), mayHoldOwnComment);
    if (record?.state === 'deleted-by-person') return 'respected';
    const existing = record?.state === 'published' ? record : null;

    const desired = desiredComment({
      ...{ issue, assessment, answer, hasComment: existing !== null },
      settings: mayComment(settings.writeBack.mode) ? settings : withoutComment(settings),
    });
    if (desired.kind === 'none') {
      // Looked for and not there: no need to look again.
      if (record?.state === 'intended') await comments.put({ ...record, state: 'withdrawn' }, []);
      return 'nothing-to-say';
    }
    if (desired.kind === 'leave') return 'unchanged';
    // Somebody has asked for it, and it makes no noise: nothing holds it back.
    if (desired.kind === 'remove') return existing ? remove(tracker, issue, existing) : 'nothing-to-say';

    const bodyHash = commentHash(desired.body);
    if (existing?.bodyHash === bodyHash) return 'unchanged';
    if (!existing && !answer && quiet && (await isLeftQuiet(quiet, issue))) return 'quiet';
    const change = { field: null, before: existing?.bodyHash ?? null, after: bodyHash };
    const commentId = existing?.commentId ?? null;
    const verdict = await gate({ issue, kind: 'comment', changes: [{ ...change, commentId }] });
    if (verdict !== 'write') return verdict;
    return existing
      ? update(tracker, issue, existing, desired.state, desired.body)
      : inTurn(ref, record, () => create(tracker, issue, record?.generation ?? 1, desired.body), published);
  }

  /** Creating is the one call that done twice shows twice, so that of two who found no comment only one does it. */
  async function inTurn(
    ref: IssueRef,
    seen: CommentRecord | null,
    create: () => Promise<PublishOutcome>,
    published: Parameters<PublishReview>[0],
  ): Promise<PublishOutcome> {
    if (!turns) return create();
    const turn = await turns.leases.take(`comment ${ref.tracker}:${ref.id}`, turnMs, turns.as);
    // Whoever has it will be done soon.
    if (!turn) throw new TrackerError('unavailable', 'somebody else is about to comment on this issue');
    try {
      const now = await comments.find(ref);
      const isSame = now?.state === seen?.state && now?.generation === seen?.generation;
      if (isSame) return await create();
    } finally {
      await turn.release();
    }
    return publish(published);
  }

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

  async function create(tracker: Tracker, issue: Issue, generation: number, body: RichText) {
    const { ref } = issue;
    const intent: CommentRecord = { ref, state: 'intended', commentId: null, bodyHash: null, generation };
    await comments.put(intent, []);
    const { id } = await tracker.createComment(ref.id, body, generation);
    const bodyHash = commentHash(body);
    await log(issue, { commentId: id, before: null, after: bodyHash });
    await comments.put({ ...intent, state: 'published', commentId: id, bodyHash }, [
      event(ref, 'comment.published', { comment: id, change: 'created' }),
    ]);
    return 'created' as const;
  }

  async function update(
    tracker: Tracker,
    issue: Issue,
    record: Published,
    state: BodyState,
    body: RichText,
  ): Promise<PublishOutcome> {
    const { ref, commentId } = record;
    if ((await tracker.updateComment(ref.id, commentId, body)) === 'missing') {
      await comments.put({ ...record, state: 'deleted-by-person' }, [
        event(ref, 'comment.deleted-by-person', { comment: commentId }),
      ]);
      return 'respected';
    }
    const bodyHash = commentHash(body);
    await log(issue, { commentId, before: record.bodyHash, after: bodyHash });
    const topic = state === 'resolved' ? 'comment.resolved' : 'comment.published';
    await comments.put({ ...record, state: 'published', bodyHash }, [
      event(ref, topic, { comment: commentId, change: 'edited' }),
    ]);
    return state === 'resolved' ? 'resolved' : 'updated';
  }

  async function remove(tracker: Tracker, issue: Issue, record: Published) {
    const { ref, commentId } = record;
    // The next comment on this issue is another one: an id that the tracker has seen deleted is not used again.
    const next = { ref, commentId: null, bodyHash: null, generation: record.generation + 1 };
    // Without it, a comment that is gone when the answer is lost would look like one that a person deleted.
    await comments.put({ ...next, state: 'intended' }, []);
    await tracker.deleteComment(ref.id, commentId);
    await log(issue, { commentId, before: record.bodyHash, after: null });
    await comments.put({ ...next, state: 'withdrawn' }, [
      event(ref, 'comment.withdrawn', { comment: commentId }),
    ]);
    return 'removed' as const;
  }

  /** Before the ledger is told: a call that is not on record there yet is made again, and so is this. */
  async function log(
    { ref, key, project }: Issue,
    write: Pick<WriteEntry, 'commentId' | 'before' | 'after'>,
  ): Promise<void> {
    const at = clock.now().toISOString();
    const rest = {
      kind: 'comment',
      field: null,
      state: 'written',
      reason: null,
      issueUpdatedAt: null,
    } as const;
    await writes.append([{ ref, key, project, at, ...write, ...rest }], []);
  }

  function event(ref: IssueRef, topic: WaymarkEvent['topic'], data: WaymarkEvent['data']): WaymarkEvent {
    const subject = `${ref.tracker}:${ref.id}`;
    return { topic, subject, data, actor: 'waymark', at: clock.now().toISOString() };
  }
}

function withoutComment(settings: Settings): Settings {
  return { ...settings, comment: { ...settings.comment, enabled: false } };
}

/** Two bodies with the same hash are the same comment. */
export function commentHash(body: RichText): string {
  return sha256(canonical(body));
}
