/** What became of a mission, as somebody says who has looked: `open` while it cannot be told yet. */
export const outcomeVerdicts = ['reached', 'partly', 'missed', 'open'] as const;
export type OutcomeVerdict = (typeof outcomeVerdicts)[number];

export const longestOutcomeNote = 2_000;

export interface OutcomeNote {
  readonly verdict: OutcomeVerdict;
  /** In the person's words; empty when there are none. */
  readonly note: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}
