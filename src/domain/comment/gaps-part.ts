import type { Assessment } from '../assessment/assessment.ts';
import { nounFor } from '../assessment/checks/noun.ts';
import type { CheckId } from '../assessment/finding.ts';
import type { Issue } from '../issue.ts';
import { quoted, shown } from '../quoted.ts';
import { type Block, paragraph, quote, strong, text } from '../rich-text.ts';
import type { CommentSettings } from './comment-settings.ts';
import { BLANK, draftBlock, draftedRewrite } from './drafted-rewrite.ts';
import type { Part } from './part.ts';
import { whomOf } from './whom.ts';

type Gap = 'persona' | 'value' | 'both';

/** For an issue whose need is there, but not whose it is or why it matters. */
export function gapsPart(
  issue: Issue,
  assessment: Assessment,
  opened: ReadonlySet<CheckId>,
  settings: CommentSettings,
): Part {
  const gap: Gap = !opened.has('missing-value')
    ? 'persona'
    : opened.has('missing-persona')
      ? 'both'
      : 'value';
  const whom = whomOf(issue, assessment, settings.maxQuote);
  const asked = words(gap, nounFor(issue), whom);
  return {
    covers: new Set<CheckId>([
      ...(['missing-persona', 'not-a-mission'] as const),
      ...(gap === 'persona'
        ? []
        : (['missing-value', 'unclear-value', 'missing-problem', 'missing-outcome'] as const)),
    ]),
    blocks: [
      paragraph(text(asked.wanted), ...saidSoFar(issue, assessment, settings), text(` ${asked.why}`)),
      paragraph(text(asked.step)),
      start(gap, issue, assessment),
    ],
  };
}

function words(gap: Gap, noun: string, whom: string | null) {
  switch (gap) {
    case 'both':
      return {
        wanted: `Two things would make this ${noun} easier to build well: who it is for, and why it matters to them.`,
        why: 'Knowing both, the team can look for the best answer, and not only for the first.',
        step: 'You may know them already. Two short lines are enough:',
      };
    case 'persona':
      return {
        wanted: `One thing would make this ${noun} easier to build well: who it is for.`,
        why: 'The best answer for somebody who is new here may not be the best for somebody who does this every day.',
        step: 'A short line in the description is enough:',
      };
    case 'value':
      return {
        wanted: `One thing would make this ${noun} easier to weigh: why it matters${whom ? ` to ${whom}` : ''}.`,
        why: 'With the reason, the team can set it beside other work, and may even find a better way.',
        step: `What gets better for ${whom ?? 'them'} with it, or goes wrong without it? You could go on like this:`,
      };
  }
}

/** The reader's quote, unless it is the title, which stands above the comment anyway. */
function saidSoFar(issue: Issue, { reading }: Assessment, { maxQuote }: CommentSettings) {
  const said = reading.framing === 'recipe' ? null : reading.framingEvidence;
  if (said === null || said.trim() === issue.title.trim()) return [];
  return [text(' So far it tells us '), strong(quoted(said, maxQuote)), text('.')];
}

const LONGEST_TITLE = 160;

/** A story told in one sentence is led on; else the lines of the rewrite that are open. */
function start(gap: Gap, issue: Issue, assessment: Assessment): Block {
  const draft = draftedRewrite(issue, assessment);
  const outcome = draft.find(({ label }) => label === 'Expected outcome');
  if (gap === 'value' && outcome?.given === null && /^\s{0,8}as an? /i.test(issue.title)) {
    return quote(text(`${shown(issue.title, LONGEST_TITLE).replace(/[.!?…]{1,20}$/, '')}, so that ${BLANK}`));
  }
  return draftBlock(
    draft.filter(({ label }) =>
      label === 'Persona' ? gap !== 'value' : label === 'Expected outcome' && gap !== 'persona',
    ),
  );
}
