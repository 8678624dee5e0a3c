import { evidenceText } from '../domain/commands/dismissal.ts';
import { desiredComment } from '../domain/comment/desired-comment.ts';
import type { Clock, KeptAnswer, Review, Standings, Wishes } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import type { PublishOutcome, PublishReview } from './publish-review.ts';
import { sha256 } from './sha256.ts';

/** These leave the comment as it was before, so nothing new was shown. */
const notShown: readonly PublishOutcome[] = ['held', 'stopped', 'quiet', 'off'];

/**
 * Publishes what Waymark has to say in comments: without the checks that people have silenced in this project, and
 * with the answer to the last commands, which goes when the findings that it was first shown beside are others. Puts
 * on record which checks have spoken.
 */
export function createPublishComment(deps: {
  publishReview: PublishReview;
  wishes: Pick<Wishes, 'of' | 'placeAnswer' | 'dropAnswer'>;
  standings: Pick<Standings, 'silenced' | 'noteCommented'>;
  settings: AllSettings;
  clock: Clock;
}): PublishReview {
  const { publishReview, wishes, standings, clock } = deps;

  return async (published) => {
    const { issue, assessment } = published.review;
    const { ref, project } = issue;
    const findingsHash = hashOf(published.review);
    const answer = await currentAnswer(published.review, findingsHash);
    const silenced = await standings.silenced(ref.tracker, project);
    const findings = assessment.findings.filter(({ check }) => !silenced.has(check));
    const review: Review = { ...published.review, assessment: { ...assessment, findings } };

    const outcome = await publishReview({ ...published, review, answer });
    if (answer && answer.findingsHash === null && !notShown.includes(outcome)) {
      await wishes.placeAnswer(ref, answer.at, findingsHash);
    }
    if (outcome === 'created' || outcome === 'updated') {
      const settings = settingsFor(deps.settings, ref.tracker, project);
      const hasComment = outcome === 'updated';
      const written = desiredComment({ issue, assessment: review.assessment, settings, hasComment });
      const checks = written.kind === 'body' ? written.checks : [];
      await standings.noteCommented(ref, project, checks, clock.now());
    }
    return outcome;
  };

  async function currentAnswer({ issue }: Review, findingsHash: string): Promise<KeptAnswer | null> {
    const { answer } = await wishes.of(issue.ref);
    if (!answer || answer.findingsHash === null || answer.findingsHash === findingsHash) return answer;
    await wishes.dropAnswer(issue.ref, answer.at);
    return null;
  }
}

function hashOf({ assessment }: Review): string {
  return sha256(JSON.stringify(assessment.findings.map((finding) => [finding.check, evidenceText(finding)])));
}
