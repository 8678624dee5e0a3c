import { type NoComment, whyNoComment } from '../domain/comment/desired-comment.ts';
import type {
  Clock,
  CommentLedger,
  CommentRecord,
  FieldRefusals,
  MissionRecords,
  Review,
  WriteEntry,
  WriteLog,
  WriteStop,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import { compareFields, type FieldComparison } from '../domain/write-back/compare-fields.ts';
import { isActive } from '../domain/write-back/gate.ts';
import type { WriteBackMode } from '../domain/write-back/write-back-settings.ts';
import { opinionFingerprint } from './fingerprint.ts';
import type { ForeseeComment, ForeseenComment } from './foresee-comment.ts';

/** What Waymark wants on an issue against what is there, by what is on record; asks no tracker. */
export interface WriteBackView {
  readonly mode: WriteBackMode;
  /** Null where no look at the fields is on record yet. */
  readonly fields: readonly FieldComparison[] | null;
  /** Of the look, ISO 8601. */
  readonly lookedAt: string | null;
  readonly comment: {
    readonly state: CommentRecord['state'] | null;
    /** What would be done next; null: nothing. */
    readonly next: ForeseenComment;
    /** Why it waits, in the gate's words; null: it does not. */
    readonly held: string | null;
    /** Why there is never one on this issue; null: there is when something is to be said. */
    readonly never: NoComment | null;
  };
  /** What was written, is about to be, or is held; newest first. */
  readonly writes: readonly WriteEntry[];
  /** Null while nothing keeps Waymark from writing. */
  readonly stop: WriteStop | null;
}

export type CompareWriteBack = (review: Review) => Promise<WriteBackView>;

const mostWrites = 20;
const mostRefusals = 100;

export function createCompareWriteBack(deps: {
  records: Pick<MissionRecords, 'fieldLook'>;
  writes: Pick<WriteLog, 'list' | 'findStop' | 'lastWritten'>;
  refusals: Pick<FieldRefusals, 'list'>;
  comments: Pick<CommentLedger, 'find'>;
  foreseeComment: ForeseeComment;
  settings: AllSettings;
  clock: Clock;
}): CompareWriteBack {
  const { records, writes, clock } = deps;

  return async (review) => {
    const { issue } = review;
    const { ref, project } = issue;
    const settings = settingsFor(deps.settings, ref.tracker, project);
    const [look, written, found, lastWritten, refused, comment, next] = await Promise.all([
      records.fieldLook(ref),
      writes.list({ ref, limit: mostWrites }),
      writes.findStop(ref),
      writes.lastWritten(ref),
      deps.refusals.list({ tracker: ref.tracker, project, limit: mostRefusals }),
      deps.comments.find(ref),
      deps.foreseeComment(review),
    ]);
    const stop = found && isActive(found, clock.now(), opinionFingerprint(issue, settings)) ? found : null;
    const ofKind = refused.filter(({ typeName }) => typeName === issue.typeName);
    const held = written.filter(({ state }) => state === 'held');
    return {
      mode: settings.writeBack.mode,
      fields:
        look &&
        compareFields({
          ...{ desired: look.desired, actual: { ...look.actual, ...writtenSince(written, look.at) } },
          ...{ lastWritten, settings, problems: [...look.problems, ...ofKind] },
          held: Object.fromEntries(
            held.flatMap(({ field, reason }) => (field ? [[field, reason ?? 'later']] : [])),
          ),
          stop: stop?.detail ?? null,
        }),
      lookedAt: look?.at ?? null,
      comment: {
        state: comment?.state ?? null,
        next,
        held: held.find(({ kind }) => kind === 'comment')?.reason ?? null,
        never: whyNoComment(issue, settings),
      },
      writes: written,
      stop,
    };
  };
}

/** A look is from before the writes that follow it. */
function writtenSince(written: readonly WriteEntry[], at: string) {
  return Object.fromEntries(
    written
      .filter(
        (one) => one.kind === 'field' && one.state === 'written' && Date.parse(one.at) >= Date.parse(at),
      )
      .toReversed()
      .flatMap(({ field, after }) => (field === null ? [] : [[field, after]])),
  );
}
