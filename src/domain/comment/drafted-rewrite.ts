import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId } from '../assessment/finding.ts';
import { shown } from '../quoted.ts';
import { type Block, quote, strong, text } from '../rich-text.ts';
import { findGain } from './gain.ts';

/** The blank that the author is to fill in. */
export const BLANK = '…';

const LONGEST_LINE = 160;

/** One line of the rewrite: what the issue gives for it, and whether something is still open. */
export interface DraftLine {
  readonly label: 'Persona' | 'Problem' | 'Expected outcome';
  /** The issue's own words, made fit to show; null when it gives none. */
  readonly given: string | null;
  readonly open: boolean;
}

/**
 * The skeleton of a rewrite in the shape persona, problem, expected outcome: filled with what the issue says, blank
 * where it says nothing. Its labels are ones that the mission's sections are found by, so it can be pasted as it is.
 */
export function draftedRewrite(
  issue: { readonly title: string; readonly description: string },
  { reading, mission, findings }: Assessment,
): readonly DraftLine[] {
  const found = (check: CheckId) => findings.some((finding) => finding.check === check);
  const gain = findGain(issue);
  const namedPersona = found('internal-persona') ? null : (mission.persona?.value ?? null);
  const outcome = reading.target?.text ?? reading.benefit?.text ?? gain?.clause ?? null;
  return [
    line('Persona', namedPersona ?? gain?.who ?? null, false),
    line('Problem', mission.problem?.value ?? null, false),
    line('Expected outcome', outcome, reading.target === null),
  ];
}

/** The rewrite as quoted lines. */
export function draftBlocks(draft: readonly DraftLine[]): readonly Block[] {
  return draft.map(({ label, given, open }) => quote(strong(`${label}:`), text(` ${words(given, open)}`)));
}

function line(label: DraftLine['label'], words: string | null, unfinished: boolean): DraftLine {
  const given = words === null ? '' : shown(words, LONGEST_LINE).replace(/^so (?:that )?/i, '');
  return { label, given: given || null, open: given === '' || unfinished };
}

function words(given: string | null, open: boolean): string {
  if (given === null) return BLANK;
  return open ? `${given.replace(/[.!?…]+$/, '')}, and so ${BLANK}` : given;
}
