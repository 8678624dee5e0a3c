import type { Assessment } from '../assessment/assessment.ts';
import { quoted } from '../quoted.ts';
import { findGain } from './gain.ts';

/**
 * Those who would gain, for use in a sentence: the persona, or whom the reason names, else null. A persona that
 * builds the product is passed over.
 */
export function whomOf(
  issue: { readonly title: string; readonly description: string },
  { mission, findings }: Assessment,
  longestQuote: number,
): string | null {
  const isInternal = findings.some((finding) => finding.check === 'internal-persona');
  const name = (isInternal ? undefined : mission.persona?.value) ?? findGain(issue)?.who;
  return name ? `the ${quoted(name.replace(/^(?:the|an?) /i, ''), longestQuote)}` : null;
}
