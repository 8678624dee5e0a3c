import { type Category, categoryIndex } from '../../lexicon/book.ts';
import type { Sentence } from '../../text/document.ts';
import { NOISE } from '../noise.ts';
import { type Add, CATEGORIES, type HeardSentence, isEffect } from './heard.ts';

// Built once: a name that is put together anew must be hashed anew.
const named = (place: string): string[] => CATEGORIES.map((name) => `${place}:${name}`);
const NAMES = {
  title: named('T'),
  check: named('C'),
  body: named('B'),
  first: named('F'),
  thrice: named('B3'),
  any: named('A'),
};

export function addCategories(sentences: readonly HeardSentence[], add: Add): void {
  const counts = new Array<number>(CATEGORIES.length).fill(0);
  let body = 0;
  for (const { sentence, has } of sentences) {
    const inTitle = sentence.kind === 'title';
    const check = sentence.kind === 'check' || (NOISE.has(sentence.section) && !inTitle);
    if (!inTitle && !check) body++;
    for (const category of has) {
      if (isEffect(category)) continue;
      if (inTitle) add(NAMES.title[category] ?? '', sentence);
      else if (check) add(NAMES.check[category] ?? '', sentence);
      else {
        counts[category] = (counts[category] ?? 0) + 1;
        add(NAMES.body[category] ?? '', sentence);
        if (body <= 2) add(NAMES.first[category] ?? '', sentence);
        if (counts[category] === 3) add(NAMES.thrice[category] ?? '', sentence);
      }
      if (!check) add(NAMES.any[category] ?? '', sentence);
    }
    if (check) continue;
    addPairs(has, sentence, inTitle ? 'T' : 'B', add);
  }
}

const PAIRS: readonly (readonly [Category, Category])[] = [
  ['currentState', 'negated'],
  ['currentState', 'difficulty'],
  ['currentState', 'missing'],
  ['should', 'negated'],
  ['should', 'wrongness'],
  ['should', 'soThat'],
  ['should', 'gain'],
  ['should', 'because'],
  ['wish', 'gain'],
  ['wish', 'soThat'],
  ['metric', 'upDown'],
  ['metric', 'expectation'],
  ['people', 'upDown'],
  ['people', 'bugFails'],
  ['people', 'difficulty'],
  ['people', 'negated'],
  ['people', 'soThat'],
  ['because', 'bugFails'],
  ['because', 'negated'],
  ['because', 'difficulty'],
  ['leadsTo', 'bugFails'],
  ['contrast', 'negated'],
  ['contrast', 'bugFails'],
  ['chore', 'soThat'],
  ['chore', 'gain'],
  ['chore', 'bugFails'],
  ['chore', 'techNoun'],
  ['chore', 'uiNoun'],
  ['chore', 'docNoun'],
  ['should', 'toBenefit'],
  ['should', 'inOrder'],
];

const PAIR_NAMES = PAIRS.map(([a, b]) => ({
  first: categoryIndex[a],
  second: categoryIndex[b],
  T: `T:${a}+${b}`,
  B: `B:${a}+${b}`,
}));

function addPairs(has: ReadonlySet<number>, sentence: Sentence, place: 'T' | 'B', add: Add): void {
  if (has.size < 2) return;
  for (const pair of PAIR_NAMES) {
    if (has.has(pair.first) && has.has(pair.second)) add(pair[place], sentence);
  }
}
