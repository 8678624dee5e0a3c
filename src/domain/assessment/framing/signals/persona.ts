import { categoryIndex } from '../../lexicon/book.ts';
import type { Document } from '../../text/document.ts';
import { findPersona } from '../persona.ts';
import type { StoryTemplate } from '../story-template.ts';
import { type Add, listen } from './heard.ts';

export function addPersona(document: Document, template: StoryTemplate | null, add: Add): void {
  const found = findPersona(document, template);
  if (!found) {
    add('P:none');
    return;
  }
  const { sentence, source, text } = found;
  add(`P:${source}`, sentence);
  if (source !== 'role') return;
  const words = text.toLowerCase().split(' ');
  const last = words.at(-1) ?? '';
  add(`P:word:${last}`, sentence);
  add(words.length > 1 ? 'P:longer' : 'P:bare', sentence);
  add(last.endsWith('s') || last === 'people' ? 'P:many' : 'P:one', sentence);
  add(`P:in:${sentence.kind === 'title' ? 'title' : sentence.section}`, sentence);
  const has = new Set(listen(sentence.tokens).map((hit) => hit.category));
  for (const category of [
    'negated',
    'bugFails',
    'bugBroken',
    'bugWrong',
    'difficulty',
    'chore',
    'should',
    'wish',
    'soThat',
    'because',
    'metric',
    'upDown',
    'access',
  ] as const) {
    if (has.has(categoryIndex[category])) add(`P:with:${category}`, sentence);
  }
}
