import type { Document, Sentence } from '../../text/document.ts';
import type { Token } from '../../text/tokens.ts';
import { NOISE } from '../noise.ts';
import type { Add } from './heard.ts';
import { titleStart } from './title.ts';

const BODY_TERMS = 160;

/** Adds single words and pairs of neighbours. `knows` spares the work for words that no weight speaks of. */
export function addTerms(document: Document, add: Add, knows: (name: string) => boolean): void {
  const note = (name: string, sentence: Sentence): void => {
    if (knows(name)) add(name, sentence);
  };
  const { title } = document;
  const from = titleStart(title.tokens);
  let before = '^';
  for (let i = from; i < title.tokens.length && i < from + 40; i++) {
    const token = title.tokens[i];
    if (!token || token.shape === 'url') continue;
    const word = termOf(token);
    if (token.shape !== 'mark') note(`t:${word}`, title);
    note(`t:${before} ${word}`, title);
    before = word;
  }
  let count = 0;
  for (const sentence of document.sentences) {
    if (sentence.kind === 'title' || sentence.kind === 'check' || NOISE.has(sentence.section)) continue;
    let last = '^';
    for (const token of sentence.tokens) {
      if (token.shape === 'mark' || token.shape === 'url') {
        last = '';
        continue;
      }
      if (++count > BODY_TERMS) return;
      const word = termOf(token);
      note(`b:${word}`, sentence);
      if (last !== '') note(`b:${last} ${word}`, sentence);
      last = word;
    }
  }
}

function termOf(token: Token): string {
  if (token.shape === 'artefact') return '#code';
  if (token.shape === 'number') return '#n';
  return token.norm;
}
