import { categoryIndex } from '../../lexicon/book.ts';
import type { Document } from '../../text/document.ts';
import { findPersona, type PersonaCandidate } from '../persona.ts';
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
  addSyntax(found, add);
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

/** The words around a mention: "for operators", "lets a developer know" and "users can" tell a need from a mention. */
function addSyntax({ text, sentence }: PersonaCandidate, add: Add): void {
  const { tokens } = sentence;
  const from = tokens.findIndex((token) => sentence.source.startsWith(text, token.start));
  if (from < 0) return;
  let to = from;
  const end = (tokens[from]?.start ?? 0) + text.length;
  while (to < tokens.length && (tokens[to]?.start ?? end) < end) to++;
  let before = tokens[from - 1];
  if (before && ARTICLES.has(before.norm)) {
    add(`P:article:${before.norm}`, sentence);
    before = tokens[from - 2];
  } else add('P:article:none', sentence);
  const next = tokens[to];
  if (from === 0) add('P:opens', sentence);
  if (before && FRAME_WORDS.has(before.norm)) add(`P:before:${before.norm}`, sentence);
  if (next && FRAME_WORDS.has(next.norm)) add(`P:next:${next.norm}`, sentence);
  if (next && MODALS.has(next.norm)) add('P:acts', sentence);
  if (before && HELPING.has(before.norm)) add('P:helped', sentence);
  if (tokens[from]?.shape === 'capital' && from > 0 && sentence.kind !== 'title')
    add('P:capitalInside', sentence);
}

const ARTICLES = new Set([
  'a',
  'an',
  'the',
  'our',
  'your',
  'their',
  'any',
  'all',
  'some',
  'many',
  'most',
  'every',
  'each',
]);
const FRAME_WORDS = new Set(
  'for by to of with when if from as in on and or that is are can will cannot should would has have had may might who does do not'.split(
    ' ',
  ),
);
const MODALS = new Set(
  "can can't cannot could will won't would should may might must needs need wants want has have is are gets get sees see doesn't don't".split(
    ' ',
  ),
);
const HELPING = new Set(
  'for let lets letting allow allows allowing enable enables enabling help helps helping give gives giving cause causes causing force forces forcing confuse confuses confusing require requires requiring prevent prevents'.split(
    ' ',
  ),
);
