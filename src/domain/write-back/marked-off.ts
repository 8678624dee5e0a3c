import type { Issue } from '../issue.ts';
import type { Settings } from '../settings.ts';

/** True when a person has put the label on the issue by which Waymark is told to leave it alone. */
export function isMarkedOff(issue: Issue, { comment }: Pick<Settings, 'comment'>): boolean {
  const off = comment.offLabel.toLowerCase();
  return issue.labels.some((label) => label.name.trim().toLowerCase() === off);
}
