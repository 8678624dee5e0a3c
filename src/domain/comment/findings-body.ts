import type { Assessment } from '../assessment/assessment.ts';
import type { CheckId, Finding } from '../assessment/finding.ts';
import type { Issue } from '../issue.ts';
import {
  type Block,
  code,
  emphasis,
  type Inline,
  list,
  paragraph,
  type RichText,
  text,
} from '../rich-text.ts';
import type { CommentSettings } from './comment-settings.ts';
import { gapsPart } from './gaps-part.ts';
import type { Part } from './part.ts';
import { recipePart } from './recipe-part.ts';

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
  const { main, mentioned } = partsOf(issue, assessment, openers, settings);
  return [...main.blocks, ...furtherBlocks(mentioned), howToTurnItOff(settings)];
}

/** The checks whose findings `findingsBody` speaks of, in the order of the findings. */
export function spokenChecks(
  issue: Issue,
  assessment: Assessment,
  openers: readonly Finding[],
  settings: CommentSettings,
): readonly CheckId[] {
  const { main, mentioned } = partsOf(issue, assessment, openers, settings);
  return assessment.findings
    .filter((finding) => main.covers.has(finding.check) || mentioned.includes(finding))
    .map(({ check }) => check);
}

function partsOf(
  issue: Issue,
  assessment: Assessment,
  openers: readonly Finding[],
  settings: CommentSettings,
): { readonly main: Part; readonly mentioned: readonly Finding[] } {
  const opened = new Set(openers.map(({ check }) => check));
  const main = mainPart(issue, assessment, openers, settings);
  const further = assessment.findings.filter(({ check }) => isFurther(check, main, opened));
  return { main, mentioned: further.slice(0, settings.maxFindings) };
}

function mainPart(
  issue: Issue,
  assessment: Assessment,
  openers: readonly Finding[],
  settings: CommentSettings,
): Part {
  const opened = new Set(openers.map(({ check }) => check));
  if (opened.has('recipe')) return recipePart(issue, assessment, settings);
  if (opened.has('missing-persona') || opened.has('missing-value')) {
    return gapsPart(issue, assessment, opened, settings);
  }
  // Any other check that the settings let open a comment speaks for itself.
  const first = openers.slice(0, 1);
  return {
    covers: new Set(first.map(({ check }) => check)),
    blocks: first.map((finding) => paragraph(...sentences(finding))),
  };
}

function isFurther(check: CheckId, main: Part, opened: ReadonlySet<CheckId>): boolean {
  // A recipe that did not open the comment is one the reader is not sure enough of to speak about.
  return !main.covers.has(check) && (check !== 'recipe' || opened.has(check));
}

function furtherBlocks(mentioned: readonly Finding[]): readonly Block[] {
  return mentioned.length === 0
    ? []
    : [paragraph(text('While you are here:')), list(...mentioned.map(sentences))];
}

function sentences({ message, suggestion }: Finding): readonly Inline[] {
  return [text(`${message} ${suggestion}`)];
}

function howToTurnItOff({ offLabel }: CommentSettings): Block {
  return paragraph(
    emphasis('Waymark updates this comment when the text changes; the label '),
    code(offLabel),
    emphasis(' removes it.'),
  );
}
