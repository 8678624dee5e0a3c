import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId } from '../assessment/finding.ts';
import { shown } from '../quoted.ts';
import { type Block, type Inline, quote, strong, text } from '../rich-text.ts';
import { findGain } from './gain.ts';

/** The blank that the author is to fill in. */
export const BLANK = '…';

const LONGEST_LINE = 160;

/** One line of the rewrite: the issue's own words made fit to show, null where it has none, and how the line goes on. */
export interface DraftLine {
  readonly label: 'Persona' | 'Problem' | 'Expected outcome';
  readonly given: string | null;
  /** What the author is led on with, ending in the blank; null when the line needs nothing more. */
  readonly goesOn: string | null;
}

/**
 * The skeleton of a rewrite in the shape persona, problem, expected outcome: filled with what the issue says, blank
 * where it says nothing. Its labels are ones that the mission's sections are found by, so it can be pasted as it is.
 */
export function draftedRewrite(
  issue: { readonly title: string; readonly description: string },
  { reading, mission, findings, second }: Assessment,
): readonly DraftLine[] {
  const found = (check: CheckId) => findings.some((finding) => finding.check === check);
  const gain = findGain(issue);
  const persona = found('internal-persona') ? undefined : mission.persona?.value;
  const outcome = reading.target?.text ?? reading.benefit?.text ?? gain?.clause;
  // The issue's own words come first; a second reader fills what they leave open.
  const drafted = second?.rewrite;
  return [
    line(
      'Persona',
      persona ?? gain?.who ?? drafted?.persona,
      found('generic-persona') ? ` who ${BLANK}` : null,
    ),
    line('Problem', mission.problem?.value ?? drafted?.problem, null),
    line(
      'Expected outcome',
      outcome ?? drafted?.expectedOutcome,
      reading.target ? null : `, and so ${BLANK}`,
    ),
  ];
}

/** Findings that other words would mend. */
export const wordFindings = [
  'recipe',
  'missing-persona',
  'generic-persona',
  'internal-persona',
  'missing-problem',
  'missing-outcome',
  'missing-value',
  'unclear-value',
] as const satisfies readonly CheckId[];

/** Whether other words would mend what was found. */
export function isWorthRewriting({ findings }: Pick<Assessment, 'findings'>): boolean {
  return findings.some(({ check }) => wordFindings.some((one) => one === check));
}

/** The rewrite as text to copy, a line for each part. */
export function draftText(draft: readonly DraftLine[]): string {
  return draft
    .map(({ label, given, goesOn }) => `${label}: ${given === null ? BLANK : `${given}${goesOn ?? ''}`}`)
    .join('\n');
}

/** The rewrite as one quote, a line for each part. */
export function draftBlock(draft: readonly DraftLine[]): Block {
  return quote(
    ...draft.flatMap(({ label, given, goesOn }, index): Inline[] => [
      ...(index > 0 ? [text('\n')] : []),
      strong(`${label}:`),
      text(given === null ? ` ${BLANK}` : ` ${given}${goesOn ?? ''}`),
    ]),
  );
}

function line(label: DraftLine['label'], words: string | null | undefined, goesOn: string | null): DraftLine {
  const given = shown(words ?? '', LONGEST_LINE)
    .replace(/^so (?:that )?/i, '')
    .replace(/[.!?…]{1,20}$/, '');
  return given === '' ? { label, given: null, goesOn: BLANK } : { label, given, goesOn };
}
