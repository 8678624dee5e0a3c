import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId } from '../assessment/finding.ts';
import { quoted } from '../quoted.ts';
import { findGain } from './gain.ts';
import { whomOf } from './whom.ts';

type Words = { readonly title: string; readonly description: string };

/** What is asked, and the findings that the question stands for. */
export interface Question {
  readonly covers: readonly CheckId[];
  readonly text: string;
}

/** The questions whose answers turn a recipe into a need: who is it for, what goes wrong, how would we know. */
export function questionsFor(
  issue: Words,
  assessment: Assessment,
  longestQuote: number,
): readonly Question[] {
  const who = whoQuestion(issue, assessment, longestQuote);
  const whom = who ? 'them' : (whomOf(issue, assessment, longestQuote) ?? 'them');
  const wrong: Question = {
    covers: ['missing-problem', 'missing-value'],
    text: `What goes wrong for ${whom} today?`,
  };
  const notice: Question = {
    covers: ['missing-outcome', 'unclear-value'],
    text: 'How would we notice that it helped?',
  };
  return [
    ...(who ? [who] : []),
    ...(assessment.mission.problem ? [] : [wrong]),
    ...(assessment.reading.target ? [] : [notice]),
  ];
}

function whoQuestion(issue: Words, { mission, findings }: Assessment, longestQuote: number): Question | null {
  const found = (check: CheckId) => findings.some((finding) => finding.check === check);
  const covers: readonly CheckId[] = ['missing-persona', 'generic-persona', 'internal-persona'];
  const persona = mission.persona && quoted(mission.persona.value, longestQuote);
  const gains = findGain(issue)?.who;
  const guess = gains && `the ${quoted(gains, longestQuote)}`;
  if (!persona) {
    return {
      covers,
      text: guess
        ? `Who is it for? Is it ${guess}?`
        : 'Who needs it, and what are they doing at that moment?',
    };
  }
  if (found('internal-persona')) {
    return {
      covers,
      text: guess
        ? `Who is it really for? Is it ${guess}, rather than the ${persona}?`
        : `Who is it really for? It speaks as ${persona}; who would use it?`,
    };
  }
  return found('generic-persona')
    ? { covers, text: `Which ${persona} is it for, and what are they doing at that moment?` }
    : null;
}
