import { changedByOthers } from '../domain/catch-up/changed-by-others.ts';
import type {
  Clock,
  CommentLedger,
  Deliveries,
  FetchedIssue,
  QuietIssues,
  Reviews,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import { isActive, mayWriteFields } from '../domain/write-back/gate.ts';
import { opinionFingerprint } from './fingerprint.ts';
import type { ForeseeComment } from './foresee-comment.ts';
import { planFieldChanges } from './publish-fields.ts';
import { isLeftQuiet } from './quiet-issues.ts';
import type { OkrFieldsFor } from './told-standings.ts';

/** What a look at an issue tells beside what is on record of it. */
export type Comparison =
  /** Nothing to do. */
  | { readonly kind: 'same' }
  /** A webhook has come, or may still be on its way. */
  | { readonly kind: 'under-way' }
  /** It is newer, and only by what Waymark wrote itself. */
  | { readonly kind: 'own-write' }
  /** Somebody changed it and no webhook told; `moved`: the key it had before. */
  | { readonly kind: 'missed'; readonly parts: readonly string[]; readonly moved: string | null }
  /** What Waymark wrote is not there as it should be. */
  | { readonly kind: 'drift'; readonly what: 'fields' | 'comment' };

export type CompareLook = (
  fetched: FetchedIssue,
  /** Changes after this time may still be on their way. */
  settledBefore: Date,
) => Promise<Comparison>;

export function createCompareLook(deps: {
  reviews: Pick<Reviews, 'find'>;
  deliveries: Pick<Deliveries, 'waiting'>;
  writes: Pick<WriteLog, 'lastWritten' | 'findStop'>;
  comments: Pick<CommentLedger, 'find'>;
  quiet: Pick<QuietIssues, 'find'>;
  foreseeComment: ForeseeComment;
  okrFieldsFor?: OkrFieldsFor;
  settings: AllSettings;
  clock: Clock;
}): CompareLook {
  const { reviews, deliveries, writes, comments, quiet, clock } = deps;

  return async (fetched, settledBefore) => {
    const { ref, updatedAt, project } = fetched.issue;
    const saved = await reviews.find(ref);
    if (!saved || isLater(updatedAt, saved.issue.updatedAt)) {
      if (Date.parse(updatedAt) > settledBefore.getTime()) return { kind: 'under-way' };
      if ((await deliveries.waiting(ref)).length > 0) return { kind: 'under-way' };
      if (!saved) return { kind: 'missed', parts: ['new'], moved: null };
      const parts = changedByOthers(saved.issue, fetched.issue, await writes.lastWritten(ref));
      const moved = saved.issue.key === fetched.issue.key ? null : saved.issue.key;
      return parts.length > 0 ? { kind: 'missed', parts, moved } : { kind: 'own-write' };
    }
    // A look that is older than the record tells nothing.
    if (isLater(saved.issue.updatedAt, updatedAt)) return { kind: 'same' };

    const settings = settingsFor(deps.settings, ref.tracker, project);
    const stop = await writes.findStop(ref);
    if (stop && isActive(stop, clock.now(), opinionFingerprint(saved.issue, settings)))
      return { kind: 'same' };
    if (mayWriteFields(settings.writeBack.mode)) {
      const okr = await deps.okrFieldsFor?.(saved.issue, fetched.fields);
      const changes = await planFieldChanges(writes, saved, fetched, settings, okr);
      if (changes.length > 0) return { kind: 'drift', what: 'fields' };
    }
    const comment = await deps.foreseeComment(saved);
    if (comment === null) return { kind: 'same' };
    const isWaiting = comment === 'created' && (await isLeftQuiet(quiet, saved.issue));
    // Begun and not recorded: only the queue's look can tell.
    const isBegun = (await comments.find(ref))?.state === 'intended';
    return isWaiting && !isBegun ? { kind: 'same' } : { kind: 'drift', what: 'comment' };
  };
}

function isLater(one: string, other: string): boolean {
  return Date.parse(one) > Date.parse(other);
}
