import { desiredComment } from '../../src/domain/comment/desired-comment.ts';
import type { TrackerName } from '../../src/domain/issue.ts';
import type { Review } from '../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings, settingsFor } from '../../src/domain/settings.ts';
import { adfFromRichText } from '../../src/trackers/formats/rich-text-to-adf.ts';
import { markdownFromRichText } from '../../src/trackers/formats/rich-text-to-markdown.ts';

/** What the living comment's body in the tracker must be by the saved review; null where there must be none. */
export function rightComment(
  { issue, assessment }: Review,
  tracker: TrackerName,
  hasComment = true,
  all: AllSettings = defaultAllSettings,
): unknown {
  const settings = settingsFor(all, tracker, issue.project);
  const desired = desiredComment({ issue, assessment, settings, hasComment });
  if (desired.kind !== 'body') return null;
  return tracker === 'jira' ? adfFromRichText(desired.body) : markdownFromRichText(desired.body);
}
