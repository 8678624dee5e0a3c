import { BOOK, type Category, categoryIndex, phrases } from '../../lexicon/book.ts';
import { EFFECTS, PROSPECTS } from '../../lexicon/effects.ts';
import type { PhraseHit } from '../../lexicon/phrases.ts';
import type { Sentence } from '../../text/document.ts';
import type { Token } from '../../text/tokens.ts';
import type { StoryTemplate } from '../story-template.ts';
import type { TellingWords } from '../word-meaning.ts';

/** What was heard in one story: signal names with the sentence that shows each best. */
export interface Heard {
  readonly names: readonly string[];
  readonly where: readonly (Sentence | null)[];
  readonly sentences: readonly HeardSentence[];
  readonly template: StoryTemplate | null;
  readonly reasonNovelty: number;
  readonly telling: TellingWords;
  /** The sentence that speaks loudest for each value class. */
  readonly valueEvidence: Readonly<Record<string, Sentence | null>>;
}

export interface HeardSentence {
  readonly sentence: Sentence;
  readonly hits: readonly PhraseHit[];
  /** Bit set of categories, as a set of indexes. */
  readonly has: ReadonlySet<number>;
}

/** Takes note of a signal; the first sentence that shows it is kept. */
export type Add = (name: string, sentence?: Sentence | null) => void;

export const CATEGORIES = Object.keys(BOOK) as Category[];

const OF_EFFECTS = new Set<number>(
  [...Object.keys(EFFECTS), ...Object.keys(PROSPECTS)].map((name) => categoryIndex[name as Category]),
);

/** True for a category that only the effects count (`addEffects`). */
export function isEffect(category: number): boolean {
  return OF_EFFECTS.has(category);
}

/** The phrases of a sentence, without those that a set expression ("bug fixes", "or not") takes the sting from. */
export function listen(tokens: readonly Token[]): PhraseHit[] {
  const hits = phrases.find(tokens);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.shape === 'artefact' && (token.norm.endsWith('exception') || token.norm.endsWith('error'))) {
      hits.push({ category: categoryIndex.bugFails, from: i, length: 1 });
      hits.push({ category: categoryIndex.eCrash, from: i, length: 1 });
    }
  }
  for (let i = 0; i + 1 < tokens.length; i++) {
    const next = tokens[i + 1]?.norm ?? '';
    if (
      (tokens[i]?.norm === 'not' || tokens[i]?.norm.endsWith("n't")) &&
      next.length > 4 &&
      (next.endsWith('ing') || next.endsWith('ed'))
    ) {
      hits.push({ category: categoryIndex.bugBroken, from: i, length: 2 });
    }
  }
  const calm = hits.filter((hit) => hit.category === categoryIndex.neutral);
  if (calm.length === 0) return hits;
  return hits.filter(
    (hit) =>
      !calm.some(
        (span) => hit !== span && hit.from >= span.from && hit.from + hit.length <= span.from + span.length,
      ),
  );
}

export function anyOf(has: ReadonlySet<number>, group: readonly Category[]): boolean {
  for (const category of group) if (has.has(categoryIndex[category])) return true;
  return false;
}
