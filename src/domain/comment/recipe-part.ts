import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId } from '../assessment/finding.ts';
import type { Issue } from '../issue.ts';
import { quoted } from '../quoted.ts';
import { type Block, list, paragraph, strong, text } from '../rich-text.ts';
import type { CommentSettings } from './comment-settings.ts';
import { draftBlock, draftedRewrite } from './drafted-rewrite.ts';
import { findGain } from './gain.ts';
import type { Part } from './part.ts';
import { questionsFor } from './questions.ts';

/** For an issue that prescribes a solution: the questions behind it, and the start of a rewrite. */
export function recipePart(issue: Issue, assessment: Assessment, { maxQuote }: CommentSettings): Part {
  const questions = questionsFor(issue, assessment, maxQuote);
  return {
    covers: new Set<CheckId>(['recipe', 'not-a-mission', ...questions.flatMap(({ covers }) => covers)]),
    blocks: [
      idea(issue, assessment, maxQuote),
      ...(questions.length > 0
        ? [
            paragraph(text('You may know the answers already:')),
            list(...questions.map((question) => [text(question.text)])),
          ]
        : []),
      paragraph(text('A start, to finish in your own words:')),
      draftBlock(draftedRewrite(issue, assessment)),
      paragraph(text('Your idea can stay, as one way to get there.')),
    ],
  };
}

/** A reason that only tells what one can do with the solution is taken up, not passed over: its author meant it. */
function idea(issue: Issue, { reading }: Assessment, maxQuote: number): Block {
  const evidence = reading.framingEvidence;
  const gain = findGain(issue);
  const isWithin = gain !== null && evidence?.includes(gain.clause);
  const open = gain ? `What that makes better${gain.who ? ' for them' : ''}` : 'Why it is needed';
  return paragraph(
    text('The idea is clear'),
    ...(evidence ? [text(': '), strong(quoted(evidence, maxQuote))] : []),
    ...(gain && !isWithin ? [text(`, so that ${quoted(gain.clause, maxQuote)}`)] : []),
    text(
      `. ${open} is still open; knowing it, the team can weigh other ideas and see whether this one helped.`,
    ),
  );
}
