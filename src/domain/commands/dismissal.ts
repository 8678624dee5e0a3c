import type { CheckId, Finding } from '../assessment/finding.ts';
import type { DismissalReason } from './command.ts';

/** A finding that somebody does not want to see on one issue any more. */
export interface Dismissal {
  readonly check: CheckId;
  readonly reason: DismissalReason;
  /** What `evidenceText` gives for the finding, hashed; null for `wontfix`, which holds whatever the text says. */
  readonly evidenceHash: string | null;
}

/** What a finding rests on, the same while only spaces and capitals change; empty when it is about something absent. */
export function evidenceText({ evidence }: Pick<Finding, 'evidence'>): string {
  return (evidence ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/**
 * Whether a finding was dismissed. A finding said to be false comes back when the words it is about are others: then
 * it is another finding. One that nobody will mend stays away.
 */
export function isDismissed(
  finding: Finding,
  dismissals: readonly Dismissal[],
  hash: (text: string) => string,
): boolean {
  const own = dismissals.filter(({ check }) => check === finding.check);
  if (own.length === 0) return false;
  const evidenceHash = hash(evidenceText(finding));
  return own.some((one) => one.reason === 'wontfix' || one.evidenceHash === evidenceHash);
}
