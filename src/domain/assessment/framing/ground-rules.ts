import { categoryIndex } from '../lexicon/book.ts';
import { kindOf } from './persona-kind.ts';
import { overlapOf } from './restatement.ts';
import { type Heard, listen } from './signals/heard.ts';

/** What a rule adds to the score of "recipe"; the model's own scores rarely leave the range from -6 to 6. */
export interface GroundRule {
  readonly name: string;
  readonly weight: number;
}

/**
 * Rules that the definition of a recipe states outright and that examples are too few to teach: the story template
 * does not rescue a control or screen that is asked for with no reason of its own, nor a wish of the backlog's keeper.
 */
export function groundRules(heard: Heard): GroundRule[] {
  const { template } = heard;
  if (!template?.role || !template.want) return [];
  const { want, reason } = template;
  const role = template.role.text.toLowerCase();
  const isKeeper = KEEPERS.has(role) && kindOf(role) === 'internal';
  const opening = want.sentence.tokens.slice(want.from, Math.min(want.to, want.from + 7));
  const isThing = heard.names.includes('story:thing');
  const asksForControl = isThing && listen(opening).some((hit) => hit.category === categoryIndex.uiNoun);

  if (reason && !restatesWish(heard)) {
    // "As a PO, I want a button so shoppers can …": the reason tells what the control is for, not why it is worth it.
    return isKeeper && asksForControl && onlyTellsTheUse(reason.text)
      ? [{ name: 'a control with a reason that only tells its use', weight: 9 }]
      : [];
  }
  return [
    ...(asksForControl ? [{ name: 'a control asked for without a reason', weight: 6 }] : []),
    ...(isKeeper ? [{ name: 'a wish of the backlog\u2019s keeper', weight: 4 }] : []),
  ];
}

const USE = /\b(?:can|could|may|(?:are|is|be) able to)\b/i;
const GAIN =
  /\b(?:more|less|fewer|lower|higher|faster|sooner|quick(?:ly|er)?|eas(?:ily|ier)|better|without|instead|avoid|reduce|increase|no longer|not|never|n['\u2019]t|because|later)\b/i;

/** "so that they can store it": something one can do with the thing, and nothing that gets better by it. */
function onlyTellsTheUse(reason: string): boolean {
  return USE.test(reason) && !GAIN.test(reason);
}

/** True when the template's reason only says the wish again ("a save button so I can save"). */
export function restatesWish({ template, reasonNovelty }: Heard): boolean {
  return (
    template?.reason != null && (reasonNovelty === 0 || (reasonNovelty === 1 && overlapOf(template) >= 0.6))
  );
}

const KEEPERS = new Set([
  'po',
  'product owner',
  'pm',
  'product manager',
  'project manager',
  'scrum master',
  'tech lead',
  'qa',
  'qa engineer',
]);
