import { type Category, categoryIndex } from '../../lexicon/book.ts';
import type { Sentence } from '../../text/document.ts';
import { type Add, CATEGORIES, type HeardSentence, NOISE } from './heard.ts';

export function addCategories(sentences: readonly HeardSentence[], add: Add): void {
  const counts = new Array<number>(CATEGORIES.length).fill(0);
  let body = 0;
  for (const { sentence, has } of sentences) {
    const inTitle = sentence.kind === 'title';
    const check = sentence.kind === 'check' || (NOISE.has(sentence.section) && !inTitle);
    if (!inTitle && !check) body++;
    for (const category of has) {
      const name = CATEGORIES[category];
      if (name === undefined) continue;
      if (inTitle) add(`T:${name}`, sentence);
      else if (check) add(`C:${name}`, sentence);
      else {
        counts[category] = (counts[category] ?? 0) + 1;
        add(`B:${name}`, sentence);
        if (body <= 2) add(`F:${name}`, sentence);
        if (counts[category] === 3) add(`B3:${name}`, sentence);
      }
      if (!check) add(`A:${name}`, sentence);
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

function addPairs(has: ReadonlySet<number>, sentence: Sentence, place: string, add: Add): void {
  for (const [a, b] of PAIRS) {
    if (has.has(categoryIndex[a]) && has.has(categoryIndex[b])) add(`${place}:${a}+${b}`, sentence);
  }
}
