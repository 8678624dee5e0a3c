import type { Finding } from '../assessment/finding.ts';
import type { Mission } from '../mission/mission.ts';
import { contentWords, similarity } from './similarity.ts';

/** Below this likeness the words speak of something else; see the table of examples in its test. */
export const replacedBelow = 0.25;

/** Whether a text was replaced, not reworded. Texts of a word or two must share nothing at all. */
export function isReplaced(before: string, after: string): boolean {
  if (contentWords(before).size === 0 || contentWords(after).size === 0) return false;
  return similarity(before, after) < replacedBelow;
}

/**
 * The purpose was rewritten after work began: the problem or the persona of the mission was replaced. `started` is
 * the mission as it stood when work began. Null when either does not say it, or says it in other words.
 */
export function purposeChanged(
  started: Pick<Mission, 'problem' | 'persona'>,
  now: Pick<Mission, 'problem' | 'persona'>,
): Finding | null {
  for (const field of ['problem', 'persona'] as const) {
    const before = started[field];
    const after = now[field];
    if (before === undefined || after === undefined || !isReplaced(before.value, after.value)) continue;
    const shown = before.value.length > 120 ? `${before.value.slice(0, 119)}…` : before.value;
    return {
      check: 'purpose-changed',
      severity: 'warning',
      message: `The ${field} was replaced after work began; it was “${shown}”.`,
      evidence: after.quote,
      suggestion:
        'Close this issue with what was learned and open a new one for the new purpose, or say why it is still the same work.',
    };
  }
  return null;
}
