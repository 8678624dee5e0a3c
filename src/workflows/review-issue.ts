import { assess } from '../domain/assessment/assess.ts';
import { diffFindings } from '../domain/assessment/diff-findings.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Clock, FetchedIssue, Review, Reviews, Trackers } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';

export type ReviewOutcome =
  | {
      readonly outcome: 'reviewed';
      readonly review: Review;
      readonly mayHoldOwnComment: boolean;
      readonly fetched: FetchedIssue;
    }
  /** A newer state of the issue is saved already: this look came late. */
  | { readonly outcome: 'stale' }
  /** The issue is deleted or out of sight. */
  | { readonly outcome: 'gone' };

export type ReviewIssue = (ref: IssueRef) => Promise<ReviewOutcome>;

/** Looks at the issue as it is now, whatever a webhook said, and saves what Waymark makes of it. */
export function createReviewIssue(deps: {
  trackers: Trackers;
  reviews: Reviews;
  settings: AllSettings;
  clock: Clock;
}): ReviewIssue {
  const { trackers, reviews, clock } = deps;

  return async (ref) => {
    const fetched = await trackers.get(ref.tracker)?.fetchIssue(ref.id);
    const now = clock.now();
    if (!fetched) {
      await reviews.markGone(ref, now, [event(ref, 'issue.gone', {}, now)]);
      return { outcome: 'gone' };
    }

    const review = reviewOf(fetched, deps.settings, now);
    const before = await reviews.find(ref);
    const saved = await reviews.save(review, whatChanged(before, review, now));
    return saved === 'stale'
      ? { outcome: 'stale' }
      : { outcome: 'reviewed', review, mayHoldOwnComment: fetched.mayHoldOwnComment, fetched };
  };
}

function reviewOf({ issue }: FetchedIssue, settings: AllSettings, now: Date): Review {
  const assessment = assess({
    issue,
    settings: settingsFor(settings, issue.ref.tracker, issue.project),
    today: now.toISOString().slice(0, 10),
  });
  return { issue, assessment, reviewedAt: now.toISOString() };
}

function whatChanged(before: Review | null, after: Review, now: Date): WaymarkEvent[] {
  const { ref, key } = after.issue;
  const { opened, resolved } = diffFindings(before?.assessment.findings ?? [], after.assessment.findings);
  const { framing, confidence } = after.assessment.reading;
  const read = { key, framing, confidence, findings: after.assessment.findings.map(({ check }) => check) };
  return [
    ...(sameIssue(before, after) ? [] : [event(ref, 'issue.reviewed', read, now)]),
    ...opened.map(({ check, severity }) => event(ref, 'finding.opened', { key, check, severity }, now)),
    ...resolved.map(({ check }) => event(ref, 'finding.resolved', { key, check }, now)),
  ];
}

/** A look that found nothing new is no event. */
function sameIssue(before: Review | null, after: Review): boolean {
  return (
    before !== null &&
    before.issue.key === after.issue.key &&
    before.issue.updatedAt === after.issue.updatedAt &&
    before.assessment.reading.framing === after.assessment.reading.framing
  );
}

function event(
  ref: IssueRef,
  topic: WaymarkEvent['topic'],
  data: WaymarkEvent['data'],
  now: Date,
): WaymarkEvent {
  return { topic, subject: `${ref.tracker}:${ref.id}`, data, actor: 'waymark', at: now.toISOString() };
}
