import { categoryIndex } from '../lexicon/book.ts';
import { kindOf } from './persona-kind.ts';
import { overlapOf } from './restatement.ts';
import { type Heard, listen } from './signals/heard.ts';

/** What a rule adds to the score of "recipe"; the model's own scores rarely leave the range from -6 to 6. */
export interface GroundRule {
  readonly name: string;
  readonly weight: number;
  /** True when the reason that the story gives stands all the same. */
  readonly keepsReason: boolean;
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

  const rules: GroundRule[] = [];
  const rule = (name: string, weight: number, keepsReason = false): void => {
    rules.push({ name, weight, keepsReason });
  };
  const opens = opening.map(({ norm }) => norm).join(' ');
  if (kindOf(role) === 'internal' && OWN_PROGRESS.test(opens))
    rule('the progress of the builders\u2019 own work', 5, true);
  else if (BUILDER.test(role) && UPKEEP.test(opens)) rule('upkeep that a builder decided on', 3, true);
  if (reason && !restatesWish(heard)) {
    // "As a PO, I want a button so shoppers can …": the reason tells what the control is for, not why it is worth it.
    if (isKeeper && asksForControl && onlyTellsTheUse(reason.text))
      rule('a control with a reason that only tells its use', 9);
    else if (asksForControl && REACHES.test(reason.text) && !GAIN.test(reason.text))
      rule('a control with a reason that only tells what it shows', 5);
    return rules;
  }
  if (asksForControl) rule('a control asked for without a reason', 6);
  if (isKeeper) rule('a wish of the backlog\u2019s keeper', 4);
  if (!reason && decidesFormat(want.text)) rule('a format decided without a reason', 3);
  return rules;
}

// "I want to carry on with the icons", "I want to finish the third draft".
const OWN_PROGRESS =
  /^(?:(?:move|go|carry) on (?:to|with)|proceed (?:to|with)|continue (?:to|with|\w+ing)|finish|finali[sz]e|wrap up)\b/;
const BUILDER = /^(?:(?:software|backend|frontend|web) )?(?:developer|engineer|programmer)$/;
const UPKEEP = /^(?:update|rename|refactor|replace|rewrite|bump|clean|document|migrate|port)\b/;
const REACHES =
  /\b(?:can|could|may|(?:are|is|be) able to) (?:easily )?(?:access|open|see|view|click|navigate|go to|reach|get to|use)\b/i;
const FORMAT =
  /\b(?:as|in|using|via|through|with) (?:an? |the )?(?:\w+ ){0,2}(?:json|xml|yaml|csv|sql|html|markdown|regex|string|cookie|tags|dropdown|checkbox|radio buttons?|date picker)\b/i;
const DECIDES =
  /^(?:specify|enter|define|provide|set|configure|draw|write|choose|select|express|describe|input)\b/i;

/** "specify the schema as a JSON string": how is decided, why is not said. */
function decidesFormat(wish: string): boolean {
  return DECIDES.test(wish) && FORMAT.test(wish);
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
