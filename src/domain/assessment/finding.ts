/** Every check Waymark knows, in the order in which findings are shown. Published: other programs read these ids. */
export const checkIds = [
  'recipe',
  'missing-persona',
  'generic-persona',
  'internal-persona',
  'missing-value',
  'unclear-value',
  'missing-problem',
  'missing-outcome',
  'no-owner',
  'whole-team-owner',
  'no-due',
  'no-goal',
  'not-a-mission',
  'purpose-changed',
] as const;
export type CheckId = (typeof checkIds)[number];

export const severities = ['info', 'warning', 'problem'] as const;
export type Severity = (typeof severities)[number];

/** One thing that a check says about one issue. */
export interface Finding {
  readonly check: CheckId;
  readonly severity: Severity;
  /** One sentence to the author. */
  readonly message: string;
  /** The words of the issue that show it, an exact substring; null when the finding is about something absent. */
  readonly evidence: string | null;
  /** One concrete next step. */
  readonly suggestion: string;
}
