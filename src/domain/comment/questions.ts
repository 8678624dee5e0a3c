import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId } from '../assessment/finding.ts';
import { quoted } from '../quoted.ts';
import { findGain } from './gain.ts';

/** What is asked, and the findings that the question stands for. */
export interface Question {
  readonly covers: readonly CheckId[];
  readonly text: string;
}

/** The questions whose answers turn a recipe into a need: who, what goes wrong, how would we know. */
export function questionsFor(
  issue: { readonly title: string; readonly description: string },
  assessment: Assessment,
  longestQuote: number,
): readonly Question[] {
  const { reading, mission } = assessment;
  const who = whoQuestion(issue, assessment, longestQuote);
  const whom =
    mission.persona && who === null ? `the ${quoted(mission.persona.value, longestQuote)}` : 'them';
  return [
    ...(who ? [who] : []),
    ...(mission.problem
      ? []
      : [
          {
            covers: ['missing-problem', 'missing-value'] as const,
            text: `What goes wrong for ${whom} today?`,
          },
        ]),
    ...(reading.target
      ? []
      : [
          {
            covers: ['missing-outcome', 'unclear-value'] as const,
            text: 'How would we notice that it helped?',
          },
        ]),
  ];
}

function whoQuestion(
  issue: { readonly title: string; readonly description: string },
  { mission, findings }: Assessment,
  longestQuote: number,
): Question | null {
  const found = (check: CheckId) => findings.some((finding) => finding.check === check);
  const covers = ['missing-persona', 'generic-persona', 'internal-persona'] as const;
  const named = mission.persona ? quoted(mission.persona.value, longestQuote) : null;
  const gains = findGain(issue)?.who;
  if (found('internal-persona') && named) {
    const guess = gains ? `it sounds as if ${quoted(gains, longestQuote)} would gain` : 'who would use it';
    return { covers, text: `Who is it really for? It speaks as ${named}; ${guess}${gains ? '.' : '?'}` };
  }
  if (found('generic-persona') && named) {
    return { covers, text: `Which ${named} is it for, and what are they doing when they need it?` };
  }
  if (named) return null;
  return gains
    ? { covers, text: `Who is it for? It sounds as if ${quoted(gains, longestQuote)} would gain.` }
    : { covers, text: 'Who is it for, and what are they doing when they need it?' };
}
