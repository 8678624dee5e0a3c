import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId, Finding } from '../assessment/finding.ts';
import { isClosed } from '../assessment/run-checks.ts';
import type { Issue } from '../issue.ts';
import { paragraph, type RichText, text } from '../rich-text.ts';
import type { Settings } from '../settings.ts';
import { isMarkedOff } from '../write-back/marked-off.ts';
import { findingsBody, spokenChecks } from './findings-body.ts';

export interface CommentInput {
  readonly issue: Issue;
  readonly assessment: Assessment;
  readonly settings: Settings;
  /** True when Waymark's comment is on the issue. */
  readonly hasComment: boolean;
  /** What is to be told at the comment's end; `opensComment`: also where there is no comment yet. */
  readonly answer?: { readonly body: RichText; readonly opensComment: boolean } | null;
}

/** What should become of Waymark's one comment on an issue. */
export type DesiredComment =
  /** There is none and there should be none. */
  | { readonly kind: 'none' }
  /** Delete it. */
  | { readonly kind: 'remove' }
  /** Leave it as it is. */
  | { readonly kind: 'leave' }
  /** It should read so, written or edited as needed. */
  | {
      readonly kind: 'body';
      /** `answer`: nothing but the answer to somebody's command. */
      readonly state: 'findings' | 'resolved' | 'answer';
      readonly body: RichText;
      /** The checks it speaks of. */
      readonly checks: readonly CheckId[];
    };

const RESOLVED: RichText = [paragraph(text('All answered here, thank you. Waymark has no open questions.'))];

/**
 * Decides it from the issue and its findings alone, so that nothing is edited while they stay the same. An issue
 * that is marked off, a sub-task or a project without comments loses its comment; a closed issue keeps it as it is.
 */
export function desiredComment({
  issue,
  assessment,
  settings,
  hasComment,
  answer = null,
}: CommentInput): DesiredComment {
  const never = whyNoComment(issue, settings);
  if (never !== null && !hasComment) return { kind: 'none' };
  if (never !== null) return { kind: never === 'closed' ? 'leave' : 'remove' };
  const openers = assessment.findings.filter((finding) => opens(finding, assessment, settings, hasComment));
  if (openers.length > 0) {
    return {
      kind: 'body',
      state: 'findings',
      body: [...findingsBody(issue, assessment, openers, settings.comment), ...(answer?.body ?? [])],
      checks: spokenChecks(issue, assessment, openers, settings.comment),
    };
  }
  if (answer && (hasComment || answer.opensComment)) {
    return { kind: 'body', state: 'answer', body: answer.body, checks: [] };
  }
  return hasComment ? { kind: 'body', state: 'resolved', body: RESOLVED, checks: [] } : { kind: 'none' };
}

/** Why an issue gets no comment, whatever is found on it. */
export type NoComment = 'comments-off' | 'sub-task' | 'marked-off' | 'closed';

/** Null for an issue that gets one when there is something to say. */
export function whyNoComment(issue: Issue, settings: Settings): NoComment | null {
  if (!settings.comment.enabled) return 'comments-off';
  if (issue.type === 'sub-task') return 'sub-task';
  if (isMarkedOff(issue, settings)) return 'marked-off';
  return isClosed(issue) ? 'closed' : null;
}

function opens(
  finding: Finding,
  { reading }: Assessment,
  { checks, comment }: Settings,
  hasComment: boolean,
): boolean {
  if (!checks[finding.check]?.opensComment) return false;
  if (finding.check !== 'recipe') return true;
  // Without the margin, a comment would come and go with a confidence that hovers around the threshold.
  return reading.confidence >= comment.minConfidence - (hasComment ? comment.confidenceMargin : 0);
}
