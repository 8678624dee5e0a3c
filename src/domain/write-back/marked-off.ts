import type { Issue } from '../issue.ts';
import type { Settings } from '../settings.ts';

/** True when a person has told Waymark to leave the issue alone: by the label, or by a command. */
export function isMarkedOff(issue: Issue, { comment }: Pick<Settings, 'comment'>): boolean {
  if (issue.markedOff === true) return true;
  const off = comment.offLabel.toLowerCase();
  return issue.labels.some((label) => label.name.trim().toLowerCase() === off);
}
