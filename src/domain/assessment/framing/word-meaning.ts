import type { Document, Sentence } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import { NOISE } from './noise.ts';
import type { StoryTemplate } from './story-template.ts';

/** The places whose words are weighed apart. */
export const MEANING_PLACES = ['title', 'body', 'reason'] as const;
/** The labels that words speak for, in the order of the model's last labels. */
export const MEANING_LABELS = ['revenue', 'cost', 'risk', 'enabler', 'unclear'] as const;

const WIDTH = MEANING_PLACES.length * MEANING_LABELS.length;

/** The tokens of each place, in the order of `MEANING_PLACES`. */
export type TellingWords = readonly (readonly Token[])[];

/**
 * Words by frequency, parted by blanks, and for each a row of signed bytes: for every place one number for every
 * label. A number times its column's `step` is what the word adds to the label's score at that place.
 */
export interface WordFile {
  readonly words: string;
  readonly numbers: string;
  readonly steps: readonly number[];
}

/** What one word adds to a label's score. */
export interface WordShare {
  readonly word: string;
  readonly label: (typeof MEANING_LABELS)[number];
  readonly weight: number;
}

export interface WordMeaning {
  /** One score for each of `MEANING_LABELS`. */
  scores(telling: TellingWords): number[];
  shares(telling: TellingWords): WordShare[];
}

const MOST_WORDS = 160;

/** The words of a story that tell what it is for: those of steps, lists of criteria and references are left out. */
export function tellingWords(document: Document, template: StoryTemplate | null): TellingWords {
  const body: Token[] = [];
  for (const sentence of document.sentences) {
    if (body.length >= MOST_WORDS) break;
    if (sentence.kind === 'title' || sentence.kind === 'check' || NOISE.has(sentence.section)) continue;
    for (const token of wordsOf(sentence)) if (body.length < MOST_WORDS) body.push(token);
  }
  const reason = template?.reason;
  return [
    wordsOf(document.title),
    body,
    reason ? reason.sentence.tokens.slice(reason.from, reason.to).filter(isWord) : [],
  ];
}

function wordsOf(sentence: Sentence): Token[] {
  return sentence.tokens.filter(isWord);
}

function isWord({ shape }: Token): boolean {
  return shape !== 'mark' && shape !== 'url' && shape !== 'number';
}

/** How much a word counts in the mean of its place: the rarer, the more. `rank` counts from the most frequent. */
export function importanceOf(rank: number): number {
  return 0.001 / (0.001 + 0.07 / (rank + 2.7));
}

/** Calls back with the rank of each known word; of an unknown compound, of its parts. */
export function eachKnown(
  tokens: readonly Token[],
  ranks: ReadonlyMap<string, number>,
  found: (rank: number) => void,
): void {
  for (const { norm } of tokens) {
    const rank = ranks.get(norm);
    if (rank !== undefined) {
      found(rank);
      continue;
    }
    if (!norm.includes('-') && !norm.endsWith("'s")) continue;
    for (const part of norm.replace("'s", '').split('-')) {
      const partRank = ranks.get(part);
      if (partRank !== undefined) found(partRank);
    }
  }
}

export function ranksOf(words: readonly string[]): Map<string, number> {
  return new Map(words.map((word, rank) => [word, rank]));
}

export function createWordMeaning(file: WordFile): WordMeaning {
  const words = file.words.split(' ');
  const ranks = ranksOf(words);
  const numbers = new Int8Array(Buffer.from(file.numbers, 'base64'));
  const labels = MEANING_LABELS.length;
  const importance = Float64Array.from(words, (_, rank) => importanceOf(rank));

  function visit(
    telling: TellingWords,
    each: (rank: number, firstColumn: number, share: number) => void,
  ): void {
    telling.forEach((tokens, place) => {
      const known: number[] = [];
      let total = 1;
      eachKnown(tokens, ranks, (rank) => {
        known.push(rank);
        total += importance[rank] ?? 0;
      });
      for (const rank of known) each(rank, place * labels, (importance[rank] ?? 0) / total);
    });
  }

  return {
    scores(telling) {
      const sums = MEANING_LABELS.map(() => 0);
      visit(telling, (rank, first, share) => {
        const row = rank * WIDTH + first;
        for (let label = 0; label < labels; label++) {
          const weight = (numbers[row + label] ?? 0) * (file.steps[first + label] ?? 0) * share;
          sums[label] = (sums[label] ?? 0) + weight;
        }
      });
      return sums;
    },
    shares(telling) {
      const shares: WordShare[] = [];
      visit(telling, (rank, first, share) => {
        MEANING_LABELS.forEach((label, at) => {
          const weight = (numbers[rank * WIDTH + first + at] ?? 0) * (file.steps[first + at] ?? 0) * share;
          if (weight !== 0) shares.push({ word: words[rank] ?? '', label, weight });
        });
      });
      return shares;
    },
  };
}
