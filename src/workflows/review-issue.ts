import { assess } from '../domain/assessment/assess.ts';
import { diffFindings } from '../domain/assessment/diff-findings.ts';
import type { GoalView } from '../domain/assessment/goal-view.ts';
import type { KeptSecondReading } from '../domain/assessment/second-reading.ts';
import { isDismissed } from '../domain/commands/dismissal.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue, IssueRef } from '../domain/issue.ts';
import { type MissionField, missionFields } from '../domain/mission/mission.ts';
import type {
  Clock,
  FetchedIssue,
  IssueWishes,
  Review,
  Reviews,
  Trackers,
  Wishes,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import type { FieldValues } from '../domain/write-back/fields.ts';
import { isEmpty } from '../domain/write-back/same-value.ts';
import type { LinkIssue } from './link-issue.ts';
import type { SecondOpinion } from './second-opinion.ts';
import { sha256 } from './sha256.ts';

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

/** A look at an issue that somebody has taken already, as a page of many gives it. */
export interface IssueLook {
  readonly fetched: FetchedIssue;
  readonly at: Date;
  /** True: what is found is not told on the issue now, so nobody is asked for a second reading of it. */
  readonly isForFieldsOnly?: boolean;
}

/** Without a look, the issue is fetched. */
export type ReviewIssue = (ref: IssueRef, look?: IssueLook) => Promise<ReviewOutcome>;

/** What Waymark makes of a look at an issue; saves nothing. */
export type MakeReview = (look: IssueLook) => Promise<Review>;

export function createMakeReview(deps: {
  wishes: Pick<Wishes, 'of'>;
  writes: Pick<WriteLog, 'lastWritten'>;
  goals?: Pick<LinkIssue, 'view'>;
  settings: AllSettings;
}): MakeReview {
  return async ({ fetched, at }) => {
    const view = await deps.goals?.view(fetched.issue, at.toISOString().slice(0, 10));
    const wished = await deps.wishes.of(fetched.issue.ref);
    const filled = await ownFills(deps.writes, fetched, wished);
    return reviewOf(fetched, wished, deps.settings, at, { view, filled });
  };
}

/** Looks at the issue as it is now, whatever a webhook said, and saves what Waymark makes of it. */
export function createReviewIssue(deps: {
  trackers: Trackers;
  reviews: Reviews;
  /** What people told Waymark about the issue. */
  wishes: Pick<Wishes, 'of'>;
  writes: Pick<WriteLog, 'lastWritten'>;
  secondOpinion: SecondOpinion;
  /** Ties the issue to the goals that it moves; absent where nobody keeps goals. */
  goals?: LinkIssue;
  settings: AllSettings;
  clock: Clock;
}): ReviewIssue {
  const { trackers, reviews, wishes, goals, clock } = deps;

  return async (ref, look) => {
    const fetched = look?.fetched ?? (await trackers.get(ref.tracker)?.fetchIssue(ref.id));
    const now = look?.at ?? clock.now();
    if (!fetched) {
      await reviews.markGone(ref, now, [event(ref, 'issue.gone', {}, now)]);
      await goals?.unlink(ref);
      return { outcome: 'gone' };
    }

    const wished = await wishes.of(ref);
    const before = await reviews.find(ref);
    const second = await deps.secondOpinion(fetched.issue, before, { mayAsk: !look?.isForFieldsOnly });
    const view = await goals?.view(fetched.issue, now.toISOString().slice(0, 10));
    const filled = await ownFills(deps.writes, fetched, wished);
    const review = reviewOf(fetched, wished, deps.settings, now, { second, view, filled });
    const saved = await reviews.save(review, whatChanged(before, review, wished, now));
    if (saved === 'stale') return { outcome: 'stale' };
    await goals?.link(review);
    return { outcome: 'reviewed', review, mayHoldOwnComment: fetched.mayHoldOwnComment, fetched };
  };
}

/** What Waymark filled into fields by itself; what people asked it to write is their word. */
async function ownFills(
  writes: Pick<WriteLog, 'lastWritten'>,
  { issue, fields }: FetchedIssue,
  { choices }: IssueWishes,
): Promise<FieldValues> {
  const isChosen = (field: MissionField) => choices.some((choice) => choice.field === field);
  const possible = missionFields.filter((field) => !isEmpty(fields[field]) && !isChosen(field));
  if (possible.length === 0) return {};
  const written = await writes.lastWritten(issue.ref);
  return Object.fromEntries(possible.map((field) => [field, written[field] ?? null]));
}

function reviewOf(
  fetched: FetchedIssue,
  wishes: IssueWishes,
  settings: AllSettings,
  now: Date,
  more: {
    readonly second?: KeptSecondReading | null;
    readonly view?: GoalView | undefined;
    readonly filled?: FieldValues;
  },
): Review {
  const issue: Issue = wishes.isOff ? { ...fetched.issue, markedOff: true } : fetched.issue;
  const assessment = assess({
    issue,
    settings: settingsFor(settings, issue.ref.tracker, issue.project),
    today: now.toISOString().slice(0, 10),
    // What the tracker holds is read from there.
    choices: wishes.choices.filter(({ inTracker }) => !inTracker),
    second: more.second ?? null,
    filled: more.filled ?? {},
    goals: more.view,
  });
  const findings = assessment.findings.filter((finding) => !isDismissed(finding, wishes.dismissals, sha256));
  return { issue, assessment: { ...assessment, findings }, reviewedAt: now.toISOString() };
}

function whatChanged(
  before: Review | null,
  after: Review,
  { dismissals }: IssueWishes,
  now: Date,
): WaymarkEvent[] {
  const { ref, key } = after.issue;
  const diff = diffFindings(before?.assessment.findings ?? [], after.assessment.findings);
  const { opened } = diff;
  // One that was dismissed is not resolved, and has an event of its own.
  const resolved = diff.resolved.filter((finding) => !isDismissed(finding, dismissals, sha256));
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
