import type { Finding } from './finding.ts';

export interface FindingsDiff {
  /** In `after` only. */
  readonly opened: readonly Finding[];
  /** In `before` only. */
  readonly resolved: readonly Finding[];
  /** In both, as `after` words them. */
  readonly kept: readonly Finding[];
}

/** Compares the findings of two reviews of one issue; a finding is the same when its check is, whatever its words. */
export function diffFindings(before: readonly Finding[], after: readonly Finding[]): FindingsDiff {
  const earlier = new Set(before.map((finding) => finding.check));
  const later = new Set(after.map((finding) => finding.check));
  return {
    opened: after.filter((finding) => !earlier.has(finding.check)),
    resolved: before.filter((finding) => !later.has(finding.check)),
    kept: after.filter((finding) => earlier.has(finding.check)),
  };
}
