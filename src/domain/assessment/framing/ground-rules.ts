import { categoryIndex } from '../lexicon/book.ts';
import { kindOf } from './persona.ts';
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
  if (template.reason && !restatesWish(heard)) return [];
  const rules: GroundRule[] = [];
  const { want } = template;
  const opening = want.sentence.tokens.slice(want.from, Math.min(want.to, want.from + 7));
  const asksForControl = listen(opening).some((hit) => hit.category === categoryIndex.uiNoun);
  if (asksForControl && heard.names.includes('story:thing'))
    rules.push({ name: 'a control asked for without a reason', weight: 6 });
  const role = template.role.text.toLowerCase();
  if (KEEPERS.has(role) && kindOf(role) === 'internal')
    rules.push({ name: 'a wish of the backlog\u2019s keeper', weight: 4 });
  return rules;
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
