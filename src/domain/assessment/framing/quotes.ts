import { type Category, categoryIndex } from '../lexicon/book.ts';
import { type Sentence, textOf } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import { restatesWish } from './ground-rules.ts';
import type { Heard, HeardSentence } from './signals/heard.ts';
import { titleStart } from './signals/title.ts';
import { findReason } from './story-template.ts';

const LONGEST_QUOTE = 300;

type CategoryWeight = readonly [category: number, weight: number];

const HARM_WEIGHTS = byIndex({
  bugFails: 2,
  bugBroken: 2,
  bugWrong: 1.5,
  cannotDo: 1.6,
  problemNoun: 1.2,
  difficulty: 1.8,
  missing: 1.2,
  wrongness: 1,
  negated: 0.8,
  oddity: 0.5,
  leadsTo: 0.6,
  currentState: 0.4,
  people: 0.3,
  reported: 0.3,
});

const REASON_WEIGHTS = byIndex({
  soThat: 3,
  inOrder: 2.5,
  toBenefit: 2.2,
  forGain: 2.2,
  because: 1.5,
  therefore: 1.2,
  thisMeans: 2.2,
  leadsTo: 1.4,
  gain: 1,
  gainVerb: 1,
  gainNoun: 0.8,
  neededFor: 1,
  noMore: 0.8,
  consistent: 0.6,
  difficulty: 0.9,
  people: 0.4,
  wish: 0.4,
});

/** The sentence that tells the problem best, or null when none does. */
export function problemQuote(heard: Heard): string | null {
  return best(heard.sentences, (each, place) => {
    const { sentence } = each;
    let score = weigh(each, HARM_WEIGHTS);
    if (sentence.section === 'problem') score += 1.5;
    if (sentence.section === 'actual') score += 1;
    if (sentence.section === 'expected' || sentence.section === 'solution') score -= 1.2;
    if (sentence.kind === 'title') score += 0.3;
    return score - place * 0.05;
  });
}

/** The reason that the story gives: the template's own clause first, else the sentence that tells it best. */
export function benefitQuote(heard: Heard): string | null {
  const reason = heard.template?.reason;
  if (reason && !restatesWish(heard)) return clip(reason.text);
  return best(
    heard.sentences,
    (each, place) => {
      const { sentence } = each;
      let score = weigh(each, REASON_WEIGHTS);
      if (sentence.section === 'benefit' || sentence.section === 'goal') score += 1.5;
      if (
        sentence.section === 'success' ||
        sentence.section === 'result' ||
        sentence.section === 'hypothesis'
      )
        score += 0.8;
      if (sentence.section === 'problem') score += 0.5;
      return score - place * 0.05;
    },
    reasonPart,
  );
}

/** What the story orders to be done: the wish of its template, else its title without tags. */
export function solutionQuote(heard: Heard): string | null {
  const want = heard.template?.want;
  if (want) return clip(want.text);
  const title = heard.sentences[0]?.sentence;
  if (title?.kind !== 'title' || title.tokens.length === 0) return null;
  const first = title.tokens[titleStart(title.tokens)] ?? title.tokens[0];
  return clip(title.source.slice(first?.start ?? title.start).trimEnd());
}

/** A sentence as a quote: its own words, cut between two words when very long. */
export function quoteOf(sentence: Sentence): string | null {
  return clip(textOf(sentence));
}

function weigh({ has }: HeardSentence, weights: readonly CategoryWeight[]): number {
  let sum = 0;
  for (const [category, weight] of weights) if (has.has(category)) sum += weight;
  return sum;
}

function byIndex(weights: Partial<Record<Category, number>>): CategoryWeight[] {
  return (Object.entries(weights) as [Category, number][]).map(([name, weight]) => [
    categoryIndex[name],
    weight,
  ]);
}

const SILENT = new Set(['steps', 'tasks', 'acceptance', 'references', 'environment']);

function best(
  sentences: readonly HeardSentence[],
  scoreOf: (each: HeardSentence, place: number) => number,
  partOf: (sentence: Sentence) => string | null = quoteOf,
): string | null {
  let top = 0.7;
  let chosen: Sentence | null = null;
  sentences.forEach((each, place) => {
    const { sentence } = each;
    if (SILENT.has(sentence.section) || (sentence.kind === 'check' && sentence.section !== 'hypothesis'))
      return;
    const score = scoreOf(each, place);
    if (score > top) {
      top = score;
      chosen = sentence;
    }
  });
  return chosen === null ? null : partOf(chosen);
}

const WHOLE = new Set(['due', 'since', 'because']);

/** "… so that X" is quoted from "so that"; a cause is quoted with what it causes. */
function reasonPart(sentence: Sentence): string | null {
  const found = findReason(sentence.tokens, 2);
  const token: Token | undefined = found ? sentence.tokens[found.at] : undefined;
  if (!token || WHOLE.has(token.norm)) return quoteOf(sentence);
  return clip(sentence.source.slice(token.start, sentence.end));
}

function clip(text: string): string | null {
  let quote = text.trim();
  if (quote.length > LONGEST_QUOTE) {
    const space = quote.lastIndexOf(' ', LONGEST_QUOTE);
    quote = quote.slice(0, space > 80 ? space : LONGEST_QUOTE).trimEnd();
    const last = quote.charCodeAt(quote.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) quote = quote.slice(0, -1);
  }
  return quote === '' ? null : quote;
}
