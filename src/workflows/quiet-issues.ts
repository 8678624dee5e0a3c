import type { Issue } from '../domain/issue.ts';
import type { QuietIssues } from '../domain/ports.ts';
import { sha256 } from './sha256.ts';

/** Of what people have written on an issue and where it stands, and of nothing that Waymark writes. */
export function touchFingerprint({ title, description, typeName, status, assignees, parent }: Issue): string {
  const who = assignees.map(({ id }) => id).toSorted();
  return sha256(JSON.stringify([title, description, typeName, status.category, who, parent?.id ?? null]));
}

/**
 * Whether a comment on this issue waits for somebody to touch it: it was first read by a backfill that writes none,
 * and whatever brought it up again, such as the field that the backfill wrote, has changed none of its words.
 */
export async function isLeftQuiet(quiet: Pick<QuietIssues, 'find'>, issue: Issue): Promise<boolean> {
  const fingerprint = await quiet.find(issue.ref);
  return fingerprint !== null && fingerprint === touchFingerprint(issue);
}
