import type { Assessment } from '../assessment/assessment.ts';
import { nounFor } from '../assessment/checks/noun.ts';
import type { CheckId, Finding } from '../assessment/finding.ts';
import type { Issue } from '../issue.ts';
import { quoted } from '../quoted.ts';
import {
  type Block,
  code,
  emphasis,
  type Inline,
  list,
  paragraph,
  type RichText,
  strong,
  text,
} from '../rich-text.ts';
import type { CommentSettings } from './comment-settings.ts';
import { draftBlocks, draftedRewrite } from './drafted-rewrite.ts';
import { questionsFor } from './questions.ts';

interface Part {
  readonly blocks: readonly Block[];
  /** The findings that need no further mention. */
  readonly covers: ReadonlySet<CheckId>;
}

/**
 * The comment that asks: what was found in the author's words, why it matters, the next step, how to turn it off.
 * `openers` are the findings it is written for, at least one. The same input always gives the same body.
 */
export function findingsBody(
  issue: Issue,
  assessment: Assessment,
  openers: readonly Finding[],
  settings: CommentSettings,
): RichText {
  const opened = new Set(openers.map((finding) => finding.check));
  const main = opened.has('recipe')
    ? recipePart(issue, assessment, settings)
    : opened.has('missing-persona') || opened.has('missing-value')
      ? gapsPart(issue, assessment, opened, settings)
      : plainPart(openers);
  return [
    ...main.blocks,
    ...furtherBlocks(
      assessment.findings.filter(({ check }) => isFurther(check, main, opened)),
      settings,
    ),
    paragraph(
      emphasis('Waymark keeps this one comment up to date. To go without it, add the label '),
      code(settings.offLabel),
      emphasis('.'),
    ),
  ];
}

function recipePart(issue: Issue, assessment: Assessment, settings: CommentSettings): Part {
  const noun = nounFor(issue);
  const evidence = assessment.reading.framingEvidence;
  const questions = questionsFor(issue, assessment, settings.maxQuote);
  const verb = noun === 'issue' ? 'do' : 'build';
  return {
    covers: new Set<CheckId>([
      'recipe',
      'not-a-mission',
      ...questions.flatMap((question) => question.covers),
    ]),
    blocks: [
      paragraph(
        text(`It is clear what to ${verb} here`),
        ...(evidence ? [text(': '), strong(quoted(evidence, settings.maxQuote))] : []),
        text(
          `. What the ${noun} leaves open is why, and that is what lets the team weigh other ideas and see afterwards whether this one helped.`,
        ),
      ),
      ...(questions.length > 0 ? [list(...questions.map((question) => [text(question.text)]))] : []),
      paragraph(text('A start, to finish in your own words:')),
      ...draftBlocks(draftedRewrite(issue, assessment)),
      paragraph(text('Your idea can stay, as one way to get there.')),
    ],
  };
}

function gapsPart(
  issue: Issue,
  assessment: Assessment,
  opened: ReadonlySet<CheckId>,
  settings: CommentSettings,
): Part {
  const noun = nounFor(issue);
  const persona = opened.has('missing-persona');
  const value = opened.has('missing-value');
  const { reading, mission } = assessment;
  const said = reading.framing !== 'recipe' && reading.framingEvidence;
  const whom = mission.persona ? `the ${quoted(mission.persona.value, settings.maxQuote)}` : 'them';
  const [asked, why, step] =
    persona && value
      ? [
          `Two things would make this ${noun} easier to build well: who it is for, and why it matters to them.`,
          'Knowing both, the team can look for the best answer and not only the first.',
          'Two short lines in the description are enough:',
        ]
      : persona
        ? [
            `One thing would make this ${noun} easier to build well: who it is for.`,
            'The best answer for somebody who is new here may not be the best for somebody who does this every day.',
            'A short line in the description is enough:',
          ]
        : [
            `One thing would make this ${noun} easier to weigh: why it matters${mission.persona ? ` to ${whom}` : ''}.`,
            'With a reason, the team can set it beside other work, and may even find a better way.',
            `What gets better for ${whom}, or what goes wrong without it? A short line in the description is enough:`,
          ];
  const draft = draftedRewrite(issue, assessment).filter(
    ({ label }) => (persona && label === 'Persona') || (value && label === 'Expected outcome'),
  );
  return {
    covers: new Set<CheckId>([
      'missing-persona',
      'not-a-mission',
      ...(value ? (['missing-value', 'unclear-value', 'missing-problem'] as const) : []),
    ]),
    blocks: [
      paragraph(
        text(asked),
        ...(said ? [text(' So far it says '), strong(quoted(said, settings.maxQuote)), text('.')] : []),
        text(` ${why}`),
      ),
      paragraph(text(step)),
      ...draftBlocks(draft),
    ],
  };
}

/** For findings that the settings let open a comment besides the usual ones. */
function plainPart(openers: readonly Finding[]): Part {
  const [first] = openers;
  return {
    covers: new Set(first ? [first.check] : []),
    blocks: first ? [paragraph(...sentences(first))] : [],
  };
}

function isFurther(check: CheckId, main: Part, opened: ReadonlySet<CheckId>): boolean {
  // A recipe that did not open the comment is one the reader is not sure enough of to speak about.
  return !main.covers.has(check) && (check !== 'recipe' || opened.has(check));
}

function furtherBlocks(findings: readonly Finding[], { maxFindings }: CommentSettings): readonly Block[] {
  const mentioned = findings.slice(0, maxFindings);
  if (mentioned.length === 0) return [];
  return [paragraph(text('While you are here:')), list(...mentioned.map(sentences))];
}

function sentences(finding: Finding): readonly Inline[] {
  return [text(`${finding.message} ${finding.suggestion}`)];
}
