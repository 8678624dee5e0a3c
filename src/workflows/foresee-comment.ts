import { desiredComment } from '../domain/comment/desired-comment.ts';
import type { CommentLedger, Review, Standings, Wishes } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import { mayComment } from '../domain/write-back/gate.ts';
import { commentHash } from './publish-review.ts';

export type ForeseenComment = 'created' | 'updated' | 'removed' | null;

/** What publishing would do to the comment, by what is on record; asks no tracker and writes nothing. */
export type ForeseeComment = (review: Review) => Promise<ForeseenComment>;

export function createForeseeComment(deps: {
  comments: Pick<CommentLedger, 'find'>;
  wishes: Pick<Wishes, 'of'>;
  standings: Pick<Standings, 'silenced'>;
  settings: AllSettings;
}): ForeseeComment {
  const { comments, wishes, standings } = deps;

  return async ({ issue, assessment }) => {
    const { ref, project } = issue;
    const settings = settingsFor(deps.settings, ref.tracker, project);
    if (settings.writeBack.mode === 'off') return null;
    const record = await comments.find(ref);
    if (record?.state === 'deleted-by-person') return null;
    const silenced = await standings.silenced(ref.tracker, project);
    const findings = assessment.findings.filter(({ check }) => !silenced.has(check));
    const hasComment = record?.state === 'published';
    const { answer } = await wishes.of(ref);
    const { comment } = settings;
    const desired = desiredComment({
      issue,
      assessment: { ...assessment, findings },
      settings: mayComment(settings.writeBack.mode)
        ? settings
        : { ...settings, comment: { ...comment, enabled: false } },
      hasComment,
      answer,
    });
    if (desired.kind === 'remove') return 'removed';
    if (desired.kind !== 'body') return null;
    if (!hasComment) return 'created';
    return record.bodyHash === commentHash(desired.body) ? null : 'updated';
  };
}
