import type { TallyEntry } from '../domain/catch-up/backfill-tally.ts';
import type { IssueRef } from '../domain/issue.ts';
import type {
  Clock,
  CommentLedger,
  DeferredWrite,
  QuietIssues,
  Review,
  SavedIssues,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import type { FieldChange } from '../domain/write-back/fields.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import type { ForeseeComment } from './foresee-comment.ts';
import { type PublishFields, planFieldChanges } from './publish-fields.ts';
import type { PublishReview } from './publish-review.ts';
import { touchFingerprint } from './quiet-issues.ts';
import type { IssueLook, MakeReview, ReviewIssue } from './review-issue.ts';
import type { OkrFieldsFor } from './told-standings.ts';

export interface BackfilledIssue {
  /** Null: something newer than this look is on record. */
  readonly entry: TallyEntry | null;
  readonly deferred: readonly DeferredWrite[];
  readonly refused: number;
}

/** What becomes of one issue of a page. */
export interface BackfillIssue {
  /** Before the issues of a page are dealt with: what is written on them may come back as a webhook at once. */
  prepare(looks: readonly IssueLook[], options: { comment: boolean }): Promise<void>;
  dealWith(look: IssueLook, options: { comment: boolean; mayDefer: boolean }): Promise<BackfilledIssue>;
  /** What `dealWith` would do with comments; writes nothing anywhere. */
  foresee(look: IssueLook): Promise<TallyEntry>;
}

/** Reviews issues from the page that they came on, and writes their fields; comments only where asked. */
export function createBackfillIssue(deps: {
  savedIssues: Pick<SavedIssues, 'updatedAt'>;
  comments: Pick<CommentLedger, 'find'>;
  writes: Pick<WriteLog, 'lastWritten'>;
  quiet: QuietIssues;
  makeReview: MakeReview;
  reviewIssue: ReviewIssue;
  publishFields: PublishFields;
  publishReview: PublishReview;
  foreseeComment: ForeseeComment;
  okrFieldsFor?: OkrFieldsFor;
  settings: AllSettings;
  clock: Clock;
}): BackfillIssue {
  const { savedIssues, comments, writes, quiet, clock } = deps;
  const okrOf = ({ fetched: { issue, fields } }: IssueLook) => deps.okrFieldsFor?.(issue, fields);

  return {
    async prepare(looks, { comment }) {
      if (comment) return;
      const issues = looks.map(({ fetched }) => fetched.issue);
      const [tracker] = issues.map(({ ref }) => ref.tracker);
      if (!tracker) return;
      const known = await savedIssues.updatedAt(
        tracker,
        issues.map(({ ref }) => ref.id),
      );
      const first: { ref: IssueRef; fingerprint: string }[] = [];
      for (const issue of issues.filter(({ ref }) => !known.has(ref.id))) {
        const isCommented = (await comments.find(issue.ref)) !== null;
        if (!isCommented) first.push({ ref: issue.ref, fingerprint: touchFingerprint(issue) });
      }
      await quiet.add(first);
    },

    async dealWith(look, { comment, mayDefer }) {
      const { ref } = look.fetched.issue;
      const reviewed = await deps.reviewIssue(ref, { ...look, isForFieldsOnly: !comment });
      if (reviewed.outcome !== 'reviewed') return { entry: null, deferred: [], refused: 0 };
      const { review } = reviewed;
      const offered: FieldChange[] = [];
      const deferred: DeferredWrite[] = [];
      const fields = await deps.publishFields({
        ...reviewed,
        isPaced: true,
        defer({ key, project, updatedAt }, changes) {
          offered.push(...changes);
          const [only, ...others] = changes;
          // Several fields of one issue are one call; so is one field of many issues.
          if (!mayDefer || !only || others.length > 0) return false;
          const { field, from: before, to: after } = only;
          const at = clock.now().toISOString();
          deferred.push({ id: ref.id, key, project, field, before, after, updatedAt, at });
          return true;
        },
      });
      let outcome: string | null = null;
      if (comment) {
        await quiet.drop(ref);
        const published = await deps.publishReview(reviewed);
        outcome = ['unchanged', 'nothing-to-say', 'off'].includes(published) ? null : published;
      }
      return { entry: entryOf(review, outcome, offered), deferred, refused: fields.refused };
    },

    async foresee(look) {
      const review = await deps.makeReview(look);
      const { tracker } = review.issue.ref;
      const settings = settingsFor(deps.settings, tracker, review.issue.project);
      const changes = mayWriteFields(settings.writeBack.mode)
        ? await planFieldChanges(writes, review, look.fetched, settings, await okrOf(look))
        : [];
      return entryOf(review, await deps.foreseeComment(review), changes);
    },
  };
}

function entryOf(
  { assessment }: Review,
  comment: string | null,
  changes: readonly FieldChange[],
): TallyEntry {
  const { findings, reading } = assessment;
  return { framing: reading.framing, findings: findings.map(({ check }) => check), comment, changes };
}
