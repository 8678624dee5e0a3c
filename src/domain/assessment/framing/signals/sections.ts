import { findReason } from '../story-template.ts';
import { type Add, CATEGORIES, type HeardSentence, isEffect } from './heard.ts';

const TELLING = new Set([
  'problem',
  'benefit',
  'goal',
  'success',
  'hypothesis',
  'result',
  'actual',
  'expected',
  'solution',
  'steps',
  'persona',
  'story',
]);

export function addSections(sentences: readonly HeardSentence[], add: Add): void {
  for (const { sentence, has } of sentences) {
    if (!TELLING.has(sentence.section)) continue;
    add(`S:${sentence.section}`, sentence);
    for (const category of has) {
      if (isEffect(category)) continue;
      const name = CATEGORIES[category];
      if (
        sentence.section === 'success' ||
        sentence.section === 'hypothesis' ||
        sentence.section === 'problem' ||
        sentence.section === 'result'
      ) {
        add(`S:${sentence.section}:${name}`, sentence);
      }
    }
    const reason = findReason(sentence.tokens, 0);
    if (reason) add(`S:${sentence.section}:reason`, sentence);
  }
}
